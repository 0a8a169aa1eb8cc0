"""What the desk is told of the counts, and which questions readers are told that others have asked."""

import datetime
import time
from dataclasses import dataclass

from django.db.models import F, Max, Sum
from django.utils import timezone

from ..models import QueryDay, ResultPositionDay
from .telling import told, undecided

POPULAR_DAYS = 30
POPULAR_ASKERS = 3  # fewer may be one person
POPULAR_KEPT = 200
SUMMED_UP_FOR = 300  # seconds


@dataclass(frozen=True)
class Period:
    """Whole days, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def before(self):
        """The equally long period before this one."""
        return Period(self.first - datetime.timedelta(self.days), self.first - datetime.timedelta(1))

    def __iter__(self):
        return (self.first + datetime.timedelta(number) for number in range(self.days))


def last_days(number, now=None):
    """The period of `number` days that ends today."""
    today = timezone.localdate(now)
    return Period(today - datetime.timedelta(number - 1), today)


@dataclass(frozen=True)
class Counts:
    """How often something was asked, found nothing, and led to a click; shares are None where nothing was asked."""

    searches: int = 0
    without_result: int = 0
    clicked: int = 0
    askers: int = 0

    @property
    def with_result(self):
        return self.searches - self.without_result

    @property
    def share_without_result(self):
        return _share(self.without_result, self.searches)

    @property
    def share_clicked(self):
        return _share(self.clicked, self.searches)


@dataclass(frozen=True)
class AskedQuery(Counts):
    words: str = ""
    results: int = 0
    last_asked_on: datetime.date | None = None


@dataclass(frozen=True)
class Position:
    position: int
    shown: int
    clicks: int

    @property
    def share(self):
        return _share(self.clicks, self.shown)


def _share(part, whole):
    """A share in percent, at most 100: clicks may be told twice."""
    return min(100 * part / whole, 100) if whole else None


def _rows(period):
    return QueryDay.objects.filter(day__gte=period.first, day__lte=period.last)


_SUMS = {name: Sum(name, default=0) for name in ("searches", "without_result", "clicked", "askers")}


def totals(period):
    return Counts(**_rows(period).aggregate(**_SUMS))


def by_day(period):
    """Each day of the period with its counts, days without any included."""
    known = {row.pop("day"): Counts(**row) for row in _rows(period).order_by().values("day").annotate(**_SUMS)}
    return [(day, known.get(day, Counts())) for day in period]


def _queries(period):
    """What was asked, one row a question: sums over the period, and the number of results when it was last asked."""
    grouped = _rows(period).exclude(words="").order_by().values("words")
    return grouped.annotate(**{f"total_{name}": one for name, one in _SUMS.items()}, last_asked_on=Max("day"))


def popular(period, limit):
    rows = _queries(period).filter(total_searches__gt=0).order_by("-total_searches", "words")[:limit]
    return _asked(period, rows)


def without_result(period, limit):
    """What found nothing, most often first. What has been found since is told by `results`."""
    rows = _queries(period).filter(total_without_result__gt=0).order_by("-total_without_result", "words")[:limit]
    return _asked(period, rows)


def _asked(period, rows):
    rows = list(rows)
    newest = {(row["words"], row["last_asked_on"]) for row in rows}
    results = {
        words: number
        for words, day, number in _rows(period)
        .filter(words__in=[row["words"] for row in rows], day__in={day for _, day in newest})
        .values_list("words", "day", "results")
        if (words, day) in newest
    }
    return [
        AskedQuery(
            row["total_searches"],
            row["total_without_result"],
            row["total_clicked"],
            row["total_askers"],
            row["words"],
            results.get(row["words"], 0),
            row["last_asked_on"],
        )
        for row in rows
    ]


def by_position(period, limit):
    rows = ResultPositionDay.objects.filter(day__gte=period.first, day__lte=period.last, position__lte=limit)
    sums = rows.order_by().values("position").annotate(all_shown=Sum("shown"), all_clicks=Sum("clicks"))
    return [Position(row["position"], row["all_shown"], row["all_clicks"]) for row in sums.order_by("position")]


class PopularQueries:
    """Questions of which readers may be told: asked from several addresses lately, mostly with result, followed by a click
    at least once; and let through by staff, or the name of something public (`telling`). Summed up once in five minutes in
    each process; what staff decide holds at once."""

    def __init__(self):
        self._words, self._until = [], 0

    def __call__(self):
        candidates = self._candidates()
        return told(candidates) if candidates else []

    def waiting(self):
        """Those on which staff have to decide, the most asked first."""
        candidates = self._read()
        return undecided(candidates) if candidates else []

    def _candidates(self):
        if time.monotonic() >= self._until:
            self._words, self._until = self._read(), time.monotonic() + SUMMED_UP_FOR
        return self._words

    @staticmethod
    def _read():
        rows = _queries(last_days(POPULAR_DAYS)).filter(total_askers__gte=POPULAR_ASKERS, total_clicked__gt=0)
        rows = rows.filter(total_searches__gt=2 * F("total_without_result"))
        return list(rows.order_by("-total_askers", "words").values_list("words", flat=True)[:POPULAR_KEPT])

    def forget(self):
        """Sum up afresh when next asked: for tests."""
        self._until = 0


POPULAR_QUERIES = PopularQueries()
