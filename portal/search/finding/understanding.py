"""Brings together what a question needs: staff's synonyms, the names at hand, and the sets of one snapshot."""

from functools import partial

from ..documents.text_index import INDEX
from ..query.synonyms import SYNONYMS, with_synonyms
from .aliases import with_aliases
from .catalogue import DOCUMENTS
from .matching import Matcher
from .name_index import NAMES
from .sets import PresentSets

SETS = PresentSets(INDEX.find)


def understood(question, names=None):
    """The question with all that stands for its words, and what to tell of it. `names`: those at hand, if they are."""
    told = []
    if question.left_out:
        told.append(f"{''.join(f'“{word}”' for word in question.left_out)}没有参与查找。")
    question, of_synonyms = with_synonyms(question, SYNONYMS.current())
    question, of_aliases = with_aliases(question, names or NAMES.current())
    return question, [*told, *of_synonyms, *of_aliases]


def matcher_for(snapshot):
    """The Matcher of a snapshot of the catalogue."""
    names = NAMES.current()
    return Matcher(SETS.of(snapshot), names, partial(understood, names=names))


def present_matcher():
    """The Matcher of all documents, as they are now."""
    return matcher_for(DOCUMENTS.index.snapshot())
