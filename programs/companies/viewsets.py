import django_filters
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from programs.desk.lists import RecordFilterSet, SearchedIndexView
from programs.desk.views import RecordEditView
from programs.desk.viewsets import RecordViewSet
from programs.taxonomy.models import CompanyTag, Sector, Town

from .merge_desk import merge_button
from .models import Company, CompanyList, SizeBand
from .panels import COMPANY_FORM


def lists_known_to(request):
    """Who may not read on which internal lists a company is does not sift by them either."""
    lists = CompanyList.objects.all()
    return lists if request.user.has_perm("companies.change_company") else lists.filter(is_public=True)


class CompanyFilterSet(RecordFilterSet):
    kind = django_filters.MultipleChoiceFilter(label="类别", choices=Company.Kind.choices)
    sector = django_filters.ModelChoiceFilter(label="行业", queryset=Sector.objects.all())
    town = django_filters.ModelChoiceFilter(label="街镇", queryset=Town.objects.all())
    size_band = django_filters.ChoiceFilter(label="规模", choices=SizeBand.choices)
    tags = django_filters.ModelChoiceFilter(label="标签", queryset=CompanyTag.objects.all())
    memberships__list = django_filters.ModelChoiceFilter(
        label="现在列入的名单", queryset=lists_known_to, method="on_list"
    )

    class Meta:
        model = Company
        fields = []

    def on_list(self, companies, name, value):
        return companies.on_list(value)


class CompanyEditView(RecordEditView):
    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *merge_button(self.object, self.request.user)]


class CompanyViewSet(RecordViewSet):
    """The register of companies at the desk."""

    model = Company
    edit_view_class = CompanyEditView
    icon = "group"
    menu_label = "企业"
    edit_handler = COMPANY_FORM
    filterset_class = CompanyFilterSet
    list_columns = [
        Column("kind", label="类别", accessor="get_kind_display", sort_key="kind"),
        Column("sector", label="行业", accessor=lambda company: company.sector or "", sort_key="sector__sort_key"),
        Column("town", label="街镇", accessor=lambda company: company.town or "", sort_key="town__sort_key"),
        Column("credit_code", label="信用代码", accessor=lambda company: company.credit_code or ""),
    ]
    chooser_columns = [
        Column("short_name", label="简称"),
        Column("kind", label="类别", accessor="get_kind_display"),
        Column("credit_code", label="信用代码", accessor=lambda company: company.credit_code or ""),
        Column("address", label="地址"),
    ]
    export_fields = [
        "title", "short_name", "english_name", "aliases", "kind", "credit_code", "sector", "town", "address",
        "founded_on", "size_band", "main_products", "export_markets", "tags", "website", "public_contact", "parent",
        "people", "memberships", "summary", "source_note", "slug",
    ]  # fmt: skip
    internal_export_fields = [*RecordViewSet.internal_export_fields, "internal_contact"]
    export_prefetch = ["aliases", "people", "memberships__list", "tags", "sector", "town", "parent"]

    def for_list(self, companies):
        return companies.select_related("sector", "town")

    def row(self, row):
        name = str(row)
        if row._meta.model_name == "companyperson":
            return f"{name}（{row.role}）" if row.role else name
        if row._meta.model_name == "listmembership":
            return f"{name}（{row.entered_on or '日期未载'}列入{f'，{row.left_on}移出' if row.left_on else ''}）"
        return f"{name}（{row.get_kind_display()}）"

    def is_public_row(self, row):
        return row.list.is_public if row._meta.model_name == "listmembership" else super().is_public_row(row)


class CompanyListViewSet(SnippetViewSet):
    """Named lists that companies enter and leave."""

    model = CompanyList
    icon = "list-ul"
    menu_label = "企业名单"
    list_display = ["name", BooleanColumn("is_public", label="公开"), BooleanColumn("is_active", label="启用"), "order"]
    list_filter = ["is_public", "is_active"]
    index_view_class = SearchedIndexView
    ordering = ["order", "sort_key", "pk"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "description", "is_public", "is_active"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("basis"),
        FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_active")]),
        FieldPanel("order"),
    ]
