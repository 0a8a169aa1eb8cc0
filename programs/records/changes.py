"""Who is told that records changed: what lives in memory, by the lines of `media.changed_rows`; and those who keep something
derived from records, by a signal."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from django.utils import timezone

from media.changed_rows import note

BATCH = 500

# Rows were written without a signal of their own: those of an import, those that a merge touched. Sent in the
# transaction that wrote them, when all of it is done. Gives: sender (the model), pks.
rows_changed = Signal()

_is_bulk = ContextVar("rows are written by the thousand", default=False)


@receiver(rows_changed)
def _note_rows(sender, pks, **kwargs):
    note(sender, pks)


def _note_row(sender, instance, **kwargs):
    note(sender, [instance.pk])


def follow(model):
    """Note each row of `model` that is saved or deleted."""
    for signal in (post_save, post_delete):
        signal.connect(_note_row, sender=model, dispatch_uid=f"note changes of {model._meta.label}")


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
    """Say at the end of the work that these rows changed, and give those that keep the time of their change one time."""
    pks, now = list(pks), timezone.now()
    if any(field.name == "updated_at" for field in model._meta.concrete_fields):
        for start in range(0, len(pks), BATCH):
            model._base_manager.filter(pk__in=pks[start : start + BATCH]).update(updated_at=now)
    if pks:
        rows_changed.send(sender=model, pks=pks)
