"""Which rows changed, in the database: what lives in memory reads on from the place up to which it knows.

No clock is asked. On SQLite transactions follow one another, so places are numbers of lines. PostgreSQL tells which
transactions were still open when one read last: whatever they write is read later, however long they take.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField, Func, Max
from django.utils import timezone

BATCH = 500
KEPT = datetime.timedelta(days=2)
TOO_LONG = 24 * 3600  # seconds without asking, after which a place may lie before what is kept


class CurrentTransaction(Func):
    """The number of this transaction on PostgreSQL, 0 on SQLite."""

    output_field = BigIntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return "(pg_current_xact_id()::text::bigint)", []

    def as_sqlite(self, compiler, connection, **context):
        return "0", []


class Horizon(Func):
    """The oldest transaction that is still open on PostgreSQL, for the statement that asks; 0 on SQLite."""

    output_field = BigIntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)", []

    def as_sqlite(self, compiler, connection, **context):
        return "0", []


@dataclass(frozen=True)
class Place:
    """Everything is known of transactions below `horizon`; of the later ones in `seen`, lines up to number `last`."""

    horizon: int
    last: int
    seen: frozenset = frozenset()


def note(model, pks):
    """Say, within the transaction that does it, that rows of `model` change. Once more does no harm."""
    from .models import ChangedRow

    kind, pks = model._meta.label_lower, list(pks)
    ChangedRow.objects.bulk_create((ChangedRow(kind=kind, object_id=pk) for pk in pks), batch_size=BATCH)


def here():
    """The present place. Asked before everything is read."""
    from .models import ChangedRow

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {Horizon().as_postgresql(None, connection)[0]}")
            horizon = cursor.fetchone()[0]
        # What is visible here is read by what follows: lines of transactions that are over, or of one's own until now.
        later = ChangedRow.objects.filter(transaction__gte=horizon).order_by()
        seen = dict(later.values("transaction").annotate(last=Max("pk")).values_list("transaction", "last"))
        return Place(horizon, max(seen.values(), default=0), frozenset(seen))
    last = ChangedRow.objects.aggregate(last=Max("pk"))["last"]
    return Place(0, last or 0)


def changed_since(place, *models):
    """({model: set of keys of the rows that changed since `place`}, the place up to which this is so); one query."""
    from .models import ChangedRow

    by_kind = {model._meta.label_lower: model for model in models}
    lines = ChangedRow.objects.filter(kind__in=by_kind)
    if connection.vendor == "postgresql":
        lines = lines.filter(transaction__gte=place.horizon)
        lines = lines.exclude(transaction__in=place.seen, pk__lte=place.last) if place.seen else lines
    else:
        lines = lines.filter(pk__gt=place.last)
    changes, last, seen, horizon = {}, place.last, set(place.seen), place.horizon
    lines = lines.annotate(horizon=Horizon()).order_by()
    for number, transaction, kind, pk, horizon in lines.values_list(  # noqa: B007 - the same in every line
        "pk", "transaction", "kind", "object_id", "horizon"
    ):
        changes.setdefault(by_kind[kind], set()).add(pk)
        last = max(last, number)
        seen.add(transaction)
    seen = frozenset(transaction for transaction in seen if transaction >= horizon)
    return changes, Place(horizon, last, seen)


def forget_old(now=None):
    """Delete the lines that everybody has read long ago, or that came with a database from elsewhere; returns how many."""
    from .models import ChangedRow

    old = ChangedRow.objects.filter(written_at__lt=(now or timezone.now()) - KEPT)
    return old.delete()[0] if old.exists() else 0  # where there is none, nothing is written
