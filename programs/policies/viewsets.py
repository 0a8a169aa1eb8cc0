import django_filters
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column, StatusTagColumn

from programs.desk.lists import RecordFilterSet
from programs.desk.viewsets import RecordViewSet
from programs.taxonomy.models import Department, Need, Sector, Topic

from .models import Policy, Validity
from .panels import POLICY_FORM


class PolicyFilterSet(RecordFilterSet):
    kind = django_filters.MultipleChoiceFilter(label="类别", choices=Policy.Kind.choices)
    topic = django_filters.ModelChoiceFilter(label="主题分类", queryset=Topic.objects.all())
    issuers = django_filters.ModelChoiceFilter(label="发文机关", queryset=Department.objects.all())
    items__sectors = django_filters.ModelChoiceFilter(label="适用行业", queryset=Sector.objects.all(), distinct=True)
    items__needs = django_filters.ModelChoiceFilter(label="解决的需求", queryset=Need.objects.all(), distinct=True)
    published_on = django_filters.DateFromToRangeFilter(label="发布日期", widget=DateRangePickerWidget)
    claims = django_filters.ChoiceFilter(
        label="受理", method="open_for_claims", choices=[("open", "正在受理"), ("closed", "已截止")]
    )

    class Meta:
        model = Policy
        fields = []

    def open_for_claims(self, policies, name, value):
        today = timezone.localdate()
        closed = Q(items__closes_on__lt=today)
        if value == "closed":
            return policies.filter(closed).distinct()
        begun = Q(items__opens_on__lte=today) | Q(items__opens_on__isnull=True)
        return policies.filter(begun, items__isnull=False).exclude(closed).distinct()


class PolicyViewSet(RecordViewSet):
    """The register of policies at the desk."""

    model = Policy
    icon = "doc-full"
    menu_label = "政策"
    edit_handler = POLICY_FORM
    filterset_class = PolicyFilterSet
    list_columns = [
        Column("kind", label="类别", accessor="get_kind_display", sort_key="kind"),
        Column("document_number", label="发文字号", sort_key="document_number"),
        Column("published_on", label="发布日期", sort_key="published_on"),
        StatusTagColumn(
            "validity",
            label="效力",
            accessor=lambda policy: policy.validity_on().label,
            primary=lambda policy: policy.validity_on() == Validity.VALID,
        ),
    ]
    chooser_columns = [
        Column("document_number", label="发文字号"),
        Column("kind", label="类别", accessor="get_kind_display"),
        Column("published_on", label="发布日期"),
    ]
    export_fields = [
        "title", "short_title", "other_names", "kind", "issuers", "issuer_text", "index_number", "document_number", "unified_number",
        "topic", "keywords", "written_on", "published_on", "effective_from", "effective_to", "validity", "repealed_on",
        "repeal_basis", "supersedes", "items", "contact", "summary", "source_note", "slug",
    ]  # fmt: skip
    export_prefetch = ["issuers", "supersedes", "superseded_by", "items", "topic"]
    headings = {**RecordViewSet.headings, "validity": "效力"}

    def for_list(self, policies):
        return policies.prefetch_related("superseded_by").defer("body")

    def exported(self, record, name, may_see_internal):
        if name == "validity":
            return record.validity_on().label
        return super().exported(record, name, may_see_internal)

    def row(self, row):
        if row._meta.model_name == "policyitem":
            return f"{row.number} {row.title}".strip() + (f"（{row.amount_text}）" if row.amount_text else "")
        return str(row)
