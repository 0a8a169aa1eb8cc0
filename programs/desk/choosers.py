"""How a record is found when another thing is to point to it: by any of its names, told apart by what stands beside."""

from django import forms
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from .lists import status


class RecordFilterForm(BaseFilterForm):
    q = forms.CharField(
        label="名称", required=False, widget=forms.TextInput(attrs={"placeholder": "名称、简称、别名、编号"})
    )

    def filter(self, objects):
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        if words:
            self.is_searching, self.search_query = True, " ".join(words)
        return objects.for_staff(" ".join(words), by_relevance=True)


class ChooseMixin:
    filter_form_class = RecordFilterForm
    results_template_name = "desk/chooser_results.html"

    def get_object_list(self):
        return self.model.snippet_viewset.for_list(self.model._default_manager.defer("search_text", "internal_note"))

    @property
    def columns(self):
        return [
            self.title_column,
            *(_unsorted(column) for column in self.model.snippet_viewset.chooser_columns),
            Column("visibility", label="公开范围", accessor="get_visibility_display"),
            StatusTagColumn("status", label="发布状态", accessor=status, primary=lambda record: record.live),
        ]


def _unsorted(column):
    return Column(column.name, label=column.label, accessor=column.accessor)


class RecordChooseView(ChooseMixin, ChooseView):
    pass


class RecordChooseResultsView(ChooseMixin, ChooseResultsView):
    pass


class ChosenMixin:
    def get_display_title(self, instance):
        marks = [] if instance.live else ["未发布"]
        if instance.visibility == instance.Visibility.INTERNAL:
            marks.append("内部")
        return f"{instance}（{'，'.join(marks)}）" if marks else str(instance)


class RecordChosenView(ChosenMixin, SnippetChosenView):
    pass


class RecordChosenMultipleView(ChosenMixin, SnippetChosenMultipleView):
    def get_objects(self, pks):
        return super().get_objects([pk for pk in pks if pk.isdigit()][:500])


class RecordChooserViewSet(SnippetChooserViewSet):
    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView
    per_page = 20
