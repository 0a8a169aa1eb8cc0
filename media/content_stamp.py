"""The stamp of all that readers may see: one value in the database, another one after every change.

What is derived from the database (a page that was rendered, an index in memory) is right as long as the database still
says the stamp that was read *before* it was derived. Stamps are made by chance: none comes twice, not after a restore
either, and they have no order.

The row is written last in every transaction that changes what readers see, and announced to the processes of this machine
before the commit (docs/decisions/0017-page-cache.md says why that is safe).
"""

import secrets
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from .stamp_hint import HINT
from .visible_writes import is_seen

TABLE = "media_contentstamp"
READ = f"SELECT value FROM {TABLE} WHERE id = 1"  # noqa: S608 - a constant
WRITE = (
    f"INSERT INTO {TABLE} (id, value) VALUES (1, %s) "  # noqa: S608
    "ON CONFLICT (id) DO UPDATE SET value = excluded.value"
)

_reading = ContextVar("the answer being made", default=None)


class Reading:
    """One answer being made: the stamp at which it began, and those for which the sources stood that it used."""

    def __init__(self, stamp):
        self.stamp = stamp
        self.used = set()

    def is_of_one_stamp(self):
        return self.used <= {self.stamp}


@contextmanager
def reading(stamp):
    """What is asked within, in this thread, is asked for one answer begun at `stamp`. Gives the Reading."""
    noted = Reading(stamp)
    token = _reading.set(noted)
    try:
        yield noted
    finally:
        _reading.reset(token)


def current():
    """The present stamp as the database says it; while an answer is made, the one at which it began.

    In a transaction that has written something visible it is a value of its own, another one after every such write, which
    nobody else will ever see: what is derived within is right for nobody else.
    """
    unsettled = getattr(connection, "unsettled_stamp", None)
    if unsettled:
        return unsettled
    answer = _reading.get()
    return answer.stamp if answer else asked()


def is_settled():
    """Will what is read now still be there when this connection's transaction is over, however that ends?"""
    return not getattr(connection, "unsettled_stamp", None)


def asked():
    """The stamp in the database: one query by primary key. Before there is a row, a value that equals no other."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row = cursor.fetchone()
    return row[0] if row else _new()


def standing_for(stamp):
    """A source that lives in memory answers, and was derived at `stamp`: what is made of the answer is no newer."""
    answer = _reading.get()
    if answer:
        answer.used.add(stamp)


def oldest_used():
    """A stamp of a source used for this answer that is not the one at which the answer began, else the latter; None outside
    of an answer."""
    answer = _reading.get()
    if answer is None:
        return None
    return next(iter(answer.used - {answer.stamp}), answer.stamp)


def renew():
    """Say that everything may have changed, whatever was written: after a restore, or by hand."""
    with transaction.atomic():
        connection.unsettled_stamp = _new()


def agree():
    """Let the hint say again what the database says: after a crash, or when somebody else put another database there.

    Under the row's lock, so that no writer is between announcing and committing.
    """
    if HINT.read() in (None, asked().encode()):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READ + (" FOR SHARE" if connection.vendor == "postgresql" else ""))
        row = cursor.fetchone()
        HINT.write(row[0] if row else "")


def watch(connection, **kwargs):
    """Install the stamp on a database connection: receiver of `connection_created`."""
    if connection.alias != DEFAULT_DB_ALIAS:
        return
    connection.unsettled_stamp, connection.has_stamp = None, False
    if _notice in connection.execute_wrappers:
        return
    connection.execute_wrappers.append(_notice)
    connection.commit = _stamping(connection, connection.commit)
    connection.rollback = _forgetting(connection, connection.rollback)


def _notice(execute, sql, params, many, context):
    if not is_seen(sql):
        return execute(sql, params, many, context)
    connection = context["connection"]
    if not connection.get_autocommit():
        connection.unsettled_stamp = _new()
        return execute(sql, params, many, context)
    # Outside of a transaction: the write and the stamp together, or neither.
    if connection.vendor == "sqlite" and "RETURNING" in sql:
        # SQLite commits when the last statement is done: when the caller has fetched what this one returns.
        result = execute(sql, params, many, context)
        if _has_table(connection):
            _write(connection, _new())
        return result
    with transaction.atomic(using=connection.alias):
        connection.unsettled_stamp = _new()
        return execute(sql, params, many, context)


def _stamping(connection, commit):
    def stamp_and_commit():
        stamp = getattr(connection, "unsettled_stamp", None)
        if stamp and _has_table(connection):
            _write(connection, stamp)
        commit()
        connection.unsettled_stamp = None

    return stamp_and_commit


def _write(connection, stamp):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # they may wait for others: not with the row's lock in hand
        cursor.execute(WRITE, [stamp])
    HINT.write(stamp)


def _forgetting(connection, rollback):
    def forget_and_roll_back():
        connection.unsettled_stamp = None
        rollback()

    return forget_and_roll_back


def _has_table(connection):
    """Migrations write before the table is there."""
    if not connection.has_stamp:
        connection.has_stamp = TABLE in connection.introspection.table_names()
    return connection.has_stamp


def _new():
    return secrets.token_hex(16)


def install():
    """Watch connections that exist already and all to come."""
    from django.db.backends.signals import connection_created

    connection_created.connect(watch, dispatch_uid="content stamp")
    open_one = connections[DEFAULT_DB_ALIAS]
    if open_one.connection is not None:
        watch(open_one)
