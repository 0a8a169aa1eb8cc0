"""The one index over all documents. `portal/search/migrations/0002_text_index.py` makes it."""

from ..engine import TextIndex
from ..models.document import SearchDocument

COLUMNS = {"names": "folded_names", "summary": "folded_summary", "body": "folded_body"}
APART = {"pinyin": "pinyin"}

INDEX = TextIndex(SearchDocument, COLUMNS, APART)
