"""One month as a table of weeks, each day with what takes place on it."""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from .dates import EXACT
from .filters import month_number
from .models import Event

FIRST_YEAR, LAST_YEAR = 1990, 2100
SHOWN_A_DAY = 4  # the rest of a day is counted, and stands in the list
SHOWN_BESIDE = 20  # of what is dated to a month or quarter alone
MOMENT = datetime.timedelta(microseconds=1)
WEEKDAYS = "一二三四五六日"


@dataclass
class Day:
    date: datetime.date
    is_of_month: bool
    is_today: bool
    events: list = field(default_factory=list)
    more: int = 0

    @property
    def weekday(self):
        return f"星期{WEEKDAYS[self.date.weekday()]}"


@dataclass
class Month:
    year: int
    month: int
    weeks: list
    beside: list  # events whose source names no day
    beside_more: int
    total: int

    @property
    def label(self):
        return f"{self.year}年{self.month}月"

    @property
    def previous(self):
        return _shifted(self.year, self.month, -1)

    @property
    def next(self):
        return _shifted(self.year, self.month, 1)


def _shifted(year, month, by):
    """(year, month) of a neighbour, or None beyond what the calendar keeps."""
    year, month = divmod(month_number(year, month) + by, 12)
    return (year, month + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def month_of(selection, year, month, today=None):
    """The `Month` of what `selection` matches. At most four events a day are fetched in full, however many there are."""
    today = today or timezone.localdate()
    ids = list(selection.ids_having("month", month_number(year, month)))
    on_day, beside = _placed(ids, year, month)
    wanted = {pk for found in on_day.values() for pk in found[:SHOWN_A_DAY]} | set(beside[:SHOWN_BESIDE])
    events = {event.pk: event for event in selection.listing.public_rows(sorted(wanted))}

    def day_of(date):
        found = on_day.get(date, ())
        shown = [events[pk] for pk in found[:SHOWN_A_DAY] if pk in events]
        return Day(
            date, date.month == month, date == today and date.month == month, shown, max(0, len(found) - SHOWN_A_DAY)
        )

    weeks = [[day_of(date) for date in week] for week in calendar.Calendar().monthdatescalendar(year, month)]
    shown_beside = [events[pk] for pk in beside[:SHOWN_BESIDE] if pk in events]
    return Month(year, month, weeks, shown_beside, max(0, len(beside) - SHOWN_BESIDE), len(ids))


def _placed(ids, year, month):
    """Map each day of the month to ids of its events, the earlier begun first; and list those that name no day."""
    first = datetime.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    on_day, beside, zone = defaultdict(list), [], timezone.get_current_timezone()
    for pk, begins_at, finishes_at, precision in Event.objects.spans_of(ids):
        if precision not in EXACT or finishes_at is None:
            beside.append(pk)
            continue
        begins_on = begins_at.astimezone(zone).date()
        ends_on = max(begins_at, finishes_at - MOMENT).astimezone(zone).date()
        begin, end = max(begins_on, first), min(ends_on, last)
        for number in range((end - begin).days + 1):  # none, where it was moved to another month a moment ago
            on_day[begin + datetime.timedelta(days=number)].append(pk)
    return on_day, beside
