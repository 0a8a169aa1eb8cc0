"""The one transaction of a request that may write, and how slow work stays out of it.

SQLite's write lock is taken at BEGIN, so whatever is slow in a transaction keeps everybody else from saving. Slow work
(a password's hash, a picture's pixels, a sheet, a manuscript) therefore gives the transaction back while nothing has
been written in it, and begins it anew: to the database the request has only been reading until then.
"""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def write_transaction():
    """A transaction that `outside_transaction` may leave while nothing has been written in it."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            connection.unwritten = _changes()
        try:
            yield
        finally:
            if is_outermost:
                connection.unwritten = None


@contextmanager
def outside_transaction():
    """Do slow work with no transaction open, if the request's one has written nothing so far; else inside it.

    What was read or locked before is not held meanwhile: read and lock what decides afterwards. Also a decorator.
    """
    if not _may_be_left():
        yield
        return
    held = connection.savepoint_ids, connection.atomic_blocks
    connection.savepoint_ids, connection.atomic_blocks, connection.in_atomic_block = [], [], False
    try:
        connection.commit()
        connection.set_autocommit(True)
        yield
    finally:
        _begin_again(*held)


def _may_be_left():
    if getattr(connection, "unwritten", None) is None or connection.needs_rollback or connection.run_on_commit:
        return False
    return connection.in_atomic_block and _changes() == connection.unwritten


def _begin_again(savepoints, blocks):
    """Take the lock again, with the savepoints that the blocks of the code expect. Where that fails, the blocks roll back."""
    try:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        for savepoint in savepoints:
            if savepoint is not None:
                connection._savepoint(savepoint)
        connection.unwritten = _changes()
    except BaseException:
        connection.needs_rollback = True
        raise
    finally:
        connection.savepoint_ids, connection.atomic_blocks, connection.in_atomic_block = savepoints, blocks, True


def _changes():
    """A mark that differs as soon as this transaction has written something, or on PostgreSQL locked a row."""
    if connection.vendor == "sqlite":
        return connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()::text IS NOT NULL")
        return cursor.fetchone()[0]
