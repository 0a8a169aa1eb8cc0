"""By what the events' list is narrowed and ordered."""

import datetime

from django.db import models
from django.utils import timezone

from programs.listing.declarations import Declaration, Facet, Sort, time_key
from programs.listing.listing import Listing
from programs.taxonomy.models import Town

from .dates import EXACT, is_lost_sight_of, lost_sight_at
from .models import Event, EventSeries, State

PAST_FROM = 2**60  # microseconds: keys of what is past stand behind all keys of what is to come
UNDATED = 2**61
GOES_ON_UNDATED = 2**59  # behind what is to come, before what is past
MONTHS_OF_AN_EVENT = 24
ONE_DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)


class When(models.TextChoices):
    """Where an event lies, seen from now. Agrees with `EventQuerySet.upcoming`."""

    TODAY = "today", "今天"
    WEEKEND = "weekend", "本周末"
    UPCOMING = "upcoming", "即将举行与进行中（含延期、取消）"
    PAST = "past", "时间已过"
    CANCELLED = "cancelled", "已取消"
    UNDATED = "undated", "时间或结束未载"


def _lies(row):
    """UPCOMING, PAST or UNDATED, whatever its state says of cancelling."""
    if row.begins_at and (row.state == State.ENDED or (row.finishes_at and row.finishes_at <= row.now)):
        return When.PAST
    return When.UNDATED if is_lost_sight_of(row, row.now) else When.UPCOMING


def _when(row):
    """What was cancelled stands among what is to come for as long, so that those who look for it there are told."""
    lies = _lies(row)
    if row.state != State.CANCELLED:
        return (lies.value, *_near(row)) if lies == When.UPCOMING else (lies.value,)
    return (lies.value, When.CANCELLED.value) if lies == When.UPCOMING else (When.CANCELLED.value,)


def _near(row):
    """TODAY and WEEKEND (Saturday and Sunday of this week), for what is dated to the day and takes place then."""
    days = _days(row)
    if days is None:
        return
    saturday = row.today + datetime.timedelta(days=5 - row.today.weekday())
    for when, first, last in (
        (When.TODAY, row.today, row.today),
        (When.WEEKEND, saturday, saturday + datetime.timedelta(days=1)),
    ):
        if days[0] <= last and days[1] >= first:
            yield when.value


def _days(row):
    """Its first and last day, where its source tells them."""
    if row.precision not in EXACT or row.begins_at is None or row.finishes_at is None:
        return None
    last = max(row.begins_at, row.finishes_at - MOMENT)
    return timezone.localdate(row.begins_at), timezone.localdate(last)


def _turns_at(row):
    """The next midnight at which it may come near or cease to be; None for what is over or far away without a day."""
    days = _days(row)
    if days is None or days[1] < row.today:
        return None
    day = max(row.today + ONE_DAY, days[0] - datetime.timedelta(days=6))
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _upcoming_first(row):
    """What is under way and to come by its beginning, then what began earlier, the newest first, then what has no date."""
    lies = _lies(row)
    if row.begins_at is None:
        return GOES_ON_UNDATED if lies == When.UPCOMING else UNDATED
    return time_key(row.begins_at) if lies == When.UPCOMING else PAST_FROM - time_key(row.begins_at)


def month_number(year, month):
    return year * 12 + month - 1


def _months(row):
    """The months that an event's dates touch, at most two years of them; what has no end touches its first alone."""
    if row.begins_at is None:
        return ()
    first = timezone.localtime(row.begins_at)
    number = month_number(first.year, first.month)
    if row.finishes_at is None:
        return (number,)
    last = timezone.localtime(max(row.begins_at, row.finishes_at - MOMENT))
    return range(number, min(month_number(last.year, last.month), number + MONTHS_OF_AN_EVENT - 1) + 1)


EVENTS = Listing(
    Declaration(
        model=Event,
        columns=(
            "kind",
            "state",
            "begins_at",
            "finishes_at",
            "precision",
            "review_by_on",
            "town_id",
            "series_id",
            "updated_at",
        ),
        moments=lambda row: (row.begins_at, row.finishes_at, lost_sight_at(row), _turns_at(row)),
        facets=(
            Facet("when", "时间", _when, choices=When),
            Facet("kind", "类别", lambda row: (row.kind,), choices=Event.Kind),
            Facet("state", "状态", lambda row: (Event.state_at(row, row.now).value,), choices=State),
            Facet("town", "街镇", lambda row: (row.town_id,) if row.town_id else (), vocabulary=Town),
            Facet("series", "系列", lambda row: (row.series_id,) if row.series_id else (), vocabulary=EventSeries),
            Facet(
                "year",
                "年份",
                lambda row: (timezone.localtime(row.begins_at).year,) if row.begins_at else (),
                wording=lambda year: f"{year}年",
            ),
            Facet(
                "month",
                "月份",
                _months,
                wording=lambda number: f"{number // 12}年{number % 12 + 1}月",
                address=lambda number: f"{number // 12}-{number % 12 + 1:02}",
                is_hidden=True,
            ),
        ),
        sorts=(
            Sort("upcoming", "近期在前", _upcoming_first),
            Sort("newest", "时间从新到旧", lambda row: -time_key(row.begins_at) if row.begins_at else UNDATED),
            Sort("updated", "最近更新", lambda row: -time_key(row.updated_at)),
        ),
    ),
    "event_list",
)
