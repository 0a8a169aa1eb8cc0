"""Turns a condition into a question to the index, and into what has to be proved by the texts themselves."""

from ..text.phrases import pattern
from .conditions import NOTHING, All, Any, Not, Phrase, phrases

MOST_PROVED = 60  # phrases of one condition: SQLite takes no deeper SQL


class Plan:
    """A settled condition in the words of `dialect`: `sqlite.Dialect` or `postgres.Dialect`.

    `question` asks the index for rows that may meet it: all that do, and perhaps more. None: no row does.
    `proof` is (SQL, parameters) that tells them apart by their texts; None where the index alone is right.
    """

    def __init__(self, condition, dialect):
        self.condition, self.dialect = condition, dialect
        self.question = None if condition == NOTHING else self._bound(condition, False)
        self.is_too_long = sum(1 for _ in phrases(condition)) > MOST_PROVED

    @property
    def is_exact(self):
        return all(map(self.dialect.is_exact, phrases(self.condition)))

    @property
    def proof(self):
        return self._proof(self.condition)

    def _bound(self, condition, is_lower):
        """What the index finds for `condition`: no less than it, or with `is_lower` no more; None for nothing."""
        if isinstance(condition, Phrase):
            if is_lower and not self.dialect.is_exact(condition):
                return None
            return self.dialect.phrase(condition)
        if isinstance(condition, Not):
            return self._without(self.dialect.every, [condition.part], is_lower)
        if isinstance(condition, Any):
            found = [bound for part in condition.parts if (bound := self._bound(part, is_lower)) is not None]
            return self.dialect.either(found) if found else None
        if isinstance(condition, All):
            return self._bound_of_all(condition, is_lower)
        return self.dialect.every

    def _bound_of_all(self, condition, is_lower):
        wanted = [self._bound(part, is_lower) for part in condition.parts if not isinstance(part, Not)]
        if None in wanted:
            return None
        unwanted = [part.part for part in condition.parts if isinstance(part, Not)]
        return self._without(self.dialect.both(wanted) if wanted else self.dialect.every, unwanted, is_lower)

    def _without(self, wanted, parts, is_lower):
        unwanted = [bound for part in parts if (bound := self._bound(part, not is_lower)) is not None]
        return self.dialect.without(wanted, self.dialect.either(unwanted)) if unwanted else wanted

    def _proof(self, condition):
        if all(map(self.dialect.is_exact, phrases(condition))):
            return None
        if isinstance(condition, All):
            return _join(" AND ", filter(None, map(self._proof, condition.parts)))
        return self._by_text(condition)

    def _by_text(self, condition):
        if isinstance(condition, Phrase):
            asked = self.dialect.shape.asked(condition)
            columns = self.dialect.shape.columns.values() if asked is None else map(self._column, asked)
            wanted = pattern(condition.text, condition.is_prefix)
            return _join(" OR ", [(self.dialect.holds(column), (wanted,)) for column in columns])
        if isinstance(condition, Not):
            sql, parameters = self._by_text(condition.part)
            return f"NOT {sql}", parameters
        joint = " AND " if isinstance(condition, All) else " OR "
        return _join(joint, map(self._by_text, condition.parts))

    def _column(self, name):
        return self.dialect.shape.every_column[name]


def _join(joint, proofs):
    proofs = list(proofs)
    sql = joint.join(sql for sql, _ in proofs)
    return f"({sql})", tuple(parameter for _, parameters in proofs for parameter in parameters)
