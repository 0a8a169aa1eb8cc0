from ..engine import TextIndex
from ..models import SearchDocument

INDEX = TextIndex(
    SearchDocument, {"names": "folded_names", "summary": "folded_summary", "body": "folded_body"}, {"pinyin": "pinyin"}
)


def ask(condition):
    hits = INDEX.find(condition)
    return hits.ids, hits.is_exact
