"""Forms in which terms are edited or chosen."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Alias, Term
from .trees import in_tree_order, indented


class OfferedTermsMixin:
    """Offers the terms in use and those that the record already has: a term out of use is kept, not chosen anew."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, Term):
                self._offer(name, field)

    def _offer(self, name, field):
        model = field.queryset.model
        chosen = self.initial.get(name) or []
        chosen = chosen if isinstance(chosen, list | tuple) or hasattr(chosen, "all") else [chosen]
        offered = model.objects.filter(Q(is_active=True) | Q(pk__in=[getattr(term, "pk", term) for term in chosen]))
        if isinstance(field, forms.ModelMultipleChoiceField) and hasattr(model, "parent"):
            field.queryset, field.label_from_instance = in_tree_order(offered), indented
        else:
            field.queryset = offered


class TermForm(OfferedTermsMixin, WagtailAdminModelForm):
    """A term with its aliases, a line each."""

    other_names = forms.CharField(
        label="别名",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个。导入时写别名也能认出这一条；合并来的旧名称在此列出，删去后旧网址不再有效。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(self._aliases().values_list("name", flat=True))

    def _aliases(self):
        content_type = ContentType.objects.get_for_model(self._meta.model)
        return Alias.objects.filter(content_type=content_type, object_id=self.instance.pk).order_by("pk")

    def clean_other_names(self):
        names = dict.fromkeys("".join(line.split()) for line in self.cleaned_data["other_names"].splitlines())
        names = [name for name in names if name]
        problems = [problem for name in names if (problem := self._problem(name))]
        if problems:
            raise ValidationError(problems)
        return names

    def _problem(self, name):
        model = self._meta.model
        if len(name) > 100:
            return f"别名最多100个字：“{name[:20]}…”太长。"
        if name == "".join(str(self.cleaned_data.get("name", "")).split()):
            return f"“{name}”就是名称，不必再列为别名。"
        if model.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            return f"“{name}”已是另一条{model._meta.verbose_name}的名称；两条是一回事的，请用“合并到…”。"
        taken = Alias.objects.filter(content_type=ContentType.objects.get_for_model(model), name=name)
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
        Alias.objects.bulk_create(
            Alias(content_type=content_type, object_id=term.pk, name=name) for name in names if name not in known
        )
