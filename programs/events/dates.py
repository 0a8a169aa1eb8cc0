"""Dates as precise as their source: to the minute, the day, the month, the quarter, or without an end."""

import datetime

from django.db import models
from django.utils import timezone


class Precision(models.TextChoices):
    MINUTE = "minute", "到分钟"
    DAY = "day", "到日"
    MONTH = "month", "到月"
    QUARTER = "quarter", "到季度"
    ONGOING = "ongoing", "持续进行"


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


def _month_after(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
