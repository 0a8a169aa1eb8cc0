"""What the public gets of events in a file: rows of values, read by `querysets.for_download`."""

from django.conf import settings
from django.urls import reverse

from programs.listing.spreadsheets import Column, Table

from .dates import date_text
from .models import Event

KINDS = dict(Event.Kind.choices)

COLUMNS = (
    Column("名称", lambda event: event.title),
    Column("类别", lambda event: KINDS.get(event.kind, event.kind)),
    Column("状态", lambda event: Event.state_at(event).label),
    Column("时间", date_text),
    Column("来源中的日期", lambda event: event.printed_date),
    Column("地点", lambda event: event.venue),
    Column("街镇", lambda event: event.town__name),
    Column("系列", lambda event: event.series__name),
    Column("届次", lambda event: event.edition),
    Column("线上入口", lambda event: event.online_link),
    Column("咨询方式", lambda event: event.contact),
    Column("摘要", lambda event: event.summary),
    Column("资料来源", lambda event: event.source_note),
    Column("网址", lambda event: settings.BASE_URL + reverse("event", args=[event.slug])),
)

EVENTS_TABLE = Table("活动", COLUMNS)
