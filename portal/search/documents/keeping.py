"""What is done the moment something changed: its document in the same transaction, and the documents of what names it.

Where many hang on it, they are asked for instead and follow within a round of the scheduler. An act of an editor never
fails because of the index: what cannot be made now is asked for too.
"""

import datetime
import logging
import threading
import time
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from ..models.document import SearchDocument
from ..models.upkeep import PendingDocument
from .dependents import dependents_of
from .pending import ask_for
from .registry import BY_MODEL
from .writing import hide, refresh, remove

logger = logging.getLogger(__name__)

AT_ONCE = 30  # documents that one act waits for
IN_A_ROW, WHILE = 200, 10  # documents, seconds: whoever changes more than that in a row is no single act
LOOK_AGAIN = datetime.timedelta(minutes=1)  # longer than any transaction that may run beside this one

_recent = threading.local()


def changed(model, pks):
    """Those rows of `model` were written, published or renamed: bring their documents and the dependents' up to date."""
    pks = set(pks)
    if model in BY_MODEL:
        _refresh_or_ask(model, pks)
    for other, keys in _dependents(model, pks).items():
        _refresh_or_ask(other, keys - pks if other is model else keys)


def taken_down(model, pks):
    """Those rows are no longer public: their documents go now, whatever else waits."""
    remove(model, pks)
    for other, keys in _dependents(model, pks).items():
        _refresh_or_ask(other, keys - set(pks) if other is model else keys)


def hidden_or_shown(rows_of_models):
    """Many rows may have become private, or public, or have moved: {model: queryset of keys}. What nobody may read any
    more is not found from this moment on; the rest follows."""
    for model, keys in rows_of_models.items():
        documents = SearchDocument.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=keys
        )
        hide(documents.exclude(object_id__in=BY_MODEL[model].public_rows().filter(pk__in=keys).order_by().values("pk")))
        _refresh_or_ask(model, set(keys))


def soon(model, pk):
    """A row was saved in a way that tells nothing more: once the transaction is over, its document follows. The request
    is kept with the row, so that a crash in between forgets nothing."""
    wish = PendingDocument.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=pk)
    if not wish.filter(due_at__lte=timezone.now()).exists():
        ask_for(model, [pk])
    transaction.on_commit(partial(_settle, model, pk), robust=True)


def _settle(model, pk):
    content_type = ContentType.objects.get_for_model(model)
    due = PendingDocument.objects.filter(content_type=content_type, object_id=pk, due_at__lte=timezone.now())
    if due.exists():
        with transaction.atomic():
            changed(model, [pk])


def _dependents(model, pks):
    try:
        with transaction.atomic():
            return dependents_of(model, pks)
    except Exception:
        logger.exception("Nobody could say what hangs on %s %s", model._meta.label, pks)
        return {}


def _refresh_or_ask(model, pks):
    """Make the documents now if they are few, and ask for them otherwise or where that fails."""
    if not pks:
        return
    if len(pks) > AT_ONCE or not _may_go_on(len(pks)):
        ask_for(model, pks)
        return
    try:
        with transaction.atomic():
            _forget_requests(model, pks)
            refresh(BY_MODEL[model], pks)
    except Exception:
        logger.exception("The search index could not follow %s %s; it is tried again", model._meta.label, sorted(pks))
        ask_for(model, pks)
        return
    if connection.vendor != "sqlite":
        # Somebody else's transaction, open beside this one, may change what was read here; on SQLite none can be.
        ask_for(model, pks, timezone.now() + LOOK_AGAIN)


def _may_go_on(count):
    """Not for whoever publishes hundreds in a row: each would wait for its document."""
    now = time.monotonic()
    if now - getattr(_recent, "since", -WHILE) >= WHILE:
        _recent.since, _recent.count = now, 0
    _recent.count += count
    return _recent.count <= IN_A_ROW


def _forget_requests(model, pks):
    """What is made now need not be made again."""
    due = PendingDocument.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)
    due.filter(due_at__lte=timezone.now()).delete()
