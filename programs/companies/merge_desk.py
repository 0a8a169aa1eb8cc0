"""The desk's pages for companies that may be one: the report of suspects, and the merge."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.urls import path, reverse
from django.views.generic.base import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import ModelPermissionPolicy

from ..merging.desk import MergeTicked, MergeView
from .duplicates import companies_named, suspicious_names
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


class DuplicatesView(WagtailAdminTemplateMixin, TemplateView):
    """Groups of companies that go by one name, a page at a time, each pair with a way to merge it."""

    template_name = "companies/desk/duplicates.html"
    page_title = "疑似重复企业"
    header_icon = "group"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not ModelPermissionPolicy(Company).user_has_permission(request.user, "change"):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = Paginator(suspicious_names(), 30).get_page(self.request.GET.get("p"))
        groups = companies_named(list(page)).items() if page.object_list else []
        groups = [{"name": name, "companies": [_with_links(group, one) for one in group]} for name, group in groups]
        return super().get_context_data(groups=groups, page=page, **kwargs)


def _with_links(group, company):
    edit = reverse(Company.snippet_viewset.get_url_name("edit"), args=[company.pk])
    merge = reverse("merge_company", args=[company.pk])
    kept = [{"name": str(other), "url": f"{merge}?kept={other.pk}"} for other in group if other.pk != company.pk]
    return {"company": company, "url": edit, "merges": kept}


def admin_urls():
    return [
        path("companies/<int:pk>/merge/", CompanyMergeView.as_view(), name="merge_company"),
        path("reports/duplicate-companies/", DuplicatesView.as_view(), name="duplicate_companies"),
    ]


class DuplicatesMenuItem(MenuItem):
    def is_shown(self, request):
        return ModelPermissionPolicy(Company).user_has_permission(request.user, "change")


def report_menu_item():
    return DuplicatesMenuItem("疑似重复企业", reverse("duplicate_companies"), icon_name="group", order=800)


def merge_button(company, user, next_url=None):
    policy = ModelPermissionPolicy(Company)
    if isinstance(company, Company) and all(policy.user_has_permission(user, one) for one in ("change", "delete")):
        yield Button("合并到…", url=reverse("merge_company", args=[company.pk]), icon_name="resubmit", priority=50)
