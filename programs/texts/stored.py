"""Rows that were written before texts were cleaned and folded: what migrations do with them."""

from django.db import IntegrityError, connections, models, transaction

from .signs import one_line, without_forbidden

BATCH = 1000


def tidy_rows(model, folds, using):
    """Clean the texts of all rows of `model`, and fill its folded columns: `folds` is {column: (source, function)}.

    Goes through the table by its key, writes only rows that change, and leaves a text as it is where another row has
    the clean one already: two that look alike are listed for the keepers, never made one.
    """
    cleaners = {
        field.name: without_forbidden if isinstance(field, models.TextField) else one_line
        for field in model._meta.local_concrete_fields  # what a page has in common with others is the pages' own table
        if isinstance(field, models.CharField | models.TextField) and field.name not in folds
    }
    columns, last = [*cleaners, *folds], 0
    rows = model._base_manager.using(using).order_by("pk")
    while batch := list(rows.filter(pk__gt=last).values("pk", *columns)[:BATCH]):
        last, cleaned, folded = batch[-1]["pk"], [], []
        for row in batch:
            texts = {name: clean(row[name]) if row[name] else row[name] for name, clean in cleaners.items()}
            names = {name: fold(texts.get(source, row[source]) or "") for name, (source, fold) in folds.items()}
            if any(row[name] != text for name, text in texts.items()):
                cleaned.append((*texts.values(), *names.values(), row["pk"]))
            elif any(row[name] != text for name, text in names.items()):
                folded.append((*names.values(), row["pk"]))
        _write_texts(model, columns, list(folds), cleaned, using)
        _write(model, list(folds), folded, using)


def _write_texts(model, columns, folds, rows, using):
    """All at once; where one of them would be like another row, one by one."""
    if not rows:
        return
    try:
        with transaction.atomic(using):
            _write(model, columns, rows, using)
    except IntegrityError:
        if len(rows) == 1:
            _write(model, folds, [rows[0][-len(folds) - 1 :]], using)
        else:
            for row in rows:
                _write_texts(model, columns, folds, [row], using)


def _write(model, columns, rows, using):
    if not rows or not columns:
        return
    connection = connections[using]
    quote = connection.ops.quote_name
    values = ", ".join(f"{quote(model._meta.get_field(column).column)} = %s" for column in columns)
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {values} WHERE {key} = %s", rows)  # noqa: S608 - names of the schema


def tidy_app(apps, label, folds, using):
    """The same for all models of an app: `folds` is {model name: folds}, for those that have folded columns."""
    for model in apps.get_app_config(label).get_models():
        tidy_rows(model, folds.get(model._meta.model_name, {}), using)
