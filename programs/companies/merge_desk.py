"""The desk's page of a merge of two companies."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import path, reverse
from wagtail.admin.widgets.button import Button
from wagtail.permissions import ModelPermissionPolicy

from programs.merging.desk import MergeTicked, MergeView

from .merging import default_choice, doubts, fields_that_differ, merge_companies
from .models import Company


class ChoicesForm(forms.Form):
    """Whose value stays, field by field."""

    def __init__(self, *args, lost, kept, **kwargs):
        super().__init__(*args, **kwargs)
        empty = default_choice(lost, kept)
        for name in fields_that_differ(lost, kept):
            self.fields[name] = forms.ChoiceField(
                label=Company._meta.get_field(name).verbose_name,
                choices=[("lost", _shown(lost, name)), ("kept", _shown(kept, name))],
                initial="lost" if name in empty else "kept",
                widget=forms.RadioSelect,
            )

    @property
    def rows(self):
        return [{"label": field.label, "radios": list(field.subwidgets)} for field in self]

    @property
    def taken(self):
        return [name for name, side in self.cleaned_data.items() if side == "lost"]


def _shown(company, name):
    display = getattr(company, f"get_{name}_display", None)
    value = display() if display else getattr(company, name)
    return str(value) if value else "（空）"


class CompanyMergeView(MergeView):
    model = Company

    def choices_between(self, kept):
        return ChoicesForm(self.request.POST or None, lost=self.lost, kept=kept)

    def warnings_about(self, kept):
        return doubts(self.lost, kept, self.request.user)

    def merge(self, kept):
        if kept.pk == self.lost.pk:
            raise ValidationError("不能合并到它自己，请选另一条。")
        choices = self.choices_between(kept)
        if not choices.is_valid():
            raise ValidationError("两家的内容在您确认前有改动，请重新核对每一项保留哪一个。")
        return merge_companies(self.lost, kept, self.request.user, choices.taken)


class MergeTickedCompanies(MergeTicked):
    models = [Company]

    def merge_url(self, company):
        return reverse("merge_company", args=[company.pk])


def admin_urls():
    return [
        path("companies/<int:pk>/merge/", CompanyMergeView.as_view(), name="merge_company"),
    ]


def merge_button(company, user, next_url=None):
    policy = ModelPermissionPolicy(Company)
    if isinstance(company, Company) and all(policy.user_has_permission(user, one) for one in ("change", "delete")):
        yield Button("合并到…", url=reverse("merge_company", args=[company.pk]), icon_name="resubmit", priority=50)
