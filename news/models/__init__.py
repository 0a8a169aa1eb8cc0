from .article import ArticlePage, Byline
from .contributor import Contributor
from .correction import Correction
from .index import NewsIndexPage, SectionPage
from .manuscript import ManuscriptImport
from .mention import DismissedSuggestion, LostMention, Mention
from .preview_link import PreviewLink
from .review import ReviewTask
from .wanted_record import WantedRecord

__all__ = [
    "ArticlePage",
    "Byline",
    "Contributor",
    "Correction",
    "DismissedSuggestion",
    "LostMention",
    "ManuscriptImport",
    "Mention",
    "NewsIndexPage",
    "PreviewLink",
    "ReviewTask",
    "SectionPage",
    "WantedRecord",
]
