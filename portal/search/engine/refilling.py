"""Makes an index anew beside the one that answers, and puts it in its place when it is whole."""

from django.db import transaction

BATCH = 500


def refill(engine, tell):
    if engine.keeps_itself:
        with engine.connection.cursor() as cursor:
            cursor.execute(engine.refill_sql(is_alone=not engine.connection.in_atomic_block))
        return
    other, using = engine.next(), engine.connection.alias
    with transaction.atomic(using=using), engine.connection.cursor() as cursor:
        other.drop(cursor.execute)  # of an attempt that was broken off
        other.create(cursor.execute)
    done, last = 0, None
    while True:
        with transaction.atomic(using=using), engine.connection.cursor() as cursor:  # others write between two slices
            keys = _next_keys(engine, cursor, last)
            if not keys:
                other.take_place_of(engine, cursor.execute)
                return
            other.add(cursor, engine.stored(cursor, keys).items())
        done, last = done + len(keys), keys[-1]
        tell(done)


def fill(engine):
    """Add all stored rows to an index that is empty."""
    last = None
    with engine.connection.cursor() as cursor:
        while keys := _next_keys(engine, cursor, last):
            engine.add(cursor, engine.stored(cursor, keys).items())
            last = keys[-1]


def _next_keys(engine, cursor, last):
    condition, parameters = ("", []) if last is None else (f"WHERE {engine.key} > %s", [last])
    cursor.execute(f"SELECT {engine.key} FROM {engine.table} {condition} ORDER BY 1 LIMIT {BATCH}", parameters)
    return [key for (key,) in cursor.fetchall()]
