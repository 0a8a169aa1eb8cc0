"""Events for other people's calendars (iCalendar, RFC 5545). Only what the public may read, and only what has a date.

The same event gives the same bytes until it is changed: all stamps come from `updated_at`, and nothing from the clock.
"""

import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Timezone
from icalendar import Event as Entry
from icalendar.prop import vDuration

from .dates import Precision, has_end
from .models import State

MOST = 500  # events of one file
REFRESH = datetime.timedelta(hours=1)
ZONE = ZoneInfo(settings.TIME_ZONE)
FIRST_DAY, LAST_DAY = (
    datetime.date(1992, 1, 1),
    datetime.date(2038, 1, 1),
)  # China has had one time, without summer time
STATUSES = {State.CANCELLED: "CANCELLED", State.PLANNED: "TENTATIVE", State.POSTPONED: "TENTATIVE"}
SAID_IN_THE_TITLE = {State.CANCELLED, State.POSTPONED}
VAGUE = {Precision.MONTH, Precision.QUARTER, Precision.ONGOING}


def calendar_of(events, name, total=0):
    """Return the bytes of a calendar called `name`. Events without a date are left out. Where the list has more than
    `events`, `total`, the calendar says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lucheng Portal//Events//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if total > len(events):
        said = f"共{total}场活动，日历里是排在前面的{len(events)}场。要别的，请在活动列表里筛选后再加入日历。"
        calendar.add("description", said)
        calendar.add("x-wr-caldesc", said)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))  # of no type that the library knows
    calendar.add_component(Timezone.from_tzid(settings.TIME_ZONE, first_date=FIRST_DAY, last_date=LAST_DAY))
    for event in events:
        if event.begins_at:
            calendar.add_component(_entry(event))
    return calendar.to_ical()


def _entry(event):
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}")
    changed_at = event.updated_at.astimezone(datetime.UTC)
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("created", event.created_at.astimezone(datetime.UTC))
    entry.add("sequence", max(0, int((event.updated_at - event.created_at).total_seconds())))
    _add_dates(entry, event)
    state = State(event.state)
    title = f"【{state.label}】{event.title}" if state in SAID_IN_THE_TITLE else event.title
    if event.precision == Precision.ONGOING and not event.finishes_at:
        title = f"{title}（本日起持续进行）"  # a calendar has the first day alone
    entry.add("summary", _printable(title))
    entry.add("status", STATUSES.get(state, "CONFIRMED"))
    entry.add("description", _printable("\n".join(_sentences(event))))
    if place := event.venue or (event.town and event.town.name):
        entry.add("location", _printable(place))
    entry.add("categories", [str(event.get_kind_display())])
    entry.add("url", event.full_url)
    return entry


def _add_dates(entry, event):
    if event.precision == Precision.MINUTE:
        entry.add("dtstart", event.starts_at.astimezone(ZONE))
        if has_end(event):  # else none is sent: RFC 5545 takes it to be a moment, and the description says more
            entry.add("dtend", event.ends_at.astimezone(ZONE))
        return
    first_day = event.begins_at.astimezone(ZONE).date()
    entry.add("dtstart", first_day)
    if event.finishes_at:  # midnight after the last day, which is just what DTEND asks for: the first day that is free
        entry.add("dtend", event.finishes_at.astimezone(ZONE).date())
    if event.precision in VAGUE:
        entry.add("transp", "TRANSPARENT")  # nobody is busy for a whole quarter


def _sentences(event):
    """What the calendar's own fields cannot say: how far the dates can be trusted."""
    if event.summary:
        yield event.summary
    yield from _doubts(event)
    if event.printed_date:
        yield f"来源中的日期：{event.printed_date}"
    day = event.updated_at.astimezone(ZONE)
    yield f"状态：{State(event.state).label}（{day.year}年{day.month}月{day.day}日登记）"
    yield f"详情：{event.full_url}"


def _doubts(event):
    first_day = event.begins_at.astimezone(ZONE)
    if event.precision == Precision.MONTH:
        yield f"时间：{first_day.year}年{first_day.month}月，来源没有写明哪一天。"
    elif event.precision == Precision.QUARTER:
        yield f"时间：{first_day.year}年第{'一二三四'[(first_day.month - 1) // 3]}季度，来源没有写明哪一天。"
    elif event.precision == Precision.ONGOING:
        yield "持续进行。" if event.finishes_at else "持续进行，来源没有写明何时结束。"
    elif event.precision == Precision.MINUTE and not has_end(event):
        yield "来源没有写明何时结束。"
    if event.is_year_inferred:
        yield "年份为推定：来源没有印出年份。"


def _printable(text):
    """Without control characters, which no calendar program reads."""
    return "".join(each for each in text.replace("\r\n", "\n") if each.isprintable() or each in "\n\t")
