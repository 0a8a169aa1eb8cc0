"""What each process keeps of the index, and when it is read."""

from ..query.synonyms import SYNONYMS
from .name_index import NAMES
from .objects import OBJECTS
from .promoted import PROMOTIONS


def forget_all():
    """Let everything be read afresh: for tests, whose rows are rolled back behind the processes' backs."""
    for kept in (NAMES, OBJECTS, SYNONYMS, PROMOTIONS):
        kept.forget()
