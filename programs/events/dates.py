"""Dates as precise as their source: to the minute, the day, the month, the quarter, or without an end."""

import datetime
import re

from django.db import models
from django.utils import timezone

from programs.records.model import UNSTATED

UNDER_WAY = "under_way"  # the state that keepers vouch for
FAR_FUTURE = 9000  # a year; nobody waits for what lies beyond
STAYS_IN_SIGHT = datetime.timedelta(days=365)  # how long what began is taken to go on where no source tells its end


class Precision(models.TextChoices):
    MINUTE = "minute", "到分钟"
    DAY = "day", "到日"
    MONTH = "month", "到月"
    QUARTER = "quarter", "到季度"
    ONGOING = "ongoing", "持续进行"


EXACT = {Precision.MINUTE, Precision.DAY}  # what a calendar can put on a day


def beginning(moment, precision):
    """The first moment that `moment` may mean. None stays None."""
    if moment is None or precision == Precision.MINUTE:
        return moment
    day = timezone.localtime(moment).date()
    if precision == Precision.MONTH:
        day = day.replace(day=1)
    elif precision == Precision.QUARTER:
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return _midnight(day)


def finish(event):
    """The first moment at which `event` is over. None: it goes on, or nobody knows when it is.

    Where the source tells the minute of the beginning alone, it is the end of that day: the day is certain, the hour of
    the end is not. Nothing of this is shown or sent as an end.
    """
    if event.precision == Precision.ONGOING and event.ends_at is None:
        return None
    if event.precision == Precision.MINUTE and not has_end(event):
        return ending(event.starts_at, Precision.DAY)
    return ending(event.ends_at or event.starts_at, event.precision)


def has_end(event):
    """Does its source tell an end? The very minute of the beginning is none."""
    is_moment = event.precision == Precision.MINUTE and event.starts_at and event.ends_at
    return event.ends_at > event.starts_at if is_moment else event.ends_at is not None


def ends_too_early(event):
    """Does it end before it begins, as far as its precision tells the two apart?"""
    begun, ended = beginning(event.starts_at, event.precision), beginning(event.ends_at, event.precision)
    return bool(begun and ended and ended < begun)


def ending(moment, precision):
    """The first moment after all that `moment` may mean. None stays None: nobody knows an end."""
    if moment is None or precision == Precision.MINUTE:
        return moment
    day = timezone.localtime(moment).date()
    if precision == Precision.MONTH:
        return _midnight(_month_after(day.year, day.month))
    if precision == Precision.QUARTER:
        return _midnight(_month_after(day.year, (day.month - 1) // 3 * 3 + 3))
    return _midnight(day + datetime.timedelta(days=1))


def is_lost_sight_of(event, now):
    """Has it no known end, no beginning within the last year, and no keeper who stands by 进行中? Then nobody can say
    that it still goes on. `EventQuerySet.upcoming` asks the same of the database."""
    has_begun_lately = event.begins_at is not None and event.begins_at > now - STAYS_IN_SIGHT
    return event.finishes_at is None and not has_begun_lately and not _is_vouched_for(event, timezone.localdate(now))


def _is_vouched_for(event, today):
    """A keeper's 进行中 is good until the day on which the record is to be looked at again, that day included."""
    return event.state == UNDER_WAY and event.review_by_on is not None and event.review_by_on >= today


def lost_sight_at(event):
    """The moment from which that holds; None where there is none to wait for."""
    moments = [event.begins_at + STAYS_IN_SIGHT] if event.begins_at and event.begins_at.year <= FAR_FUTURE else []
    if event.state == UNDER_WAY and event.review_by_on and event.review_by_on.year <= FAR_FUTURE:
        moments.append(_midnight(event.review_by_on + datetime.timedelta(days=1)))
    return None if event.finishes_at else max(moments, default=None)


def _month_after(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


# --- Words for dates --------------------

QUARTERS = "一二三四"
TIMES = re.compile(
    r"\d|[〇零一二三四五六七八九十](?:年|月|日|号|季|周)|[上下]半年|[年月]初|[年月]底|[年岁月季周]末|[上中下]旬|每[年月周日天]"
    r"|周[一二三四五六日天]|星期|[春夏秋冬](?:季|天|节)|[正腊]月|新年|元旦|除夕|元宵|清明|端午|中秋|重阳|国庆|暑假|寒假"
)


def tells_a_time(words):
    """Do a source's words name a time, as 春节前后 and 每周六 do? 不久前, 第一时间 and 今天 do not: nobody who reads them
    later knows when that was."""
    return bool(TIMES.search(words))


def date_text(event):
    """When `event` takes place, as precisely as its source says and no more: 2022年12月12日至14日.

    A year that the source does not print is marked. Without a date it is the source's own words, or 未载.
    """
    precision = Precision(event.precision)
    if event.starts_at is None:
        return event.printed_date or ("持续进行" if precision == Precision.ONGOING else UNSTATED)
    start = timezone.localtime(event.starts_at)
    end = timezone.localtime(event.ends_at) if event.ends_at else None
    if precision == Precision.MINUTE:
        text = _to_the_minute(start, end)
    elif precision == Precision.ONGOING and end is None:
        text = f"{_range(start, None, precision)}起"
    else:
        text = _range(start, end, precision)
    return f"{text}（年份推定）" if event.is_year_inferred else text


def _parts(day, precision):
    """The year, and the rest in the pieces that a second date of the same year or month leaves away."""
    if precision == Precision.MONTH:
        return f"{day.year}年", f"{day.month}月", ""
    if precision == Precision.QUARTER:
        return f"{day.year}年", f"第{QUARTERS[(day.month - 1) // 3]}季度", ""
    return f"{day.year}年", f"{day.month}月{day.day}日", f"{day.day}日"


def _range(start, end, precision):
    year, rest, _ = _parts(start, precision)
    first = f"{year}{rest}"
    if end is None:
        return first
    last_year, last_rest, last_day = _parts(end, precision)
    if (year, rest) == (last_year, last_rest):
        return first
    if year != last_year:
        return f"{first}至{last_year}{last_rest}"
    return f"{first}至{last_day if last_day and start.month == end.month else last_rest}"


def _to_the_minute(start, end):
    first = f"{start.year}年{start.month}月{start.day}日{start:%H:%M}"
    if end is None or end <= start:
        return first
    if start.date() == end.date():
        return f"{first}至{end:%H:%M}"
    days = _range(start, end, Precision.DAY).partition("至")[2]
    return f"{first}至{days}{end:%H:%M}"
