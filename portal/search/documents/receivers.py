"""Which events of the site the index follows, each at the end of its act. Connected when the app is ready."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from media.models import Attachment
from news.models import SectionPage
from programs.policies.models import Policy, PolicyItem
from programs.records.changes import is_bulk, rows_changed
from programs.records.model import Record

from ..models.document import SearchDocument
from .dependents import SAID, attachments_of, dependents_of
from .keeping import changed, hidden_or_shown, soon, taken_down
from .pending import ask_for
from .rebuilding import request_rebuild
from .registry import BUILDERS, BY_MODEL
from .writing import remove

CONTENT = {"title", "slug", "live", "expire_at", "go_live_at", "visibility"}  # a save of anything else is bookkeeping


# --- Records and pages: published, taken down, deleted --------------------


@receiver(published)
def follow_published(sender, instance, **kwargs):
    """Of pages Wagtail tells by a signal of their own, before this one."""
    if isinstance(instance, Record) and not is_bulk():
        changed(type(instance), [instance.pk])


@receiver(unpublished)
def follow_unpublished(sender, instance, **kwargs):
    if isinstance(instance, Record):
        taken_down(type(instance), [instance.pk])


@receiver(rows_changed)
def follow_bulk(sender, pks, **kwargs):
    changed(sender, pks)


@receiver(page_published)
def follow_published_page(sender, instance, **kwargs):
    if sender is SectionPage and _reads_otherwise(instance):
        below(instance.path)
    changed(sender, [instance.pk])


def _reads_otherwise(section):
    """Has it another name or address than when its document was made? Its articles say both."""
    stored = SearchDocument.objects.of(SectionPage, [section.pk]).values_list("title", "url").first()
    return stored != (section.title, section.url)


@receiver(page_unpublished)
def follow_unpublished_page(sender, instance, **kwargs):
    taken_down(sender, [instance.pk])


def _saved(sender, instance, raw=False, created=False, update_fields=None, **kwargs):
    is_bookkeeping = update_fields is not None and CONTENT.isdisjoint(update_fields)
    is_new_draft = created and not getattr(instance, "live", True)
    if not raw and not is_bookkeeping and not is_new_draft:
        soon(sender, instance.pk)


def _to_be_deleted(sender, instance, **kwargs):
    """While the rows that name it are still there."""
    instance._search_dependents = dependents_of(sender, [instance.pk])


def _deleted(sender, instance, **kwargs):
    if sender in BY_MODEL:
        remove(sender, [instance.pk])
    for model, keys in getattr(instance, "_search_dependents", {}).items():
        for key in sorted(keys - {instance.pk} if model is sender else keys):
            soon(model, key)


# --- The tree --------------------


@receiver(post_page_move)
def follow_move(sender, instance, **kwargs):
    below(instance.path)


@receiver(page_slug_changed)
def follow_slug(sender, instance, **kwargs):
    below(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    page = Page.objects.filter(pk=instance.page_id).first()  # none where the page is deleted with all that is below it
    if page:
        below(page.path)


def below(path):
    """The page at `path` and all below it may be read by others than before, or under other addresses."""
    keys = {
        model: model.objects.filter(path__startswith=path).order_by().values_list("pk", flat=True)
        for model in BY_MODEL
        if issubclass(model, Page)
    }
    hidden_or_shown(keys)
    shown = attachments_of(Page, Page.objects.filter(path__startswith=path).order_by().values_list("pk", flat=True))
    ask_for(Attachment, sorted(shown))


@receiver([post_save, post_delete], sender=Site)
def follow_site(sender, instance, **kwargs):
    """Another root page means other addresses of all pages."""
    if SearchDocument.objects.exists():
        request_rebuild()


# --- Files --------------------


@receiver(post_save, sender=Attachment)
def follow_attachment(sender, instance, raw=False, **kwargs):
    if not raw:
        changed(Attachment, [instance.pk])


@receiver(post_delete, sender=Attachment)
def forget_attachment(sender, instance, **kwargs):
    remove(Attachment, [instance.pk])


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def follow_collection(sender, instance, **kwargs):
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection:
        inside = Attachment.objects.filter(collection__path__startswith=collection.path)
        hidden_or_shown({Attachment: inside.order_by().values_list("pk", flat=True)})


# --- Words that stand in other things' documents --------------------


def _remember(sender, instance, **kwargs):
    stored = sender._base_manager.filter(pk=instance.pk).values(*SAID[sender]).first() if instance.pk else None
    instance._search_said = stored


def _renamed(sender, instance, created=False, raw=False, **kwargs):
    before = getattr(instance, "_search_said", None)
    if before and any(getattr(instance, name) != value for name, value in before.items()):
        changed(sender, [instance.pk])


@receiver(m2m_changed, sender=Policy.supersedes.through)
def follow_supersedes(sender, instance, action, pk_set, reverse=False, **kwargs):
    """Policies that are no longer replaced hold again: only here it is known which those are."""
    pks = set()
    if action in ("post_add", "post_remove"):
        pks = {instance.pk} if reverse else pk_set
    elif action == "pre_clear":
        older = sender._base_manager.filter(from_policy=instance.pk).values_list("to_policy", flat=True)
        pks = {instance.pk} if reverse else set(older)
    for pk in sorted(pks):
        soon(Policy, pk)


def connect():
    """The signals that are the same for many models."""
    for builder in BUILDERS:
        model = builder.model
        if model is not Attachment:
            pre_delete.connect(_to_be_deleted, sender=model, dispatch_uid=f"search to be deleted {builder.name}")
            post_delete.connect(_deleted, sender=model, dispatch_uid=f"search deleted {builder.name}")
        if model not in (Attachment, PolicyItem):  # an item is saved with its policy
            post_save.connect(_saved, sender=model, dispatch_uid=f"search saved {builder.name}")
    for model in SAID:
        name = model._meta.label
        pre_save.connect(_remember, sender=model, dispatch_uid=f"search remember {name}")
        post_save.connect(_renamed, sender=model, dispatch_uid=f"search renamed {name}")
        pre_delete.connect(_to_be_deleted, sender=model, dispatch_uid=f"search to be deleted {name}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search deleted {name}")
