from .attachment import AttachmentText, AttachmentUse
from .document import SearchDocument
from .entry import PendingEntry, SearchEntry
from .upkeep import IndexRebuild, PendingDocument

__all__ = [
    "AttachmentText",
    "AttachmentUse",
    "IndexRebuild",
    "PendingDocument",
    "PendingEntry",
    "SearchDocument",
    "SearchEntry",
]
