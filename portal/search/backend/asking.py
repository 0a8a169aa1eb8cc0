"""Turns the library's queries into conditions of the engine."""

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from ..engine import All, Any, Everything
from ..engine import Not as IsNot
from ..engine import Phrase as Holds
from ..engine.conditions import NOTHING
from ..text import fold, respelt
from .pinyin import heard

MOST_WORDS = 20  # of one question: nobody types more, and each costs a look

PUBLIC = {"title", "names", "text", "typed"}  # where nobody names fields: those of models below have more of them
IN_SEARCH = {"title", "names", "text", "internal"}
IN_AUTOCOMPLETE = {"title", "names", "typed", "internal"}


class Words:
    """How one word is looked for in the columns that a search may use."""

    is_prefix = False
    usable = IN_SEARCH

    def __init__(self, columns):
        self.columns = tuple(sorted(columns & self.usable))

    def condition(self, text):
        """What a row must hold for `text`, a word or a phrase."""
        if not self.columns:
            return NOTHING
        spellings = dict.fromkeys((fold(text), respelt(text)))
        return Any(*(Holds(one, self.columns, self.is_prefix, is_folded=True) for one in spellings))

    def in_title(self, text):
        return Holds(text, ("title",), self.is_prefix)


class Typed(Words):
    """While somebody types: the last letters of a word may be missing, and pinyin is read."""

    is_prefix = True
    usable = IN_AUTOCOMPLETE

    def condition(self, text):
        sound = heard(text) if "title" in self.columns else ""
        return Any(super().condition(text), Holds(sound, ("pinyin",), True)) if sound else super().condition(text)


def words_of(query):
    """The words of a PlainText or Fuzzy query that have a letter or digit."""
    words = query.query_string.split()
    return list(dict.fromkeys(word for word in words if fold(word)))[:MOST_WORDS]


def condition_of(query, words):
    """The condition of the engine for a query of the library; `words` says how each word is looked for."""
    if isinstance(query, PlainText | Fuzzy):
        parts = [words.condition(word) for word in words_of(query)]
        if not parts:
            return NOTHING
        return All(*parts) if query.operator == "and" else Any(*parts)
    if isinstance(query, Phrase):
        return words.condition(query.query_string)
    if isinstance(query, Boost):
        return condition_of(query.subquery, words)
    if isinstance(query, Not):
        return IsNot(condition_of(query.subquery, words))
    if isinstance(query, And | Or):
        parts = [condition_of(subquery, words) for subquery in query.subqueries]
        return All(*parts) if isinstance(query, And) else Any(*parts)
    if isinstance(query, MatchAll):
        return Everything()
    raise NotImplementedError(f"`{type(query).__name__}` is not supported by the portal's search backend.")


def leaves(query, boost=1.0):
    """Yield (text, boost) for each word or phrase that is wanted, not for those that are not."""
    if isinstance(query, PlainText | Fuzzy):
        for word in words_of(query):
            yield word, boost * getattr(query, "boost", 1.0)
    elif isinstance(query, Phrase):
        yield query.query_string, boost
    elif isinstance(query, Boost):
        yield from leaves(query.subquery, boost * query.boost)
    elif isinstance(query, And | Or):
        for subquery in query.subqueries:
            yield from leaves(subquery, boost)
