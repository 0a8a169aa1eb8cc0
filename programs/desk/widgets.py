"""Ways to choose several things without a list of twenty thousand to scroll through."""

import json

from django import forms
from django.template.loader import render_to_string
from wagtail.admin.telepath import JSContext
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.coreutils import resolve_model_string
from wagtail.snippets.widgets import AdminSnippetChooser

from programs.texts.signs import one_line


class Headline(AdminAutoHeightTextInput):
    """A title that is wholly seen on a telephone too: as many lines as it takes, and none of them kept."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and one_line(value)


class _DeskWidget:
    """Drawn by the project's own templates."""

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)


class ChooseMany(_DeskWidget, forms.SelectMultiple):
    """Several records, found in the noun's own chooser; what is chosen stands in a list from which it can be taken."""

    template_name = "desk/choose_many.html"

    def __init__(self, model, attrs=None):
        """`model` may be named, as in "policies.Policy", by models that load before it."""
        super().__init__(attrs)
        self.named = model

    @property
    def model(self):
        return resolve_model_string(self.named)

    def _packed(self):
        context = JSContext()
        return json.dumps(context.pack(AdminSnippetChooser(self.model))), context.media

    def get_context(self, name, value, attrs):
        keys = [str(key) for key in value or [] if str(key).isdigit()]
        chosen = {str(record.pk): record for record in self.model._default_manager.filter(pk__in=keys)}
        context = forms.Widget.get_context(self, name, None, attrs)
        context["widget"] |= {
            "chosen": [chosen[key] for key in keys if key in chosen],
            "chooser": self._packed()[0],
            "noun": self.model._meta.verbose_name,
        }
        return context

    @property
    def media(self):
        return self._packed()[1] + forms.Media(js=["portal/js/desk-choices.js"])


class FilteredCheckboxes(_DeskWidget, forms.CheckboxSelectMultiple):
    """Several terms of one vocabulary, with a box to find them by name when they are many."""

    template_name = "desk/filtered_checkboxes.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["widget"] |= {"options": options, "has_filter": len(options) > 12}
        return context

    @property
    def media(self):
        return forms.Media(js=["portal/js/desk-choices.js"])
