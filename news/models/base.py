from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from ..publication import PublicPageManager, is_current
from ..slugs import unique_slug


class PortalPageForm(WagtailAdminPageForm):
    """Leaves the slug to the server: what a browser makes of a Chinese title is only its digits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data.get("slug")
        if not slug and self.data.get("title"):
            slug = free_slug(self.data["title"], self.parent_page, self.instance)
        return slug


class PortalPage(Page):
    """What every page of the portal shares: the publication gate, pinyin slugs, a noindex switch."""

    is_noindex = models.BooleanField("不让搜索引擎收录", default=False)

    objects = PublicPageManager()
    base_form_class = PortalPageForm

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        if not self.slug and self.title and self.path:
            self.slug = free_slug(self.title, self.get_parent(), self)
        super().full_clean(*args, **kwargs)

    @property
    def is_current(self):
        return is_current(self)


def free_slug(title, parent, page=None):
    """Return a pinyin slug for `title` that no other child of `parent` has."""
    return unique_slug(title, lambda slug: not Page._slug_is_available(slug, parent, page))
