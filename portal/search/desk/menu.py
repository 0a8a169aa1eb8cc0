from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from ..models import WithheldQuery
from .statistics import StatisticsViewSet


class WithheldQueryCreateView(CreateView):
    def save_instance(self):
        self.form.instance.withheld_by = self.request.user
        return super().save_instance()


class WithheldQueryViewSet(SnippetViewSet):
    """Questions that are never proposed to readers."""

    model = WithheldQuery
    add_view_class = WithheldQueryCreateView
    icon = "view"
    menu_label = "不公开的搜索词"
    list_display = [
        "words",
        Column("withheld_by", label="登记人", accessor=lambda one: one.withheld_by or "—"),
        DateColumn("withheld_at", label="登记时间", sort_key="withheld_at"),
    ]
    search_fields = ["words"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [FieldPanel("words")]


class SearchGroup(SnippetViewSetGroup):
    """Everything about the public search."""

    menu_label = "搜索"
    menu_name = "search-desk"
    menu_icon = "search"
    menu_order = 270
    items = (StatisticsViewSet, WithheldQueryViewSet)
