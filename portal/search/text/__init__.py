"""Makes texts and questions comparable, and cuts them into what an index keeps. No database, no settings, no models."""

from .folding import Folded, fold, fold_with_places
from .phrases import occurrences, occurs
from .spellings import places_of, respelt, with_spellings
from .tokens import index_tokens, query_tokens

# Another number means that what is stored was folded or cut by other rules: everything has to be written anew.
VERSION = 3

__all__ = [
    "VERSION",
    "Folded",
    "fold",
    "fold_with_places",
    "index_tokens",
    "occurrences",
    "occurs",
    "places_of",
    "query_tokens",
    "respelt",
    "with_spellings",
]
