"""What policies, companies and events share: drafts, review, history, addresses and the line between public and internal."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.signals import class_prepared
from django.dispatch import receiver
from django.urls import reverse
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    ReferenceIndex,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from programs.texts.cleaning import clean_row
from programs.texts.recognised import Recognised

from . import changes
from .addresses import FirstAddress, is_left, leave_redirect
from .publication import PublishedWhole, current_q, is_current
from .review import restart_review
from .searching import found_by, found_by_keepers, searched
from .slugs import SLUG_LENGTH, is_reserved, sort_key, unique_slug

UNFINISHED = "unfinished-"  # how the addresses of forms begin that nobody has saved
UNSTATED = "未载"  # what a record shows where its source says nothing


class SourceBlock(blocks.StructBlock):
    """Where else the same thing is on record: a gazette, a register, a newspaper."""

    title = blocks.CharBlock(label="名称", max_length=200)
    publisher = blocks.CharBlock(label="发布单位", max_length=100, required=False)
    url = blocks.URLBlock(label="网址", required=False)
    number = blocks.CharBlock(label="对方编号", max_length=100, required=False)
    seen_on = blocks.DateBlock(label="查阅日期", required=False)

    class Meta:
        label = "外部来源"
        icon = "link-external"


def moments(noun):
    """Indexes of the rare rows that go live or expire at an hour of their own: who asks for the next of them finds it."""
    return [
        models.Index(fields=[name], name=f"{noun}_{name}", condition=models.Q(**{f"{name}__isnull": False}))
        for name in ("go_live_at", "expire_at")
    ]


class RecordQuerySet(models.QuerySet):
    def public_now(self):
        """Records that anybody may read at this moment: published, current and not kept internal."""
        return self.filter(current_q(), visibility=Record.Visibility.PUBLIC)

    def on_record(self):
        """Without the forms that somebody has begun and never saved."""
        return self.filter(is_unfinished=False)

    def for_listing(self):
        """What a list shows of a record; each noun adds its relations."""
        return self

    def for_detail(self):
        """What a record's own page shows; each noun adds its relations."""
        return self

    def matching(self, terms):
        """Records that hold every one of `terms` in their public text."""
        found = self
        for term in terms:
            found = found.filter(self.says(term))
        return found

    def says(self, term):
        """The condition that a record holds `term` in its public text."""
        return models.Q(search_text__icontains=term)

    def for_staff(self, text, with_internal=False, by_relevance=False):
        """Those that staff mean by `text`: every word of it stands in their texts or begins a word there, drafts' names
        included."""
        return searched(self, text, with_internal=with_internal, by_relevance=by_relevance)


class Record(
    FirstAddress, PublishedWhole, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin,
    index.Indexed, Recognised, ClusterableModel,
):  # fmt: skip
    """One entry of a register.

    Staff change it through revisions alone: at the Wagtail desk by its own views, everywhere else by `put_on_record`.
    """

    class Visibility(models.TextChoices):
        PUBLIC = "public", "公开"
        INTERNAL = "internal", "内部"

    # Names of fields that no page, API, search, public export or feed may read. Each noun adds its own.
    internal_fields = (
        "internal_note",
        "responsible_department",
        "responsible_person",
        "review_by_on",
        "normalised_name",
        "told_apart",
        "is_unfinished",
        "first_address",
    )
    fallback_slug = "record"

    title = models.CharField("名称", max_length=255)
    slug = models.SlugField(
        "网址名", max_length=SLUG_LENGTH, unique=True, blank=True, help_text="留空则按名称拼音自动生成。"
    )
    summary = models.TextField("摘要", blank=True, help_text="列表和搜索结果里显示的一两句话。")
    visibility = models.CharField(
        "公开范围",
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text="内部记录发布后也只有工作人员能看到。",
    )
    source_note = models.TextField("资料来源", blank=True, help_text="这条记录依据什么写成；会公开显示。")
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name="外部来源")
    internal_note = models.TextField("内部备注", blank=True, help_text="只有工作人员能看到。")
    responsible_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    review_by_on = models.DateField(
        "复核期限", null=True, blank=True, db_index=True, help_text="到这一天应再核对一次内容。"
    )
    sort_key = models.CharField(max_length=120, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True, db_index=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    search_fields = [
        *found_by("title", boost=10),
        *found_by("search_text", "slug"),
        *found_by_keepers("internal_note"),
    ]

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.address_at(self.slug)

    @classmethod
    def address_at(cls, slug):
        return reverse(cls._meta.model_name, args=[slug])

    @property
    def full_url(self):
        """The address that other sites, feeds and search engines are told."""
        return f"{settings.BASE_URL}{self.get_absolute_url()}" if self.slug else ""

    def page_context(self):
        """What the template of its public page needs beside `object`; the desk's preview shows the same of a draft."""
        return {}

    def get_preview_template(self, request, mode_name):
        return f"{self._meta.app_label}/{self._meta.model_name}_detail.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | self.page_context()

    @property
    def revisions(self):
        return self._revisions

    @property
    def is_public(self):
        """May anybody read it at this moment?"""
        return self.visibility == self.Visibility.PUBLIC and is_current(self)

    @property
    def is_draft_at_hand(self):
        """Do the children at hand differ from the stored ones? Then they alone are shown."""
        return not self.pk or bool(getattr(self, "_cluster_related_objects", {}))

    def full_clean(self, *args, **kwargs):
        clean_row(self)
        self.fill_slug()
        super().full_clean(*args, **kwargs)
        self.refuse_left_slug()

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude=exclude)
        if self.slug and "slug" not in (exclude or ()) and is_reserved(self.slug, self._meta.model_name):
            raise ValidationError({"slug": f"“{self.slug}”是网站固定页面的网址，记录用了就打不开，请换一个。"})

    def fill_slug(self):
        """Give it the address that its title makes. What is no record yet takes none from those that are."""
        if self.slug.startswith(UNFINISHED) and not self.is_unfinished:
            self.slug = ""
        if self.is_unfinished and not self.slug:
            self.slug = f"{UNFINISHED}{uuid.uuid4().hex}"
        if not self.slug and self.title:
            others = type(self)._default_manager.exclude(pk=self.pk)
            self.slug = self.free_slug(lambda slug: others.filter(slug=slug).exists() or is_left(self.address_at(slug)))

    def free_slug(self, taken):
        """A slug made of the title that is neither `taken(slug)` nor the address of one of the site's own pages."""
        name = self._meta.model_name
        return unique_slug(self.title, lambda slug: taken(slug) or is_reserved(slug, name), self.fallback_slug)

    def refuse_left_slug(self):
        """Raise ValidationError, at the field, for a new address from which readers are led to another record."""
        rows = type(self)._default_manager.filter(pk=self.pk) if self.pk else type(self)._default_manager.none()
        stored = rows.values_list("slug", flat=True).first() or ""
        if self.slug and self.slug != stored and is_left(self.get_absolute_url(), stored and self.address_at(stored)):
            raise ValidationError({"slug": "这个网址名是另一条记录用过的，旧网址还要转到那一条，请换一个。"})

    def searchable_texts(self):
        """The public words by which a reader may look for this record; each noun adds its own."""
        return [self.title, self.summary]

    def prepare(self):
        """Fill what is derived from other fields, before the row is written."""
        clean_row(self)
        self.is_unfinished = self.is_unfinished and not self.live
        self.fill_slug()
        self.sort_key = sort_key(self.title)
        self.normalised_name = self.normalised(self.title)
        self.search_text = "\n".join(text for text in self.searchable_texts() if text).lower()

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is not None:
            return super().save(*args, **kwargs)
        self.prepare()
        if self.live:
            self.keep_first_address(self.get_absolute_url())
        before = self.published_address()
        super().save(*args, **kwargs)
        if before and before != self.get_absolute_url():
            leave_redirect(before, self.get_absolute_url())

    def published_address(self):
        """Where readers find the stored row now, whatever has changed in memory since; None for what they cannot find."""
        stored = type(self)._default_manager.only("slug", "visibility", "live", "expire_at", "go_live_at")
        row = stored.filter(pk=self.pk).first() if self.pk and not self._state.adding else None
        return row.get_absolute_url() if row and row.is_public else None

    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        if self.pk and self.workflow_in_progress:
            overwrite_revision = None  # what is being reviewed does not change under the reviewer's eyes
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        restart_review(self, revision, user)
        return revision

    def refuse_change_by(self, user):
        """Raise ValidationError where a change from outside the Wagtail desk would bury a draft, put back what was
        taken off the site, or pass by a lock."""
        if not self.pk:
            return
        if self.has_unpublished_changes and self.latest_revision_id:
            raise ValidationError(
                f"“{self.title}”有尚未发布的草稿，请先在台账工作台发布或放弃草稿，再在这里修改。", "draft"
            )
        if not self.live and self.latest_revision_id:
            raise ValidationError(f"“{self.title}”没有发布，请在台账工作台修改。", "not_live")
        lock = self.get_lock()
        if lock and (user is None or lock.for_user(user)):
            raise ValidationError(f"“{self.title}”已被锁定，请先在台账工作台解锁，再在这里修改。", "locked")

    def put_on_record(self, user, action="wagtail.edit", is_new=None):
        """Write this record's present fields and children as a revision and publish it: the way of every change
        that does not come from the Wagtail desk. All or nothing. `is_new` for a row that the caller has just written.

        Raises ValidationError for a record that has an unpublished draft, that is locked, or that is wrong.
        """
        with transaction.atomic():
            is_new = self._state.adding if is_new is None else is_new
            if not is_new:
                type(self)._default_manager.select_for_update(of=("self",)).get(pk=self.pk).refuse_change_by(user)
            self.full_clean()
            if self._state.adding:
                self.live = False
                self.save()
            if is_new:
                log(instance=self, action="wagtail.create", user=user, content_changed=True)
            revision = self.save_revision(user=user, log_action=False if is_new else action, clean=False)
            revision.publish(user=user, skip_permission_checks=True)
            self.refresh_from_db()
            if ReferenceIndex.is_indexed(type(self)):  # Wagtail's own handler runs before children are deleted
                ReferenceIndex.create_or_update_for_object(type(self)._default_manager.get(pk=self.pk))
        return revision


@receiver(class_prepared)
def follow_register(sender, **kwargs):
    if issubclass(sender, Record):
        changes.follow(sender)
