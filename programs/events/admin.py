from django.contrib import admin
from django.db.models import Prefetch

from programs.bulk.child_admin import ChildTable, ReadOnlyChildTable
from programs.bulk.record_admin import RecordAdmin
from programs.bulk.row_admin import RowAdmin
from programs.companies.models import Company
from programs.sheets.desk import SheetDesk
from programs.taxonomy.admin import TermAdmin

from .models import Event, EventAttachment, EventFigure, EventParty, EventSeries, EventStop
from .resources import EventResource
from .words import HELP


class PartyInline(ChildTable):
    model = EventParty
    autocomplete_fields = ("company", "department")


class StopInline(ChildTable):
    model = EventStop


class FigureInline(ChildTable):
    model = EventFigure


class AttachmentInline(ReadOnlyChildTable):
    model = EventAttachment
    fields = readonly_fields = ("attachment", "title")


@admin.register(Event)
class EventAdmin(SheetDesk, RecordAdmin):
    resource_class = EventResource
    inlines = (PartyInline, StopInline, FigureInline, AttachmentInline)
    list_display = (
        "title", "kind", "state", "when", "venue", "town", "visibility", "status",
        "review_by_on",
    )  # fmt: skip
    list_editable = ("state", "review_by_on")
    list_filter = (
        "visibility", "live", "has_unpublished_changes", "kind", "state", "town", "series", "responsible_department",
    )  # fmt: skip
    list_select_related = ("town",)
    date_hierarchy = "starts_at"
    ordering = ("-begins_at", "-pk")
    autocomplete_fields = ("series", "town", "policies", "responsible_department", "responsible_person")
    fieldsets = (
        (None, {"fields": ("title", "status", "desk_link", "short_title", "other_names", "series", "edition", "kind", "state", "summary")}),
        ("时间与地点", {"fields": (
            "starts_at", "ends_at", "precision", "is_year_inferred", "printed_date", "venue", "town", "online_link",
        )}),
        ("管理", {"fields": (
            "policies", "contact", "visibility", "slug", "source_note", "internal_note", "responsible_department",
            "responsible_person", "review_by_on", "created_at", "updated_at",
        )}),
    )  # fmt: skip

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **{"help_texts": HELP} | kwargs)

    @admin.display(description="时间", ordering="begins_at")
    def when(self, event):
        """As precise as the source: no midnight where only the day is known."""
        return event.date_text


@admin.register(EventSeries)
class EventSeriesAdmin(TermAdmin):
    pass


@admin.register(EventParty)
class EventPartyAdmin(RowAdmin):
    owner = "event"
    list_display = ("display_name", "role", "company", "department", "note", "record")
    list_filter = ("role", "department")
    search_fields = ("name", "company__title", "department__name", "event__title")

    def get_queryset(self, request):
        companies = Prefetch("company", Company.objects.only("title"))
        return super().get_queryset(request).select_related("department").prefetch_related(companies)

    @admin.display(description="名称")
    def display_name(self, party):
        return party.display_name


@admin.register(EventStop)
class EventStopAdmin(RowAdmin):
    owner = "event"
    list_display = ("place", "time_text", "record")
    search_fields = ("place", "description", "event__title")


@admin.register(EventFigure)
class EventFigureAdmin(RowAdmin):
    owner = "event"
    list_display = ("name", "basis", "qualifier", "figure", "unit", "source", "record")
    list_filter = ("basis",)
    search_fields = ("name", "printed", "source", "event__title")


@admin.register(EventAttachment)
class EventAttachmentAdmin(RowAdmin):
    owner = "event"
    list_display = ("attachment", "title", "record")
    list_select_related = ("attachment",)
    search_fields = ("title", "attachment__title", "event__title")
