from .article import ArticlePage, ArticleTag, Byline, Correction, Tag
from .contributor import Contributor
from .index import NewsIndexPage, SectionPage
from .manuscript import ManuscriptImport
from .preview_link import PreviewLink

__all__ = [
    "ArticlePage",
    "ArticleTag",
    "Byline",
    "Contributor",
    "Correction",
    "ManuscriptImport",
    "NewsIndexPage",
    "PreviewLink",
    "SectionPage",
    "Tag",
]
