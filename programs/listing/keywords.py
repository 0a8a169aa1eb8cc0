"""What a list's keyword box looks for. A search that knows more of words than a database's LIKE registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass

_finders = []


@dataclass(frozen=True)
class Matches:
    """Rows that hold the words: `ids()` gives their primary keys, `condition()` the same as a Q for `filter`; `notices`
    say how the words were read more widely than they were typed."""

    ids: Callable
    condition: Callable
    notices: tuple = ()


def register_finder(finder):
    """`finder(model, text)` gives the Matches among the public rows of `model`, or None for what it cannot look for.
    Called in AppConfig.ready of the room that has it."""
    if finder not in _finders:
        _finders.append(finder)


def matches(model, text):
    """The Matches for `text`, or None where nobody can tell: then LIKE has to do."""
    return next((found for finder in _finders if (found := finder(model, text)) is not None), None)
