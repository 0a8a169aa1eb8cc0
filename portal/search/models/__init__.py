from .attachment import AttachmentText, AttachmentUse
from .document import SearchDocument
from .upkeep import IndexRebuild, PendingDocument

__all__ = ["AttachmentText", "AttachmentUse", "IndexRebuild", "PendingDocument", "SearchDocument"]
