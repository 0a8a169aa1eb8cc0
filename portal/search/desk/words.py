"""The desks of what staff keep for the search: synonyms, promoted results, questions that are not proposed."""

from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from programs.records.publication import is_current

from ..models import Promotion, RefusedWord, ReleasedQuery, Synonym, WithheldQuery
from .carrying import carried_words

TARGETS = ("page", "policy", "company", "event")


class SynonymCreateView(CreateView):
    def get_initial(self):
        words = carried_words(self.request)
        return super().get_initial() | ({"words": f"{words}\n"} if words else {})


class SynonymViewSet(SnippetViewSet):
    """Words that find one another."""

    model = Synonym
    add_view_class = SynonymCreateView
    icon = "resubmit"
    menu_label = "同义词"
    list_display = [
        "__str__",
        BooleanColumn("is_one_way", label="单向"),
        BooleanColumn("is_active", label="启用"),
        Column("note", label="说明"),
        DateColumn("updated_at", label="更新时间", sort_key="updated_at"),
    ]
    list_filter = ["is_active", "is_one_way"]
    search_fields = ["words", "note"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    panels = [FieldPanel("words"), FieldPanel("is_one_way"), FieldPanel("is_active"), FieldPanel("note")]


class PromotionCreateView(CreateView):
    def get_initial(self):
        words = carried_words(self.request)
        return super().get_initial() | ({"queries": words} if words else {})


class PromotionIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*TARGETS)


def standing(promotion):
    """What readers see of it today, in words."""
    today = timezone.localdate()
    if not promotion.is_active:
        return "停用"
    if promotion.starts_on and promotion.starts_on > today:
        return "还没开始"
    if promotion.ends_on and promotion.ends_on < today:
        return "已结束"
    target = promotion.target
    is_hidden = target and (not is_current(target) or getattr(target, "visibility", "public") != "public")
    return "推荐的内容没有公开" if is_hidden else "显示中"


class PromotionViewSet(SnippetViewSet):
    """What stands above the results of certain queries."""

    model = Promotion
    add_view_class = PromotionCreateView
    index_view_class = PromotionIndexView
    icon = "pick"
    menu_label = "编辑推荐"
    list_display = [
        Column("queries", label="关键词", accessor=lambda one: "、".join(one.all_queries)),
        Column("shown_title", label="推荐"),
        Column("standing", label="状态", accessor=standing),
        Column("starts_on", label="开始", accessor=lambda one: one.starts_on or "—"),
        Column("ends_on", label="结束", accessor=lambda one: one.ends_on or "—"),
        Column("order", label="排序", sort_key="order"),
    ]
    list_filter = ["is_active"]
    search_fields = ["queries", "title", "note"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    panels = [
        FieldPanel("queries"),
        MultiFieldPanel(
            [
                HelpPanel("在下面选一样，也只选一样。没有公开的内容，公开之前读者看不到这条推荐。"),
                *(FieldPanel(name) for name in (*TARGETS, "url")),
            ],
            heading="推荐什么",
        ),
        FieldPanel("title"),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("order"),
        FieldPanel("is_active"),
    ]


class DecisionCreateView(CreateView):
    """A decision that somebody writes down unasked; the other one on the same words ends."""

    other = None

    def save_instance(self):
        self.form.instance.decided_by = self.request.user
        self.other.objects.filter(words=self.form.instance.words).delete()
        return super().save_instance()


class WithheldQueryCreateView(DecisionCreateView):
    other = ReleasedQuery


class ReleasedQueryCreateView(DecisionCreateView):
    other = WithheldQuery


class DecisionIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("decided_by")


def decided(by, at):
    """The columns of a list of decisions: the words, and under these headings by whom and when."""
    return [
        "words",
        Column("decided_by", label=by, accessor=lambda one: one.decided_by or "—"),
        DateColumn("decided_at", label=at, sort_key="decided_at"),
    ]


class DecisionViewSet(SnippetViewSet):
    index_view_class = DecisionIndexView
    search_fields = ["words"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    panels = [FieldPanel("words")]


class WithheldQueryViewSet(DecisionViewSet):
    """Questions that are never proposed to readers."""

    model = WithheldQuery
    add_view_class = WithheldQueryCreateView
    icon = "view"
    menu_label = "不公开的搜索词"
    list_display = decided("登记人", "登记时间")


class ReleasedQueryViewSet(DecisionViewSet):
    """Questions that readers may be told of."""

    model = ReleasedQuery
    add_view_class = ReleasedQueryCreateView
    icon = "check"
    menu_label = "放行的搜索词"
    list_display = decided("放行人", "放行时间")


class RefusedWordViewSet(SnippetViewSet):
    """Words that are in no question that readers are told of."""

    model = RefusedWord
    icon = "warning"
    menu_label = "拦截词"
    list_display = ["word", Column("note", label="说明")]
    search_fields = ["word", "note"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 100
    panels = [FieldPanel("word"), FieldPanel("note")]
