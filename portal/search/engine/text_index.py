"""One table's texts, found by condition."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, router, transaction
from django.db.models.expressions import RawSQL

from .conditions import settled
from .plans import Plan
from .postgres import PostgresEngine
from .refilling import BATCH, refill
from .shapes import Shape
from .sqlite import SQLiteEngine

ENGINES = {"sqlite": SQLiteEngine, "postgresql": PostgresEngine}
PROVED_AT_ONCE = 5_000  # rows whose texts are read to prove a long phrase

indexes = []


def engine_for(shape, connection):
    try:
        return ENGINES[connection.vendor](shape, connection)
    except KeyError:
        raise ImproperlyConfigured("搜索只支持 SQLite 和 PostgreSQL 数据库。") from None


@dataclass(frozen=True)
class Hits:
    """Primary keys in ascending order. Where `is_exact` is false, a few rows may only come near to a long phrase."""

    ids: list
    is_exact: bool


class TextIndex:
    """Finds the rows of `model` by folded texts in its columns. A migration makes it: `operations.AddTextIndex`.

    `columns` maps names for conditions to fields that hold folded text, the longest last, or just names the fields;
    `apart` are more of them, met only when they are named. Rows are written and deleted through it alone: SQLite has
    no other way to learn what a row was.
    """

    def __init__(self, model, columns, apart=()):
        self.model = model
        self.shape = Shape.of(model, columns, apart)
        indexes.append(self)

    def _engine(self, using):
        return engine_for(self.shape, connections[using])

    # --- reading ---

    def find(self, condition, prove=PROVED_AT_ONCE):
        """Hits for `condition`. Long phrases are proved by the texts where the index leaves up to `prove` rows."""
        engine = self._engine(router.db_for_read(self.model))
        plan = Plan(settled(condition), engine.dialect)
        if plan.question is None:
            return Hits([], True)
        with engine.connection.cursor() as cursor:
            keys = engine.candidates(cursor, plan)
            if not keys or plan.is_exact:
                return Hits(keys, True)
            if len(keys) > prove or plan.is_too_long:
                return Hits(keys, False)
            return Hits(engine.proved(cursor, plan, keys), True)

    def ids(self, condition, limit=None):
        """The primary keys of the rows that meet `condition`, in order; with `limit` the first of them."""
        return self.find(condition).ids[:limit]

    def ids_query(self, condition):
        """An expression for `pk__in`: the rows that meet `condition`, every one of them proved."""
        engine = self._engine(router.db_for_read(self.model))
        plan = Plan(settled(condition), engine.dialect)
        if plan.question is None:
            return []
        return RawSQL(*engine.query(plan))

    # --- writing ---

    def write(self, rows):
        """Insert `rows` of the model, or update those that have a primary key, with their tokens; all or none."""
        rows = list(rows)
        using = router.db_for_write(self.model)
        with transaction.atomic(using=using):
            for start in range(0, len(rows), BATCH):
                self._write_batch(rows[start : start + BATCH], using)

    def _write_batch(self, rows, using):
        engine = self._engine(using)
        if engine.keeps_itself:
            return self._save(rows, using)
        with engine.connection.cursor() as cursor:
            before = engine.stored(cursor, [row.pk for row in rows if row.pk is not None])
            self._save(rows, using)
            engine.change(cursor, before, {row.pk: self._texts(row) for row in rows})

    def _texts(self, row):
        by_column = {field.column: field.attname for field in self.model._meta.concrete_fields}
        return tuple(getattr(row, by_column[column]) for column in self.shape.every_column.values())

    def _save(self, rows, using):
        manager = self.model._base_manager.using(using)
        manager.bulk_create([row for row in rows if row.pk is None])
        fields = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        manager.bulk_create(
            [row for row in rows if row.pk is not None],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=fields,
        )

    def delete(self, ids):
        """Delete the rows with these primary keys, and their tokens."""
        ids, using = list(ids), router.db_for_write(self.model)
        with transaction.atomic(using=using):
            for start in range(0, len(ids), BATCH):
                self._delete_batch(ids[start : start + BATCH], using)

    def _delete_batch(self, ids, using):
        engine = self._engine(using)
        if not engine.keeps_itself:
            with engine.connection.cursor() as cursor:
                engine.change(cursor, engine.stored(cursor, ids), {})
        self.model._base_manager.using(using).filter(pk__in=ids).delete()

    # --- upkeep ---

    def differences(self):
        """(keys of rows that the index lacks, keys in the index without a row): none, unless somebody wrote past it."""
        engine = self._engine(router.db_for_read(self.model))
        if engine.keeps_itself:
            return set(), set()
        rows = set(self.model._base_manager.order_by().values_list("pk", flat=True))
        with engine.connection.cursor() as cursor:
            indexed = engine.indexed(cursor)
        return rows - indexed, indexed - rows

    def refill(self, tell=None):
        """Make the index anew from the stored texts, while the old one answers. `tell(done)` hears of the progress."""
        refill(self._engine(router.db_for_write(self.model)), tell or (lambda done: None))

    def mend(self, is_patient=False):
        """Rows and tokens are written together: there is nothing to mend. An index elsewhere has more to do."""
        return True

    def forget_if_empty(self):
        """Where somebody emptied the whole table, as `manage.py flush` does, the index is emptied too."""
        engine = self._engine(router.db_for_write(self.model))
        if engine.keeps_itself:
            return
        with engine.connection.cursor() as cursor:
            if engine.exists(cursor) and not self.model._base_manager.exists():
                engine.empty(cursor)


def forget_emptied(**kwargs):
    """Answers `post_migrate`, which Django also sends when it has emptied all tables."""
    for index in indexes:
        index.forget_if_empty()
