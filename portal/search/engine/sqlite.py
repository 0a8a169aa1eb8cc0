"""The index in SQLite: an FTS5 table beside the rows' own, that keeps which column has which token and no texts.

FTS5 of SQLite 3.40 forgets a row only if it is told the row's tokens once more, so they are made again from the
stored texts. Its `ascii` tokenizer takes every other character for a letter: tokens stay as they were cut.
"""

import json

from ..text import index_tokens, query_tokens
from .shapes import Shape

EVERY = "."  # a token of every row, which no text has


class Dialect:
    def __init__(self, shape: Shape, quote):
        self.shape, self.quote = shape, quote
        self.every = f'"{EVERY}"'

    def is_exact(self, phrase):
        return query_tokens(phrase.text)[1]

    def phrase(self, phrase):
        tokens, _ = query_tokens(phrase.text)
        words = [f'"{token}"' for token in tokens]
        if phrase.is_prefix:
            words[-1] += " *"
        asked = self.shape.asked(phrase)
        if asked is None and not self.shape.apart:
            return self.both(words)
        names = " ".join(f'"{name}"' for name in (self.shape.columns if asked is None else asked))
        return f"({{{names}}} : {self.both(words)})"

    def both(self, questions):
        return f"({' AND '.join(questions)})"

    def either(self, questions):
        return f"({' OR '.join(questions)})"

    def without(self, wanted, unwanted):
        return f"({wanted} NOT {unwanted})"

    def holds(self, column):
        return f"instr(' ' || {self.quote(column)} || ' ', %s) > 0"


class SQLiteEngine:
    """Writes and reads the index of one Shape through one connection."""

    keeps_itself = False

    def __init__(self, shape, connection):
        self.shape, self.connection = shape, connection
        self.quote = connection.ops.quote_name
        self.dialect = Dialect(shape, self.quote)
        self.name = f"{shape.table}_text"
        self.index, self.sizes = self.quote(self.name), self.quote(f"{self.name}_docsize")
        self.table, self.key = self.quote(shape.table), self.quote(shape.key)
        self.columns = [self.quote(name) for name in shape.every_column]

    # --- schema ---

    def create(self, execute):
        columns = ", ".join(self.columns)
        execute(
            f"CREATE VIRTUAL TABLE {self.index} USING fts5({columns}, content='', detail=column, "
            f"tokenize=\"ascii tokenchars '{EVERY}'\")"
        )

    def drop(self, execute):
        execute(f"DROP TABLE IF EXISTS {self.index}")

    def next(self):
        """The same index under another name, to be filled beside the one that is in use."""
        other = SQLiteEngine(self.shape, self.connection)
        other.name = f"{self.name}_next"
        other.index, other.sizes = self.quote(other.name), self.quote(f"{other.name}_docsize")
        return other

    def exists(self, cursor):
        cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", [self.name])
        return cursor.fetchone() is not None

    def take_place_of(self, other, execute):
        other.drop(execute)
        execute(f"ALTER TABLE {self.index} RENAME TO {other.index}")

    def empty(self, cursor):
        cursor.execute(f"INSERT INTO {self.index}({self.index}) VALUES ('delete-all')")

    # --- writing: `rows` are (key, text of each column) ---

    def stored(self, cursor, keys):
        """The texts of rows as they are in the table, by key."""
        columns = ", ".join(map(self.quote, self.shape.every_column.values()))
        cursor.execute(
            f"SELECT {self.key}, {columns} FROM {self.table} WHERE {self.key} IN (SELECT value FROM json_each(%s))",
            [json.dumps(list(keys))],
        )
        return {key: tuple(texts) for key, *texts in cursor.fetchall()}

    def change(self, cursor, before, now):
        """Let the index have `now`, texts by key, in place of `before`; what did not change is left alone."""
        changed = {key: texts for key, texts in now.items() if before.get(key) != texts}
        gone = [key for key in before if key in changed or key not in now]
        engines = [(self, set(changed))]
        if (other := self.next()).exists(cursor):  # rows that it has not come to yet are read when it does
            engines.append((other, set(changed) & other.indexed(cursor, changed)))
        for engine, keys in engines:
            known = engine.indexed(cursor, gone)
            engine.remove(cursor, [(key, before[key]) for key in gone if key in known])
            engine.add(cursor, [(key, texts) for key, texts in changed.items() if key in keys])

    def add(self, cursor, rows):
        places = ", ".join(["%s"] * (len(self.columns) + 1))
        cursor.executemany(
            f"INSERT INTO {self.index}(rowid, {', '.join(self.columns)}) VALUES ({places})",
            [_tokens(*row) for row in rows],
        )

    def remove(self, cursor, rows):
        """`rows` are in the index with these very texts: FTS5 believes what it is told."""
        places = ", ".join(["%s"] * (len(self.columns) + 1))
        cursor.executemany(
            f"INSERT INTO {self.index}({self.index}, rowid, {', '.join(self.columns)}) VALUES ('delete', {places})",
            [_tokens(*row) for row in rows],
        )

    def indexed(self, cursor, keys=None):
        """Those of `keys`, or of all, that the index has."""
        cursor.execute(
            f"SELECT json_group_array(id) FROM {self.sizes}"
            + (" WHERE id IN (SELECT value FROM json_each(%s))" if keys is not None else ""),
            [json.dumps(list(keys))] if keys is not None else [],
        )
        return set(json.loads(cursor.fetchone()[0]))

    # --- reading ---

    def candidates(self, cursor, plan):
        """The keys of all rows that the index finds, in order."""
        cursor.execute(f"SELECT json_group_array(rowid) FROM {self.index} WHERE {self.index} MATCH %s", [plan.question])
        return json.loads(cursor.fetchone()[0])

    def proved(self, cursor, plan, keys):
        sql, parameters = plan.proof
        cursor.execute(
            f"SELECT json_group_array({self.key}) FROM {self.table} "
            f"WHERE {self.key} IN (SELECT value FROM json_each(%s)) AND {sql}",
            [json.dumps(keys), *parameters],
        )
        return json.loads(cursor.fetchone()[0])

    def query(self, plan):
        """(SQL, parameters) whose rows are the keys of all rows that meet the condition."""
        keys = f"SELECT rowid FROM {self.index} WHERE {self.index} MATCH %s"
        if plan.is_exact:
            return keys, (plan.question,)
        sql, parameters = plan.proof
        return (
            f"SELECT {self.key} FROM {self.table} WHERE {self.key} IN ({keys}) AND {sql}",
            (plan.question, *parameters),
        )


def _tokens(key, texts):
    cut = [" ".join(sorted(index_tokens(text))) for text in texts]
    return [key, f"{EVERY} {cut[0]}", *cut[1:]]
