from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction

from programs.desk.checked_forms import CheckedFormMixin
from programs.desk.following import AddressFollowsTitle
from programs.desk.widgets import Headline
from programs.records.publication import PublicPageManager, PublishedWhole, is_current
from programs.records.slugs import unique_slug

# Not Wagtail's own panel for titles, which writes into the address what it can make of a Chinese one.
TITLE = FieldPanel("title", classname="title", widget=Headline(attrs={"placeholder": "标题"}))


class PortalPageForm(AddressFollowsTitle, CheckedFormMixin, WagtailAdminPageForm):
    """Leaves the slug to the server: what a browser makes of a Chinese title is only its digits."""

    def is_to_be_saved(self):
        return self.subscription is not None

    def saved_rows(self):
        return Page.objects.all()

    def made_slug(self, slug):
        title = self.data.get("title")
        return free_slug(title, self.parent_page, self.instance) if title else slug


class PortalCopyForm(CopyForm):
    """Asks for no address: a copy gets one from its own title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.fields["new_slug"]
        slug.required, slug.initial, slug.help_text = False, "", "留空则按新标题拼音自动生成。"

    def clean(self):
        title, data = self.cleaned_data.get("new_title"), self.cleaned_data
        if title and data.get("new_slug") == "":
            data["new_slug"] = free_slug(title, data.get("new_parent_page") or self.page.get_parent())
        return super().clean()


class PortalPage(PublishedWhole, Page):
    """What every page of the portal shares: the publication gate, pinyin slugs, a noindex switch."""

    is_noindex = models.BooleanField("不让搜索引擎收录", default=False)

    objects = PublicPageManager()
    content_panels = [TITLE]
    base_form_class = PortalPageForm
    copy_form_class = PortalCopyForm
    exclude_fields_in_copy = ["go_live_at", "expire_at", "expired", "first_published_at", "last_published_at"]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        self._fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """What Wagtail asks of a draft: it needs an address too."""
        self._fill_slug()
        super().minimal_clean()

    def _fill_slug(self):
        if not self.slug and self.title and self.path:
            self.slug = free_slug(self.title, self.get_parent(), self)

    def get_full_url(self, request=None):
        """The address that other sites, feeds and search engines are told; never what a Host header says."""
        path = self.get_url(request)
        return f"{settings.BASE_URL}{path}" if path else None

    full_url = property(get_full_url)

    @cached_property
    def outer_pages(self):
        """The pages above this one, the outermost first. Read once: the privacy check and the breadcrumbs share them."""
        return list(self.get_ancestors().order_by("path")) if self.path else []

    @property
    def breadcrumbs(self):
        """The outer pages below the home page."""
        return [page for page in self.outer_pages if page.depth > 2]

    def get_view_restrictions(self):
        pages = [self, *self.outer_pages]
        if any(page.alias_of_id for page in pages):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page_id__in=[page.pk for page in pages])

    @property
    def is_current(self):
        return is_current(self)


def free_slug(title, parent, page=None):
    """Return a pinyin slug for `title` that no other child of `parent` has."""
    return unique_slug(title, lambda slug: not Page._slug_is_available(slug, parent, page))
