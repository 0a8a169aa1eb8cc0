from django.db import models
from django.utils.html import strip_tags
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from media.blocks import BodyBlock
from programs.desk.widgets import ChooseMany, FilteredCheckboxes
from programs.records.addresses import FirstAddress
from programs.records.fields import ReferencedManyToManyField
from programs.records.review import restart_review
from programs.taxonomy.forms import OfferedTerms

from ..permissions import ArticlePermissionTester
from ..querysets import ArticleManager
from ..reading import plain_text, reading_context
from .base import TITLE, PortalPage, PortalPageForm
from .correction import CorrectionsPanel, forget_published, keep_published, mark_published
from .original_panel import OriginalPanel


class ArticlePageForm(PortalPageForm):
    """What an editor fills in. Topics out of use are offered only where the story has them already."""

    def prepare(self, form):
        super().prepare(form)
        OfferedTerms().offer(form)


class ArticlePage(FirstAddress, PortalPage):
    """A story as a newspaper prints it: kicker, title, subtitle, by-line, lead and body, each in its own field."""

    kicker = models.CharField("引题", max_length=100, blank=True, help_text="标题上方的一行小字。")
    subtitle = models.CharField("副题", max_length=150, blank=True)
    dateline = models.CharField("电头", max_length=100, blank=True, help_text="如 本报温州1月13日电；原稿没有就留空。")
    lead = RichTextField("导语", blank=True, features=["bold", "link", "mention"])
    source = models.CharField("来源", max_length=100, blank=True, help_text="首发媒体或供稿单位；与作者不是一回事。")
    source_url = models.URLField("来源网址", blank=True)
    published_at = models.DateTimeField(
        "发布时间", null=True, blank=True, help_text="文章上标注的时间；留空则用首次发布的时间。"
    )
    cover = models.ForeignKey(
        "media.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="封面图片",
        help_text="列表和分享时用的图片。",
    )
    pictures_provider = models.CharField(
        "本页图片统一供图", max_length=100, blank=True, help_text="写一次，补给本页没有写明供图的所有图片。"
    )
    body = StreamField(BodyBlock(), verbose_name="正文")
    plain_text = models.TextField(blank=True, editable=False)
    interprets = ReferencedManyToManyField(
        "policies.Policy", blank=True, related_name="interpretations", verbose_name="解读的政策"
    )
    topics = ReferencedManyToManyField(
        "taxonomy.Topic", blank=True, related_name="articles", verbose_name="主题", help_text="与政策共用一套主题分类。"
    )

    objects = ArticleManager()

    content_panels = [
        TITLE,
        FieldRowPanel(
            [FieldPanel("kicker"), FieldPanel("subtitle", help_text="标题下方的一行小字。")], heading="引题和副题"
        ),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("pictures_provider")], "封面与供图"),
        FieldPanel("body"),
        InlinePanel("bylines", heading="署名", label="署名"),
        MultiFieldPanel(
            [FieldPanel("dateline"), FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")])], "电头与来源"
        ),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=FilteredCheckboxes),
                FieldPanel("interprets", widget=ChooseMany("policies.Policy")),
            ],
            "分类",
        ),
        FieldPanel("published_at"),
        CorrectionsPanel("corrections", heading="更正与修改说明", label="更正或说明"),
        OriginalPanel(heading="原稿"),
    ]
    promote_panels = Page.promote_panels + [FieldPanel("is_noindex")]

    search_fields = Page.search_fields + [
        index.SearchField("kicker"),
        index.SearchField("subtitle"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("published_at"),
    ]

    parent_page_types = ["news.SectionPage"]
    subpage_types = []
    is_published_by_review_only = True
    exclude_fields_in_copy = [*PortalPage.exclude_fields_in_copy, "published_at", "first_address", "corrections"]
    base_form_class = ArticlePageForm

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
        indexes = [models.Index(fields=["-published_at", "page_ptr"], name="article_newest_first")]

    def save(self, *args, **kwargs):
        if self.live and not self.published_at and self.first_published_at:
            self.published_at = self.first_published_at
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = [*kwargs["update_fields"], "published_at"]
        self.plain_text = plain_text(self)
        is_whole = kwargs.get("update_fields") is None
        if is_whole:
            forget_published(self) if self._state.adding else keep_published(self)
            self._keep_where_it_is_out()
        super().save(*args, **kwargs)
        if is_whole and self.live:
            mark_published(self)

    def _keep_where_it_is_out(self):
        if self.live and not self.first_address:
            self.set_url_path(self.get_parent())
            parts = self.get_url_parts()
            self.keep_first_address(parts[2] if parts else "")

    def with_content_json(self, content):
        page = super().with_content_json(content)
        keep_published(page)
        return page

    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        if self.workflow_in_progress:
            overwrite_revision = None  # what is being reviewed does not change under the reviewer's eyes
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        restart_review(self, revision, user)
        return revision

    def permissions_for_user(self, user):
        return ArticlePermissionTester(user, self)

    @property
    def summary(self):
        """What lists and feeds say of the story: the editor's description, else the lead, else the subtitle."""
        return self.search_description or strip_tags(self.lead) or self.subtitle

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | reading_context(self)


class Byline(Orderable):
    """One name over a story, in the printed order, with what that person did."""

    class Role(models.TextChoices):
        REPORTER = "记者", "记者"
        TRAINEE = "见习记者", "见习记者"
        CORRESPONDENT = "通讯员", "通讯员"
        AUTHOR = "作者", "作者"
        PHOTOGRAPHER = "摄影", "摄影"
        EDITOR = "编辑", "编辑"

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    # Empty in drafts alone: forms want it, and so does publication.
    contributor = models.ForeignKey(
        "news.Contributor", models.PROTECT, null=True, related_name="bylines", verbose_name="作者"
    )
    role = models.CharField("身份", max_length=10, choices=Role, blank=True, help_text="原稿没有写明就留空。")

    panels = [FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = "署名"
