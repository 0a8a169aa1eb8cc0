from .attachment import AttachmentText, AttachmentUse
from .document import SearchDocument, Validity
from .entry import PendingEntry, SearchEntry
from .promotion import Promotion
from .statistics import QueryDay, ResultPositionDay, WithheldQuery
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
    "ResultPositionDay",
    "SearchDocument",
    "SearchEntry",
    "Synonym",
    "Validity",
    "WithheldQuery",
]
