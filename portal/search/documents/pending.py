"""What is to be looked at again, now or at its hour: kept in the database, worked off by whoever has time."""

import datetime
import logging
import time
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from ..models.document import SearchDocument
from ..models.upkeep import PendingDocument
from .registry import builder_of
from .writing import Outcome, refresh

logger = logging.getLogger(__name__)

SLICE = 40  # things in one transaction: on SQLite nobody else writes meanwhile
AGAIN_AFTER = datetime.timedelta(minutes=10)  # when what failed is tried again


def ask_for(model, pks, due_at=None):
    """Let the documents of those rows of `model` be made anew from `due_at` (now) on."""
    content_type, due_at = ContentType.objects.get_for_model(model), due_at or timezone.now()
    rows = (PendingDocument(content_type=content_type, object_id=pk, due_at=due_at) for pk in pks)
    PendingDocument.objects.bulk_create(rows, batch_size=500)


def ask_for_stale(now=None):
    """Ask for the documents of which a date has passed; returns how many those were."""
    now = now or timezone.now()
    with transaction.atomic():
        stale = locked(SearchDocument.objects.filter(stale_at__lte=now))
        found = list(stale.order_by("pk").values_list("pk", "content_type", "object_id"))
        PendingDocument.objects.bulk_create(
            (PendingDocument(content_type_id=kind, object_id=pk, due_at=now) for _, kind, pk in found), batch_size=500
        )
        for start in range(0, len(found), 500):
            ids = [row[0] for row in found[start : start + 500]]
            SearchDocument.objects.filter(pk__in=ids).update(stale_at=None, digest="")
    return len(found)


def locked(rows):
    """Rows that nobody else is at; each is passed to one of several schedulers."""
    features = connections[DEFAULT_DB_ALIAS].features
    return rows.select_for_update(skip_locked=True) if features.has_select_for_update_skip_locked else rows


def waiting(now=None):
    """How many rows are due."""
    return PendingDocument.objects.filter(due_at__lte=now or timezone.now()).count()


def work_off(seconds=None, pause=0.0, tell=lambda outcome: None):
    """Make what is due, a slice at a time, each in one transaction, for about `seconds` (None: until nothing is due).
    `pause` is how long to rest after a slice, as a share of its own time. Returns the Outcome."""
    total, started = Outcome(), time.monotonic()
    while seconds is None or time.monotonic() - started < seconds:
        at = time.monotonic()
        done = _slice(timezone.now())
        if done is None:
            break
        total += done
        tell(total)
        time.sleep(pause * (time.monotonic() - at))
    return total


def _slice(now):
    """Work off one slice; None when nothing was due."""
    try:
        with transaction.atomic():
            taken = _take(now)
            return _refresh_all(taken) if taken else None
    except Exception:
        logger.exception("A slice of the search index could not be made; its things are tried one by one")
        return _one_by_one(now)


def _take(now):
    """The next slice, taken off the list: {content type: keys}. It is back on the list if the transaction fails."""
    due = locked(PendingDocument.objects.filter(due_at__lte=now))
    rows = list(due.order_by("due_at", "pk").values_list("pk", "content_type", "object_id")[:SLICE])
    taken = defaultdict(set)
    for _, content_type, pk in rows:
        taken[content_type].add(pk)
    PendingDocument.objects.filter(pk__in=[row[0] for row in rows]).delete()
    return taken


def _refresh_all(taken):
    total = Outcome()
    for content_type, pks in sorted(taken.items()):
        if builder := builder_of(content_type):
            total += refresh(builder, pks)
    return total


def _one_by_one(now):
    """So that one thing that cannot be made does not hold up the others: it is put off."""
    total = Outcome()
    due = PendingDocument.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    for content_type, pk in dict.fromkeys(due.values_list("content_type", "object_id")[:SLICE]):
        rows = PendingDocument.objects.filter(content_type=content_type, object_id=pk, due_at__lte=now)
        try:
            with transaction.atomic():
                rows.delete()
                total += _refresh_all({content_type: {pk}})
        except Exception:
            logger.exception("No document could be made of %s %s", content_type, pk)
            rows.update(due_at=timezone.now() + AGAIN_AFTER)
    return total
