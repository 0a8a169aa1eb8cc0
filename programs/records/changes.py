"""Which records changed: what indexes in memory ask, and what those are told who keep something derived from records."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal
from django.utils import timezone

OVERLAP = datetime.timedelta(seconds=30)  # how late a change may be committed after its own `updated_at`
BATCH = 500

# Rows were written without a signal of their own: those of an import, those that a merge touched. Sent in the
# transaction that wrote them, when all of it is done. Gives: sender (the model), pks.
rows_changed = Signal()

_is_bulk = ContextVar("rows are written by the thousand", default=False)


def changed_since(model, moment):
    """Rows of `model` that may have changed since somebody last asked at `moment`, those committed late included."""
    return model._default_manager.filter(updated_at__gte=moment - OVERLAP).order_by()


@contextmanager
def written_in_bulk():
    """Whoever writes so says what changed by `touch` at the end; signals of single rows need not be answered before."""
    token = _is_bulk.set(True)
    try:
        yield
    finally:
        _is_bulk.reset(token)


def is_bulk():
    return _is_bulk.get()


def touch(model, pks):
    """Say at the end of the work, however long it took, that these rows changed, and give those that keep the time of
    their change one time, the moment they become visible: whoever looks for changes sees them all."""
    pks, now = list(pks), timezone.now()
    if any(field.name == "updated_at" for field in model._meta.concrete_fields):
        for start in range(0, len(pks), BATCH):
            model._base_manager.filter(pk__in=pks[start : start + BATCH]).update(updated_at=now)
    if pks:
        rows_changed.send(sender=model, pks=pks)
