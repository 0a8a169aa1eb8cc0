"""Rows by the hundred, as `bulk_create` writes them, in a third of its time: values are prepared column by column, and the
statement is made once."""

from django.db import connections, models, router

PLAIN = {  # kinds of fields whose values the database takes as they are, if they are of this type
    models.CharField: str,
    models.SlugField: str,
    models.TextField: str,
    models.URLField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


def insert_rows(rows):
    """Insert the instances `rows`, all of one model that has no parent, and give each its key. No signal is sent."""
    if not rows:
        return
    fields = [field for field in type(rows[0])._meta.concrete_fields if not field.primary_key]
    keys = _insert(type(rows[0]), fields, [_taken(field, rows) for field in fields], returns_keys=True)
    for row, key in zip(rows, keys, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, router.db_for_write(type(row))


def insert_values(model, names, rows):
    """Insert `rows`, each a tuple of the values of the attributes `names`: what is no field's attname, or is left out
    without a default in the database, is a mistake. Returns nothing."""
    if rows:
        by_attname = {field.attname: field for field in model._meta.concrete_fields}
        _insert(model, [by_attname[name] for name in names], list(zip(*rows, strict=True)))


def _taken(field, rows):
    """The values of a column; a field that makes its own, such as a time of change, makes it now."""
    if type(field).pre_save is models.Field.pre_save:
        return [row.__dict__[field.attname] for row in rows]
    return [field.pre_save(row, add=True) for row in rows]


def _insert(model, fields, columns, returns_keys=False):
    connection = connections[router.db_for_write(model)]
    quote, table = connection.ops.quote_name, model._meta.db_table
    lines = list(zip(*(_prepared(*pair, connection) for pair in zip(fields, columns, strict=True)), strict=True))
    limit = connection.features.max_query_params
    size = max(1, limit // len(fields)) if limit else 500
    names = ", ".join(quote(field.column) for field in fields)
    start = f"INSERT INTO {quote(table)} ({names}) VALUES "  # noqa: S608 - names of the schema
    end = f" RETURNING {quote(model._meta.pk.column)}" if returns_keys else ""
    line, keys = f"({', '.join(['%s'] * len(fields))})", []
    with connection.cursor() as cursor:
        for first in range(0, len(lines), size):
            some = lines[first : first + size]
            cursor.execute(start + ", ".join([line] * len(some)) + end, [value for values in some for value in values])
            keys += [key for (key,) in cursor.fetchall()] if returns_keys else []
    return keys


def _prepared(field, values, connection):
    """`values` as the database takes them. What stands in many rows is made ready once."""
    plain, known, ready = PLAIN.get(type(field)), _NOTHING, None
    if isinstance(field, models.ForeignKey) and type(field.target_field) in (models.AutoField, models.BigAutoField):
        plain = int
    prepared = []
    for value in values:
        if value is not known:
            known = value
            ready = value if value is None or type(value) is plain else field.get_db_prep_save(value, connection)
        prepared.append(ready)
    return prepared


_NOTHING = object()
