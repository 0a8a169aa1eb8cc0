"""Forms in which terms are edited or chosen."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm

from media.stale import StaleCheckedFormMixin
from programs.texts.folding import folded
from programs.texts.signs import one_line

from .models import Alias, Term
from .trees import in_tree_order, indented


class OfferedTerms:
    """Offers the terms in use and those that the record already has: a term out of use is kept, not chosen anew. One
    for a form and all rows under it, so that each vocabulary is asked for once."""

    def __init__(self):
        self.known = {}

    def offer(self, form):
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, Term):
                chosen = _keys(form.initial.get(name))
                field.queryset = field.queryset.filter(Q(is_active=True) | Q(pk__in=chosen))
                if isinstance(field.widget, forms.CheckboxSelectMultiple):
                    field.choices = [
                        (term.pk, indented(term))
                        for term in self._terms(field.queryset.model)
                        if term.is_active or term.pk in chosen
                    ]

    def _terms(self, model):
        if model not in self.known:
            terms = model._default_manager.all()
            self.known[model] = list(in_tree_order(terms) if hasattr(model, "parent") else terms)
        return self.known[model]


def _keys(chosen):
    """The numbers of what a field holds: a term, its number, several of either, or nothing."""
    if chosen is None or chosen == "":
        return set()
    several = chosen if hasattr(chosen, "__iter__") and not isinstance(chosen, str) else [chosen]
    return {getattr(term, "pk", term) for term in several}


class TermForm(StaleCheckedFormMixin, WagtailAdminModelForm):
    """A term with its aliases, a line each."""

    other_names = forms.CharField(
        label="别名",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个。导入时写别名也能认出这一条；合并来的旧名称在此列出，删去后旧网址不再有效。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        OfferedTerms().offer(self)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(self._aliases().values_list("name", flat=True))

    def contents(self, row):
        return [*super().contents(row), ("other_names", list(self._aliases().values_list("name", flat=True)))]

    def _aliases(self):
        content_type = ContentType.objects.get_for_model(self._meta.model)
        return Alias.objects.filter(content_type=content_type, object_id=self.instance.pk).order_by("pk")

    def clean_other_names(self):
        lines = (one_line(line) for line in self.cleaned_data["other_names"].splitlines())
        names = [name for name in dict.fromkeys("".join(line.split()) for line in lines) if name]
        known = set(self._aliases().values_list("name", flat=True))
        problems = [problem for name in names if name not in known and (problem := self._problem(name))]
        if problems:
            raise ValidationError(problems)
        return names

    def _problem(self, name):
        model, key = self._meta.model, folded(name)
        if len(name) > 100:
            return f"别名最多100个字：“{name[:20]}…”太长。"
        if key == folded(str(self.cleaned_data.get("name", ""))):
            return f"“{name}”就是名称，不必再列为别名。"
        if model.objects.filter(normalised_name=key).exclude(pk=self.instance.pk).exists():
            return f"“{name}”已是另一条{model._meta.verbose_name}的名称；两条是一回事的，请用“合并到…”。"
        taken = Alias.objects.filter(content_type=ContentType.objects.get_for_model(model), normalised_name=key)
        other = taken.exclude(object_id=self.instance.pk or 0).first()
        return f"“{name}”已是“{other.term}”的别名。" if other and other.term else None

    def save(self, commit=True):
        term = super().save(commit)
        if commit:
            self._save_aliases(term)
        return term

    def _save_aliases(self, term):
        names = self.cleaned_data["other_names"]
        self._aliases().exclude(name__in=names).delete()
        known = set(self._aliases().values_list("name", flat=True))
        content_type = ContentType.objects.get_for_model(term)
        Alias.objects.filter(content_type=content_type, name__in=set(names) - known).delete()  # of a term that is gone
        for name in names:
            if name not in known:
                Alias.objects.create(content_type=content_type, object_id=term.pk, name=name)
