from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .index import IndexViewSet
from .statistics import StatisticsViewSet
from .words import (
    PromotionViewSet,
    RefusedWordViewSet,
    ReleasedQueryViewSet,
    SynonymViewSet,
    WithheldQueryViewSet,
)


class SearchGroup(SnippetViewSetGroup):
    """Everything about the public search."""

    menu_label = "读者搜索"
    menu_name = "search-desk"
    menu_icon = "search"
    menu_order = 270
    items = (
        StatisticsViewSet,
        SynonymViewSet,
        PromotionViewSet,
        ReleasedQueryViewSet,
        WithheldQueryViewSet,
        RefusedWordViewSet,
        IndexViewSet,
    )
