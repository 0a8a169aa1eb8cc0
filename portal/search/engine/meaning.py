"""What a condition means, said without an index: for rows whose texts are at hand."""

from ..text import occurs
from .conditions import All, Any, Not, Phrase


def meets(texts, condition):
    """Do folded `texts`, by column, meet `condition`?"""
    if isinstance(condition, Phrase):
        columns = texts if condition.columns is None else condition.columns
        return any(occurs(texts.get(column, ""), condition.folded, condition.is_prefix) for column in columns)
    if isinstance(condition, Not):
        return not meets(texts, condition.part)
    if isinstance(condition, All):
        return all(meets(texts, part) for part in condition.parts)
    if isinstance(condition, Any):
        return any(meets(texts, part) for part in condition.parts)
    return True
