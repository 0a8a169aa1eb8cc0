"""What may be asked of a text index. Conditions are values: they can be compared, kept and put into each other."""

from dataclasses import dataclass, replace

from ..text import fold


@dataclass(frozen=True)
class Phrase:
    """Rows that hold `text`, as a reader would see it there: part of any Han, words and numbers whole.

    `columns` are names of the index's columns; None means all but those that stand apart. With `is_prefix` the last
    word may go on. A text without letters or digits is held by no row. `is_folded`: the text is so already.
    """

    text: str
    columns: tuple | None = None
    is_prefix: bool = False
    is_folded: bool = False

    @property
    def folded(self):
        return self.text if self.is_folded else fold(self.text)


class _Several:
    def __init__(self, *parts):
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, init=False)
class All(_Several):
    """Rows that meet every part."""

    parts: tuple


@dataclass(frozen=True, init=False)
class Any(_Several):
    """Rows that meet at least one part."""

    parts: tuple


@dataclass(frozen=True)
class Not:
    """Rows that do not meet `part`."""

    part: object


@dataclass(frozen=True)
class Everything:
    """All rows."""


EVERYTHING, NOTHING = Everything(), Any()


def settled(condition):
    """The same condition with folded texts and without what decides itself; EVERYTHING and NOTHING stand alone."""
    if isinstance(condition, Phrase):
        text = condition.folded
        columns = tuple(condition.columns) if condition.columns is not None else None
        return replace(condition, text=text, columns=columns, is_folded=True) if text else NOTHING
    if isinstance(condition, Not):
        return _settled_not(settled(condition.part))
    if isinstance(condition, All):
        return _joined(All, condition.parts, EVERYTHING, NOTHING)
    if isinstance(condition, Any):
        return _joined(Any, condition.parts, NOTHING, EVERYTHING)
    return condition


def _settled_not(part):
    if part == EVERYTHING:
        return NOTHING
    if part == NOTHING:
        return EVERYTHING
    return part.part if isinstance(part, Not) else Not(part)


def _joined(kind, parts, neutral, decisive):
    found = {}  # in their order, each once
    for part in map(settled, parts):
        if part == decisive:
            return decisive
        if part != neutral:
            found.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if not found:
        return neutral
    return next(iter(found)) if len(found) == 1 else kind(*found)


def phrases(condition):
    """All phrases of a settled condition."""
    if isinstance(condition, Phrase):
        yield condition
    elif isinstance(condition, Not):
        yield from phrases(condition.part)
    elif isinstance(condition, All | Any):
        for part in condition.parts:
            yield from phrases(part)
