"""Entries of rows that were written past the library's signals, as an import and a merge write them: few at once, many
by the scheduler. A wish is kept with the rows, in the writer's transaction, so that a crash in between forgets nothing."""

import logging
import time
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.search.backends import get_search_backend
from wagtail.search.index import class_is_indexed

from programs.records.changes import rows_changed

from ..documents.pending import AGAIN_AFTER, locked
from ..models.entry import PendingEntry, SearchEntry
from ..text import VERSION
from .entries import ENTRIES

logger = logging.getLogger(__name__)

AT_ONCE = 30  # entries that one act waits for
OUTDATED_AT_ONCE = 1000
SLICE = 100  # entries in one transaction: on SQLite nobody else writes meanwhile


@receiver(rows_changed)
def follow_bulk(sender, pks, **kwargs):
    if not class_is_indexed(sender):
        return
    if len(pks) <= AT_ONCE:
        _write(sender, pks)
        return
    content_type = ContentType.objects.get_for_model(sender)
    wishes = (PendingEntry(content_type=content_type, object_id=pk) for pk in pks)
    PendingEntry.objects.bulk_create(wishes, batch_size=500, ignore_conflicts=True)


def _write(model, pks):
    index = get_search_backend().get_index_for_model(model)
    index.add_items(model, model.get_indexed_objects().filter(pk__in=pks))


class Outdated:
    """Entries that were folded by the rules of another version of the program: asked for, some each round, until there
    are none left; then no process looks again."""

    def __init__(self):
        self.is_over = False

    def ask(self):
        if self.is_over:
            return
        rows = list(_outdated().order_by("pk").values_list("content_type_id", "object_id")[:OUTDATED_AT_ONCE])
        wishes = (PendingEntry(content_type_id=content_type, object_id=pk) for content_type, pk in rows)
        PendingEntry.objects.bulk_create(wishes, batch_size=500, ignore_conflicts=True)
        self.is_over = not rows


OUTDATED = Outdated()


def _outdated():
    return SearchEntry.objects.exclude(version=VERSION)


def write_pending(seconds=None, pause=0.0):
    """Write the entries that are asked for, for about `seconds` (None: until none is). `pause` is how long to rest after
    a slice, as a share of its own time. Returns how many were looked at."""
    total, started = 0, time.monotonic()
    while seconds is None or time.monotonic() - started < seconds:
        at = time.monotonic()
        count = _slice()
        if not count:
            break
        total += count
        time.sleep(pause * (time.monotonic() - at))
    return total


def _slice():
    """Write one slice and return its size; where that fails, one by one, so that one row does not hold up the others."""
    due = PendingEntry.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    try:
        with transaction.atomic():
            return _write_all(list(locked(due)[:SLICE]))
    except Exception:
        logger.exception("A slice of the desks' search could not be written; its rows are tried one by one")
    rows = list(due[:SLICE])
    for row in rows:
        try:
            with transaction.atomic():
                _write_all([row])
        except Exception:
            logger.exception("No entry of the desks' search could be written for %s", row)
            PendingEntry.objects.filter(pk=row.pk).update(due_at=timezone.now() + AGAIN_AFTER)
    return len(rows)


def _write_all(rows):
    """Write the entries of `rows` and strike them off the list; returns how many."""
    PendingEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    wanted = defaultdict(list)
    for row in rows:
        wanted[row.content_type_id].append(row.object_id)
    for content_type, pks in wanted.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and class_is_indexed(model):
            _write(model, pks)
        gone = _outdated().filter(content_type=content_type, object_id__in=pks).values_list("pk", flat=True)
        ENTRIES.delete(list(gone))  # nothing wrote them anew: their rows are searched no more
    return len(rows)
