"""Brings everything that the texts and blocks of a page lead to, of whatever kind, in one query.

The room that has a kind of thing registers it with `register_linked`, and says who may be led to it there. Handlers of
links ask `things`; the choosers here take what is at hand. Pictures come with their sizes: see `pictures.py`.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, Value
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .references import FILE, PAGE, as_number, references_in, references_in_text

TEXTS = 2  # columns of text that a kind may have
NO_NUMBERS = (Value(0, IntegerField()),) * 2

_kinds = {}
_at_hand = ContextVar("linked_at_hand", default=None)


@dataclass(frozen=True)
class _Kind:
    rows: Callable
    texts: tuple[str, ...]
    numbers: tuple[Any, Any]
    make: Callable

    def found(self, name, asked):
        """Name, id, two texts and two numbers: the same columns for every kind."""
        texts = [*(F(text) for text in self.texts), *[Value("", CharField())] * (TEXTS - len(self.texts))]
        columns = {f"linked_{place}": column for place, column in enumerate([*texts, *self.numbers])}
        rows = self.rows().filter(pk__in=asked).order_by().annotate(linked=Value(name, CharField()), **columns)
        return rows.values_list("linked", "pk", *columns)


def register_linked(name, rows, texts, make, numbers=NO_NUMBERS):
    """Say that links of type `name` lead to `rows()`, those that readers may be led to. `make(pk, *texts, *numbers)`
    makes a thing of the columns `texts` (at most two) and `numbers` (two expressions): enough for what links show."""
    _kinds[name] = _Kind(rows, tuple(texts), tuple(numbers), make)


def things(name, numbers):
    """The things that stored links of type `name` with these numbers (as texts) lead to; None for each that is not."""
    keys = [(name, as_number(number)) for number in numbers]
    known = _at_hand.get() or {}
    unknown = {key for key in keys if key[1] is not None and key not in known}
    found = {**known, **_look_up(unknown)} if unknown else known
    return [found.get(key) for key in keys]


@contextmanager
def linked(*bodies, texts=(), but=()):
    """While this lasts, what `bodies` (streams) and `texts` (stored rich text) lead to is at hand, except the kinds
    `but`. Yields {(kind, number): thing or None}."""
    asked = {reference for body in bodies for reference in references_in(body)}
    asked |= {reference for text in texts for reference in references_in_text(text)}
    found = _look_up({(name, number) for name, number in asked if name in _kinds and name not in but})
    token = _at_hand.set(found)
    try:
        yield found
    finally:
        _at_hand.reset(token)


def _look_up(keys):
    """{key: thing or None} in one query, or in none where nothing is asked."""
    asked = {}
    for name, number in sorted(keys):
        asked.setdefault(name, []).append(number)
    found = dict.fromkeys(keys)
    queries = [_kinds[name].found(name, numbers) for name, numbers in asked.items()]
    for name, pk, *columns in queries[0].union(*queries[1:], all=True) if queries else ():
        found[name, pk] = _kinds[name].make(pk, *columns[: len(_kinds[name].texts)], *columns[TEXTS:])
    return found


class _TakesWhatIsAtHand:
    """A chooser whose value is what `linked` has brought. Elsewhere, as at the desk, it asks the database as ever."""

    kind = ""

    def bulk_to_python(self, values):
        found = _at_hand.get()
        if found is None:
            return super().bulk_to_python(values)
        return [found.get((self.kind, value)) for value in values]

    def to_python(self, value):
        return super().to_python(value) if _at_hand.get() is None else self.bulk_to_python([value])[0]


class FileChooserBlock(_TakesWhatIsAtHand, DocumentChooserBlock):
    kind = FILE

    def deconstruct(self):
        # what is stored is the same, so migrations need not know this class
        return ("wagtail.documents.blocks.DocumentChooserBlock", *super().deconstruct()[1:])


class PageChooserBlock(_TakesWhatIsAtHand, blocks.PageChooserBlock):
    kind = PAGE

    def deconstruct(self):
        return ("wagtail.blocks.PageChooserBlock", *super().deconstruct()[1:])
