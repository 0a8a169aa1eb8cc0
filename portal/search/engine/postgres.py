"""The index in PostgreSQL: GIN over the tokens of the stored texts, cut by a function in the database.

No extension, and nothing that depends on the server's locale: tokens are cut by code points and compared byte by byte.
A row's tokens are those of all its columns, and once more, marked, those of each column but the longest. So one scan
of one index answers a whole condition. What is asked of the longest column alone is proved by its text.
"""

from ..text import query_tokens
from .shapes import Shape

EVERY = "."
MARKS = "!#$&*+<=>@^_~"  # one a column; no text has them
MOST_BYTES = 1_000_000  # of one row's tokens: tsvector takes no more

# New tokens wait in a list, kB long at most, that each question reads through: without it a row takes five times as
# long to write and the index grows by half, with the usual 4 MB questions wait.
PENDING = "fastupdate = on, gin_pending_list_limit = 1024"

# A character becomes "c c c", so that its neighbours' first and last copies touch: 鹿城 gives 鹿 鹿 鹿城 城 城.
FUNCTIONS = (
    r"""
    CREATE OR REPLACE FUNCTION portal_search_tokens(folded text, mark text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
      SELECT array_remove(
        string_to_array(CASE WHEN mark = '' THEN spelt ELSE mark || replace(spelt, ' ', ' ' || mark) END, ' '), mark)
      FROM (SELECT regexp_replace(folded, '([\u2E80-\U0010FFFF])', '\1 \1 \1', 'g') AS spelt) AS spelling
    $$
    """,
    rf"""
    CREATE OR REPLACE FUNCTION portal_search_vector(tokens text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
      SELECT array_to_tsvector(CASE WHEN octet_length(array_to_string(tokens, '')) < {MOST_BYTES} THEN tokens ELSE (
        SELECT array_agg(token) FROM (
          SELECT token, sum(octet_length(token)) OVER (ORDER BY place) AS size
          FROM (SELECT token, min(place) AS place FROM unnest(tokens) WITH ORDINALITY AS t(token, place) GROUP BY token)
            AS all_of_them
        ) AS measured WHERE size < {MOST_BYTES}) END)
    $$
    """,
)


class Dialect:
    def __init__(self, shape: Shape, quote):
        self.shape, self.quote = shape, quote
        self.every = f"'{EVERY}'"
        self.marks = dict(zip([*list(shape.columns)[:-1], *shape.apart], MARKS, strict=False))

    def _marks(self, phrase):
        """The marks that tokens of the columns asked for have, and whether nothing else has them."""
        asked = self.shape.asked(phrase)
        if asked is None or not set(asked) <= set(self.marks):
            apart = [self.marks[name] for name in asked or () if name in self.shape.apart]
            return ["", *apart], asked is None
        return [self.marks[name] for name in asked], True

    def is_exact(self, phrase):
        return query_tokens(phrase.text)[1] and self._marks(phrase)[1]

    def phrase(self, phrase):
        tokens, _ = query_tokens(phrase.text)
        ends = [""] * (len(tokens) - 1) + [":*" if phrase.is_prefix else ""]
        marks, _ = self._marks(phrase)
        return self.either(
            [self.both([f"'{mark}{token}'{end}" for token, end in zip(tokens, ends, strict=True)]) for mark in marks]
        )

    def both(self, questions):
        return f"({' & '.join(questions)})"

    def either(self, questions):
        return f"({' | '.join(questions)})"

    def without(self, wanted, unwanted):
        return f"({wanted} & !{unwanted})"

    def holds(self, column):
        return f"strpos(' ' || {self.quote(column)} || ' ', %s) > 0"


class PostgresEngine:
    """Writes and reads the index of one Shape through one connection. The database itself keeps it with the rows."""

    keeps_itself = True

    def __init__(self, shape, connection):
        self.shape, self.connection = shape, connection
        self.quote = connection.ops.quote_name
        self.dialect = Dialect(shape, self.quote)
        self.table, self.key = self.quote(shape.table), self.quote(shape.key)
        self.index = self.quote(f"{shape.table}_text")
        self.vector = self._vector()

    def _vector(self):
        """All tokens of a row, the longest text's last: what there is too much of is dropped from the end."""
        marks = [(self.shape.every_column[name], mark) for name, mark in self.dialect.marks.items()]
        marks += [(column, "") for column in self.shape.columns.values()]
        pieces = [f"portal_search_tokens({self.quote(column)}, '{mark}')" for column, mark in marks]
        return f"portal_search_vector(ARRAY['{EVERY}'] || {' || '.join(pieces)})"

    # --- schema ---

    def create(self, execute):
        for function in FUNCTIONS:
            execute(function)
        for column in self.shape.every_column.values():  # out of the rows and uncompressed: read only to prove
            execute(f"ALTER TABLE {self.table} ALTER COLUMN {self.quote(column)} SET STORAGE EXTERNAL")
        execute(f"ALTER TABLE {self.table} SET (toast_tuple_target = 128)")
        execute(f"CREATE INDEX {self.index} ON {self.table} USING gin ({self.vector}) WITH ({PENDING})")
        execute(f"ALTER INDEX {self.index} ALTER COLUMN 1 SET STATISTICS 0")  # to learn them is to cut all texts again

    def drop(self, execute):
        execute(f"DROP INDEX IF EXISTS {self.index}")

    def refill_sql(self, is_alone):
        """Others write meanwhile, where it is not part of a larger transaction."""
        return f"REINDEX INDEX {'CONCURRENTLY' if is_alone else ''} {self.index}"

    # --- reading ---

    def candidates(self, cursor, plan):
        return self._keys(cursor, f"{self.vector} @@ %s::tsquery", [plan.question])

    def proved(self, cursor, plan, keys):
        sql, parameters = plan.proof
        return self._keys(cursor, f"{self.key} = ANY(%s) AND {sql}", [keys, *parameters])

    def _keys(self, cursor, condition, parameters):
        """As one value: a row for each takes four times as long."""
        cursor.execute(f"SELECT array_agg({self.key}) FROM {self.table} WHERE {condition}", parameters)
        return sorted(cursor.fetchone()[0] or ())

    def query(self, plan):
        sql, parameters = (None, ()) if plan.is_exact else plan.proof
        proof = f" AND {sql}" if sql else ""
        return (
            f"SELECT {self.key} FROM {self.table} WHERE {self.vector} @@ %s::tsquery{proof}",
            (plan.question, *parameters),
        )
