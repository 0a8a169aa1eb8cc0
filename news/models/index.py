from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from programs.taxonomy.models import Topic

from ..permissions import NewsIndexPermissionTester, SectionPermissionTester
from .article import ArticlePage
from .base import PortalPage

PER_PAGE = 20


class ArticleListPage(PortalPage):
    """A page that lists articles, newest first, a page at a time."""

    intro = models.TextField("简介", blank=True, help_text="显示在栏目标题下方的一两句话。")
    keywords = models.CharField("关键词", max_length=200, blank=True, help_text="用中文逗号分开，写入页面标签。")

    content_panels = PortalPage.content_panels + [FieldPanel("intro")]
    promote_panels = Page.promote_panels + [MultiFieldPanel([FieldPanel("keywords"), FieldPanel("is_noindex")], "标签")]

    class Meta:
        abstract = True

    def articles(self):
        """Every article that the public may read here."""
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        paginator = Paginator(self.articles().for_listing(), PER_PAGE)
        context["articles"] = paginator.get_page(request.GET.get("page"))
        context["ancestors"] = self.breadcrumbs
        context["rail"] = self.rail(context["articles"])
        return context

    def rail(self, articles):
        """What stands beside the list: see `news.rail`."""
        from ..rail import rail

        return rail(articles)


class NewsIndexPage(ArticleListPage):
    """All news of all sections."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.SectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "新闻首页"

    def articles(self):
        return ArticlePage.objects.descendant_of(self).public_now()

    def rail(self, articles):
        return super().rail(None)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = SectionPage.objects.child_of(self).public_now().order_by("path")
        context["names_sections"] = True
        if topic := asked_topic(request):
            paginator = Paginator(self.articles().about(topic).for_listing(), PER_PAGE)
            context["articles"] = paginator.get_page(request.GET.get("page"))
            context["topic"] = topic
            request.canonical_query = {"topic": topic.slug}
            context["pagination_query"] = f"topic={topic.slug}&"
        return context

    def serve(self, request, *args, **kwargs):
        topic = asked_topic(request)
        if topic and topic.slug != request.GET["topic"]:
            query = request.GET.copy()
            query["topic"] = topic.slug
            return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
        return super().serve(request, *args, **kwargs)

    def permissions_for_user(self, user):
        return NewsIndexPermissionTester(user, self)


def asked_topic(request):
    """The topic that the address asks for, by its own address or by that of one that was merged into it; None for no
    question. Raise Http404 for what is no topic."""
    slug = request.GET.get("topic", "")
    if not slug:
        return None
    topic = Topic.objects.addressed(slug)
    if topic is None:
        raise Http404("没有这个主题。")
    return topic


class SectionPage(ArticleListPage):
    """A section (栏目). Its type is one of those that the rules for government sites name."""

    class ColumnType(models.TextChoices):
        HOME = "首页", "首页"
        OVERVIEW = "概况信息", "概况信息"
        FUNCTIONS = "机构职能", "机构职能"
        LEADERS = "负责人信息", "负责人信息"
        WORK = "工作动态", "工作动态"
        POLICY = "政策文件", "政策文件"
        OPENNESS_GUIDE = "信息公开指南", "信息公开指南"
        OPENNESS_CATALOGUE = "信息公开目录", "信息公开目录"
        OPENNESS_REPORT = "信息公开年报", "信息公开年报"
        OPENNESS_REQUEST = "依申请公开", "依申请公开"
        DATA_RELEASE = "数据发布", "数据发布"
        OPEN_DATA = "数据开放", "数据开放"
        INTERPRETATION = "政策解读", "政策解读"
        RESPONSE = "回应关切", "回应关切"
        SERVICE = "办事服务", "办事服务"
        COMPLAINTS = "咨询投诉", "咨询投诉"
        CONSULTATION = "征集调查", "征集调查"
        INTERVIEW = "在线访谈", "在线访谈"

    column_type = models.CharField("栏目类别", max_length=20, choices=ColumnType, default=ColumnType.WORK)

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = ["news.ArticlePage"]
    promote_panels = [FieldPanel("column_type"), *ArticleListPage.promote_panels]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def articles(self):
        return ArticlePage.objects.child_of(self).public_now()

    def permissions_for_user(self, user):
        return SectionPermissionTester(user, self)
