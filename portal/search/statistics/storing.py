"""Writes counts to the database, where those of all processes add up."""

import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import QueryDay, ResultPositionDay

KEPT_DAYS = 400
MOST_QUERIES_A_DAY = 2000  # rows; whatever else is asked that day is counted together
BATCH = 100
QUERY_COUNTS = ("searches", "without_result", "clicked", "askers")
POSITION_COUNTS = ("shown", "clicks")


def add(queries, positions):
    """Add counts to the rows of their days, in one transaction.

    `queries` maps (day, words) to [*QUERY_COUNTS, results], `positions` (day, position) to
    [shown, clicks].
    """
    with transaction.atomic():
        for day, counts in _by_day(queries):
            rows = _rows_of(QueryDay, "words", day, _bounded(day, counts))
            for row, (*numbers, results) in rows:
                _add_to(row, QUERY_COUNTS, numbers)
                row.results = results if numbers[0] else row.results
            _save(rows, [*QUERY_COUNTS, "results"])
        for day, counts in _by_day(positions):
            rows = _rows_of(ResultPositionDay, "position", day, counts)
            for row, numbers in rows:
                _add_to(row, POSITION_COUNTS, numbers)
            _save(rows, POSITION_COUNTS)


def _by_day(counts):
    """Yield each day with what was counted on it, by word or position."""
    for day, items in groupby(sorted(counts.items(), key=lambda item: item[0]), key=lambda item: item[0][0]):
        yield day, {key: numbers for (_, key), numbers in items}


def _bounded(day, counts):
    """The same counts, with those of new words beyond a day's number added to the nameless row."""
    kept_apart = QueryDay.objects.filter(day=day).exclude(words="")
    known = set(kept_apart.filter(words__in=counts).values_list("words", flat=True))
    free = MOST_QUERIES_A_DAY - kept_apart.count()
    new = sorted(set(counts) - known - {""}, key=lambda words: -counts[words][0])
    together = {"", *new[max(free, 0) :]} & set(counts)
    bounded = {words: numbers for words, numbers in counts.items() if words not in together}
    if together:
        bounded[""] = [*(sum(counts[words][place] for words in together) for place in range(len(QUERY_COUNTS))), 0]
    return bounded


def _rows_of(model, key, day, counts):
    """Each row with its numbers, made where it is missing, locked in one order so that nobody waits in a ring."""
    model.objects.bulk_create([model(day=day, **{key: one}) for one in sorted(counts)], BATCH, ignore_conflicts=True)
    rows = model.objects.select_for_update().filter(day=day, **{f"{key}__in": list(counts)}).order_by("pk")
    return [(row, counts[getattr(row, key)]) for row in rows]


def _add_to(row, names, numbers):
    for name, number in zip(names, numbers, strict=True):
        setattr(row, name, F(name) + number)


def _save(rows, names):
    if rows:
        type(rows[0][0]).objects.bulk_update([row for row, _ in rows], names, batch_size=BATCH)


def forget_old(now=None):
    """Delete what is older than KEPT_DAYS; return how many rows that were. Writes nothing where there is nothing."""
    eldest = timezone.localdate(now) - datetime.timedelta(days=KEPT_DAYS)
    number = 0
    for model in (QueryDay, ResultPositionDay):
        old = model.objects.filter(day__lt=eldest)
        if old.exists():
            number += old.delete()[0]
    return number
