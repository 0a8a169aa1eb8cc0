"""Brings together what a question needs: staff's synonyms, the names at hand, and the sets of one order."""

from functools import partial

from ..documents.text_index import INDEX
from ..query.synonyms import SYNONYMS, with_synonyms
from .aliases import with_aliases
from .catalogue import DOCUMENTS
from .matching import Matcher
from .name_index import NAMES
from .sets import SetsOfOrders

SETS = SetsOfOrders(INDEX.find)


def understood(question, names=None):
    """The question with all that stands for its words, and what to tell of it. `names`: those at hand, if they are."""
    told = []
    if question.left_out:
        told.append(f"{''.join(f'“{word}”' for word in question.left_out)}没有参与查找。")
    question, of_synonyms = with_synonyms(question, SYNONYMS.current())
    question, of_aliases = with_aliases(question, names or NAMES.current())
    return question, [*told, *of_synonyms, *of_aliases]


def matcher_for(number, order):
    """The Matcher of the order of sort `number`."""
    names = NAMES.current()
    return Matcher(SETS.of(number, order), names, partial(understood, names=names))


def present_matcher():
    """The Matcher of the order that holds anyway, as it is now."""
    return matcher_for(0, DOCUMENTS.index.orders()[0])
