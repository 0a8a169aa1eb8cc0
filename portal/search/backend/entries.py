"""The index of the entries, and how a condition becomes a question to the rows that it is about."""

from ..engine import TextIndex
from ..models.entry import SearchEntry

COLUMNS = {"title": "title", "names": "names", "text": "text"}
APART = {"typed": "typed", "internal": "internal", "pinyin": "pinyin"}

ENTRIES = TextIndex(SearchEntry, COLUMNS, APART)


def keys_of(content_types, condition):
    """A query for the keys of the rows, of models with these content types, whose entries meet `condition`."""
    entries = SearchEntry.objects.filter(content_type__in=content_types)
    return entries.filter(pk__in=ENTRIES.ids_query(condition)).values("object_id")
