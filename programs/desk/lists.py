"""The list of a register: what stands where, found and sifted in the database."""

import datetime

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.utils import get_latest_str
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView

from programs.records.fields import LastChange
from programs.records.model import Record
from programs.records.searching import SearchedList
from programs.taxonomy.models import Department

from .exports import RecordExportMixin
from .paginators import NearPaginator

REVIEW_SOON = datetime.timedelta(days=30)


def status(record):
    """Where a record stands on its way to the public, from what `RecordIndexView` annotates."""
    if getattr(record, "is_under_review", False):
        return "复核中"
    if getattr(record, "is_scheduled", False):
        return "已发布，有定时修改" if record.live else "定时发布"
    if record.live:
        return "已发布，有新修改" if record.has_unpublished_changes else "已发布"
    return "已到期下线" if record.expired else "草稿"


def with_status(records):
    """Annotate what `status` reads, so that a list asks once and not once a row."""
    content_type = ContentType.objects.get_for_model(records.model)
    key = Cast(OuterRef("pk"), CharField())
    of_this = {"base_content_type": content_type, "object_id": key}
    return records.annotate(
        is_scheduled=Exists(Revision.objects.filter(**of_this, approved_go_live_at__isnull=False)),
        is_under_review=Exists(WorkflowState.objects.filter(**of_this, status=WorkflowState.STATUS_IN_PROGRESS)),
    )


class ReviewDateColumn(Column):
    cell_template_name = "desk/review_date_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"is_due": context["value"] and context["value"] <= timezone.localdate()}


STATUS = StatusTagColumn(
    "status", label="发布状态", accessor=status, primary=lambda record: record.live, sort_key="live"
)
VISIBILITY = Column("visibility", label="公开范围", accessor="get_visibility_display", sort_key="visibility")
DEPARTMENT = Column(
    "responsible_department",
    label="责任部门",
    accessor=lambda record: record.responsible_department or "",
    sort_key="responsible_department__sort_key",
)
REVIEW_BY = ReviewDateColumn("review_by_on", label="复核期限", sort_key="review_by_on")
CHANGED = DateColumn(
    "changed",
    label="最近修改",
    accessor=lambda record: record.latest_revision.created_at if record.latest_revision else record.updated_at,
    sort_key="latest_revision_id",
)


class RecordFilterSet(WagtailFilterSet):
    """Filters that all registers have; each noun adds its own before them."""

    status = django_filters.ChoiceFilter(
        label="发布状态",
        method="with_status",
        choices=[
            ("live", "已发布"),
            ("changed", "已发布，有新修改"),
            ("draft", "草稿"),
            ("scheduled", "定时发布"),
            ("review", "复核中"),
            ("expired", "已到期下线"),
        ],
    )
    visibility = django_filters.ChoiceFilter(label="公开范围", choices=Record.Visibility.choices)
    responsible_department = django_filters.ModelChoiceFilter(label="责任部门", queryset=Department.objects.all())
    review = django_filters.ChoiceFilter(
        label="复核期限",
        method="to_review",
        choices=[("due", "已到期"), ("soon", "30天内到期"), ("none", "没有写")],
    )

    def with_status(self, records, name, value):
        return records.filter(
            {
                "live": Q(live=True),
                "changed": Q(live=True, has_unpublished_changes=True),
                "draft": Q(live=False, expired=False, is_scheduled=False),
                "scheduled": Q(is_scheduled=True),
                "review": Q(is_under_review=True),
                "expired": Q(live=False, expired=True),
            }[value]
        )

    def to_review(self, records, name, value):
        today = timezone.localdate()
        if value == "none":
            return records.filter(review_by_on__isnull=True)
        return records.filter(review_by_on__lte=today if value == "due" else today + REVIEW_SOON)


def without_internal(filterset_class):
    """Who may not read a field does not sift by it either."""
    return type(filterset_class.__name__, (filterset_class,), {"responsible_department": None, "review": None})


class SearchedIndexView(SearchedList, IndexView):
    """The list of what belongs to the registers."""


class RecordIndexView(RecordExportMixin, IndexView):
    """A register's list. Keepers find a record by its internal words too; others by what the public may read."""

    paginator_class = NearPaginator

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        shown = self.desk.list_columns
        self.list_display = ["title", *shown, VISIBILITY, STATUS, DEPARTMENT, REVIEW_BY, CHANGED]
        if not self.may_see_internal:
            self.list_display = ["title", *shown, VISIBILITY, STATUS, CHANGED]
            self.filterset_class = without_internal(self.filterset_class)

    @cached_property
    def columns(self):
        """No boxes to tick for those who may do nothing with what they tick."""
        may_act = any(self.user_has_permission(act) for act in ("change", "delete", "publish"))
        return (
            super().columns
            if may_act
            else [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]
        )

    def get_base_queryset(self):
        records = super().get_base_queryset().select_related("responsible_department", "latest_revision")
        return with_status(self.desk.for_list(records)).defer(
            "latest_revision__content", "search_text", "internal_note"
        )

    def _get_title_column(self, field_name, **kwargs):
        column = super()._get_title_column(field_name, accessor=get_latest_str, **kwargs)
        column.sort_key = "sort_key"
        return column

    def order_queryset(self, queryset):
        if self.ordering in {"latest_revision_id", "-latest_revision_id", None}:
            is_oldest_first = self.ordering == "latest_revision_id"
            return queryset.order_by(*((LastChange(), "pk") if is_oldest_first else (LastChange().desc(), "-pk")))
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset):
        return queryset.for_staff(self.search_query or "", with_internal=self.may_see_internal)
