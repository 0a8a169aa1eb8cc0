"""What the engine has to answer, found by looking at every text: slow, and beyond doubt."""

from portal.search.models import SearchDocument
from portal.search.text.phrases import occurs

FIELDS = {"names": "folded_names", "summary": "folded_summary", "body": "folded_body"}


def ids_of(condition):
    """Sorted primary keys of the documents of which `condition` is true."""
    rows = SearchDocument.objects.order_by("pk").values("pk", *FIELDS.values())
    return [row["pk"] for row in rows if is_true(condition, row)]


def is_true(condition, row):
    parts = getattr(condition, "parts", None)
    if parts is None:
        columns = condition.columns or FIELDS
        return any(occurs(row[FIELDS[column]], condition.text) for column in columns)
    quantifier = {"All": all, "Any": any}[type(condition).__name__]
    return quantifier(is_true(part, row) for part in parts)
