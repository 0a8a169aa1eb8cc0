import re
from datetime import datetime

from django.conf import settings
from django.db import connection, models
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageViewRestriction

from programs.publication import PublicPageManager, is_current
from programs.slugs import unique_slug

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


COMMENTS = "comments"  # remarks at the desk, no part of the page


class PortalPageForm(WagtailAdminPageForm):
    """Leaves the slug to the server: what a browser makes of a Chinese title is only its digits.

    Refuses, keeping what was typed, a form that was opened before somebody else saved, and an approval that brings
    changes along: what is approved is what the author submitted.
    """

    STALE = (
        "您打开这个页面之后，它又被保存过（可能是别人，也可能是您的另一个窗口）。您的内容没有保存，仍在下面的表单里。"
        "请先到“历史”里核对新版本；确认要以您的内容为准，就再保存一次，对方的版本会留在历史里。"
    )
    CHANGED = "您改动了内容，不能同时通过。请先保存草稿，再由其他审稿人通过；不想保留改动，就刷新本页后再通过。"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut a long paste off and say nothing

    def clean(self):
        cleaned_data = super().clean()
        if self.subscription is not None and self.instance.pk:  # the edit view's form, not the preview's
            if self.is_stale():
                self.add_error(None, self.STALE)
            elif self.is_approval() and self.has_changed():
                self.add_error(None, self.CHANGED)
        return cleaned_data

    def is_approval(self):
        return "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"

    def has_changed(self):
        """On approval: does the content differ? A browser gives paragraphs new keys, which is no change to readers."""
        if not self.is_approval() or not hasattr(self, "cleaned_data"):
            return super().has_changed()
        changed = [name for name in self.changed_data if name in self.cleaned_data]
        return (
            any(_as_read(self.cleaned_data[name]) != _as_read(self.initial.get(name)) for name in changed)
            or self.rows_have_changed()
        )

    def rows_have_changed(self):
        """Do by-lines or notes differ from the submitted ones? A row that was never published has no number of its
        own yet, so Django takes it for new each time; what the rows say is compared instead."""
        stored = self.instance.get_latest_revision_as_object()
        return any(
            _posted_rows(formset) != _stored_rows(formset, getattr(stored, name).all())
            for name, formset in self.formsets.items()
            if name != COMMENTS
        )

    def is_stale(self):
        """Was the page saved after this form was opened? The row is locked, so that two savers are told apart."""
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        if not loaded:
            return False
        rows = Page.objects.filter(pk=self.instance.pk)
        if connection.in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        latest, saved_at = rows.values_list("latest_revision", "latest_revision__created_at").get()
        if latest is None or self.data.get("overwrite_revision_id"):
            return latest is not None and str(latest) != loaded
        return str(latest) != loaded or self.data.get("loaded_revision_created_at") != saved_at.isoformat()

    def clean_slug(self):
        slug = self.cleaned_data.get("slug")
        if not slug and self.data.get("title"):
            slug = free_slug(self.data["title"], self.parent_page, self.instance)
        return slug


def _row_fields(formset):
    return [name for name in formset.form.base_fields if name not in {"id", "ORDER", "DELETE"}]


def _posted_rows(formset):
    if not formset.is_valid():  # the form is checked before its rows are; what is wrong is said there
        return None
    rows = [form.cleaned_data for form in formset.forms if getattr(form, "cleaned_data", None)]
    rows = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row.get("ORDER") or 0)
    return [{name: _as_read(row.get(name)) for name in _row_fields(formset)} for row in rows]


def _stored_rows(formset, children):
    return [{name: _as_read(getattr(child, name)) for name in _row_fields(formset)} for child in children]


def _as_read(value):
    """`value` without the ids and keys that editors' browsers and Wagtail put into it."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items() if key != "id"}
    if isinstance(value, (list, tuple)):
        return [_as_read(item) for item in value]
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)  # as far as the form shows
    return value if value is not None else ""


class PortalPage(Page):
    """What every page of the portal shares: the publication gate, pinyin slugs, a noindex switch."""

    is_noindex = models.BooleanField("不让搜索引擎收录", default=False)

    objects = PublicPageManager()
    base_form_class = PortalPageForm

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
