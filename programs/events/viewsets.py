import django_filters
from django.urls import path
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from programs.desk.lists import RecordFilterSet, SearchedIndexView
from programs.desk.viewsets import RecordViewSet
from programs.taxonomy.models import Town

from .dates import Precision
from .desk import EventCreateView, EventEditView, EventIndexView, NextEditionView
from .models import Event, EventSeries, State
from .panels import EVENT_FORM

FORMATS = {
    Precision.MINUTE: "{0:%Y-%m-%d %H:%M}",
    Precision.MONTH: "{0:%Y-%m}",
    Precision.QUARTER: "{0:%Y}年第{1}季度",
    Precision.ONGOING: "{0:%Y-%m-%d}起",
}


def when(event):
    """The beginning of an event, no more precise than its source."""
    if not event.starts_at:
        return "未载"
    start = timezone.localtime(event.starts_at)
    text = FORMATS.get(event.precision, "{0:%Y-%m-%d}").format(start, (start.month + 2) // 3)
    return f"{text}（推定）" if event.is_year_inferred else text


def state(event):
    """Where staff say that it stands, and where readers are told that it stands by now, if that is another."""
    now = event.state_at()
    return event.get_state_display() if now == event.state else f"{event.get_state_display()}（现为{now.label}）"


class EventFilterSet(RecordFilterSet):
    kind = django_filters.MultipleChoiceFilter(label="类别", choices=Event.Kind.choices)
    state = django_filters.MultipleChoiceFilter(label="活动状态", choices=State.stated())
    series = django_filters.ModelChoiceFilter(label="系列", queryset=EventSeries.objects.all())
    town = django_filters.ModelChoiceFilter(label="街镇", queryset=Town.objects.all())
    begins_at = django_filters.DateFromToRangeFilter(label="开始日期", widget=DateRangePickerWidget)
    upcoming = django_filters.ChoiceFilter(label="时间", method="in_time", choices=[("upcoming", "未结束")])

    class Meta:
        model = Event
        fields = []

    def in_time(self, events, name, value):
        return events.upcoming()


class EventViewSet(RecordViewSet):
    """The register of events at the desk."""

    model = Event
    icon = "calendar-alt"
    menu_label = "活动"
    edit_handler = EVENT_FORM
    index_view_class = EventIndexView
    add_view_class = EventCreateView
    edit_view_class = EventEditView
    filterset_class = EventFilterSet
    list_columns = [
        Column("kind", label="类别", accessor="get_kind_display", sort_key="kind"),
        Column("when", label="时间", accessor=when, sort_key="begins_at"),
        Column("town", label="街镇", accessor=lambda event: event.town or "", sort_key="town__sort_key"),
        StatusTagColumn("state", label="活动状态", accessor=state, sort_key="state"),
    ]
    chooser_columns = [
        Column("when", label="时间", accessor=when),
        Column("kind", label="类别", accessor="get_kind_display"),
        Column("venue", label="地点"),
    ]
    export_fields = [
        "title", "short_title", "other_names", "series", "edition", "kind", "state", "starts_at", "ends_at", "precision",
        "is_year_inferred", "printed_date", "venue", "town", "online_link", "parties", "stops", "figures", "policies",
        "contact", "summary", "source_note", "slug",
    ]  # fmt: skip
    export_prefetch = [
        "series", "town", "parties__company", "parties__department", "stops", "figures", "policies"
    ]  # fmt: skip

    def get_urlpatterns(self):
        view = self.construct_view(NextEditionView)
        return [*super().get_urlpatterns(), path("next-edition/<int:pk>/", view, name="next_edition")]

    def for_list(self, events):
        return events.select_related("town").defer("body", "recap")

    def row(self, row):
        kind = row._meta.model_name
        if kind == "eventparty":
            return f"{row.get_role_display()}：{row.display_name}"
        if kind == "eventfigure":
            figure = row.printed or f"{row.qualifier}{'' if row.figure is None else row.figure.normalize():f}{row.unit}"
            return f"{row.name}（{row.get_basis_display()}）：{figure}"
        return " ".join(text for text in (getattr(row, "time_text", ""), str(row)) if text)


class EventSeriesViewSet(SnippetViewSet):
    """What comes again, edition after edition."""

    model = EventSeries
    icon = "history"
    menu_label = "活动系列"
    list_display = ["name", BooleanColumn("is_active", label="启用"), "order"]
    list_filter = ["is_active"]
    index_view_class = SearchedIndexView
    ordering = ["order", "sort_key", "pk"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "description", "is_active"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("is_active"),
        FieldPanel("order"),
    ]
