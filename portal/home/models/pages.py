from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from media.blocks import BodyBlock
from news.models.base import TITLE, PortalPage
from programs.showing.bodies import prepare_body

from ..blocks import HomePartsBlock

# First steps of addresses that are not pages of the tree; a page there would never be seen.
RESERVED_SLUGS = {
    "admin", "api", "cms", "companies", "contributors", "display", "documents", "events", "feeds", "healthz",
    "mentions", "policies", "preview", "readyz", "search", "sitemap", "static", "uploads",
}  # fmt: skip


class TopLevelSlugMixin:
    def clean(self):
        super().clean()
        if self.depth == 3 and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"“{self.slug}”是系统占用的网址，请换一个。"})


class HomePage(PortalPage):
    """The front page. Editors put its parts in order."""

    parts = StreamField(HomePartsBlock(), verbose_name="版块", blank=True, help_text="从上到下的版块；拖动可以换位置。")

    content_panels = PortalPage.content_panels + [FieldPanel("parts")]
    promote_panels = Page.promote_panels + [FieldPanel("is_noindex")]

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = "首页"

    def get_context(self, request, *args, **kwargs):
        from ..parts import prepared_parts
        from ..tasks import tasks

        context = super().get_context(request, *args, **kwargs)
        context["tasks"] = tasks()
        shown = {address for task in context["tasks"] for address in task.addresses}
        context["parts"] = prepared_parts(self.parts, shown)
        return context


class StandardPage(TopLevelSlugMixin, PortalPage):
    """A page that changes seldom: about, contact, accessibility statement, privacy."""

    summary = models.TextField("摘要", blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [
        TITLE,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = Page.promote_panels + [FieldPanel("is_noindex")]
    search_fields = Page.search_fields + [index.SearchField("summary"), index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = "普通页面"
        verbose_name_plural = "普通页面"

    def get_context(self, request, *args, **kwargs):
        prepare_body(self.body, page=self)
        return super().get_context(request, *args, **kwargs)
