"""The one index over all documents. `portal/search/migrations/0002_text_index.py` makes it in the database.

With SEARCH_URL a server answers before the database does.
"""

from django.conf import settings

from ..engine import TextIndex
from ..models.document import SearchDocument

COLUMNS = {"names": "folded_names", "summary": "folded_summary", "body": "folded_body"}
APART = {"pinyin": "pinyin"}


def _index():
    if not settings.SEARCH_SERVER:
        return TextIndex(SearchDocument, COLUMNS, APART)
    from ..server.documents import ServedDocuments

    return ServedDocuments(SearchDocument, COLUMNS, APART)


INDEX = _index()
