from .attachment import AttachmentText, AttachmentUse
from .decision import RefusedWord, ReleasedQuery, WithheldQuery
from .document import SearchDocument, Validity
from .entry import PendingEntry, SearchEntry
from .promotion import Promotion
from .statistics import QueryDay, ResultPositionDay
from .synonym import Synonym
from .upkeep import IndexRebuild, PendingDocument

__all__ = [
    "AttachmentText",
    "AttachmentUse",
    "IndexRebuild",
    "PendingDocument",
    "PendingEntry",
    "Promotion",
    "QueryDay",
    "RefusedWord",
    "ReleasedQuery",
    "ResultPositionDay",
    "SearchDocument",
    "SearchEntry",
    "Synonym",
    "Validity",
    "WithheldQuery",
]
