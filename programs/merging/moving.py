"""The merge itself, shared by terms and companies. Whoever calls `merging` holds the transaction."""

from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, ModelLogEntry, Page, ReferenceIndex, Revision, RevisionMixin

from programs.records.changes import touch

from .contents import Replacement, may_hold
from .references import move_generic_keys, owner_of, references_to

MERGED = "programs.merge"  # on the lost row: what it was merged into
TOOK_IN = "programs.take_in"  # on the kept row: what was merged into it


class AlreadyMerged(ValidationError):
    """The lost row is gone: somebody, perhaps the same double click, merged it before."""

    def __init__(self, message, kept=None):
        super().__init__(message)
        self.kept = kept


def merged_into(model, pk):
    """The row of `model` that the lost row `pk` was merged into, or None. Merges of merged rows are followed."""
    seen = set()
    while pk is not None and pk not in seen:
        seen.add(pk)
        entry = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id=str(pk), action=MERGED
        ).first()
        pk = entry.data["kept"]["id"] if entry else None
        if found := model._default_manager.filter(pk=pk).first():
            return found
    return None


@contextmanager
def merging(model, lost_pk, kept_pk):
    """One transaction with both rows locked, always in the order of their numbers. Yields (lost, kept).

    Raises AlreadyMerged when the lost row is gone, and ValidationError when the two cannot be merged.
    """
    if lost_pk == kept_pk:
        raise ValidationError("不能合并到它自己，请选另一条。")
    with transaction.atomic():
        rows = model._default_manager.select_for_update(of=("self",)).order_by("pk")
        found = {row.pk: row for row in rows.filter(pk__in=[lost_pk, kept_pk])}
        if lost_pk not in found:
            kept = merged_into(model, lost_pk)
            raise AlreadyMerged(f"已经合并到“{kept}”，不必再合并。" if kept else "要合并的一条已经不在了。", kept)
        if kept_pk not in found:
            raise ValidationError("要保留的一条已经不在了，请另选。")
        lost, kept = found[lost_pk], found[kept_pk]
        refuse_own_descendant(lost, kept)
        yield lost, kept


def refuse_own_descendant(lost, kept):
    if not hasattr(lost, "parent_id"):
        return
    seen, above = set(), kept.parent_id
    while above is not None and above not in seen:
        if above == lost.pk:
            raise ValidationError(f"“{kept}”在“{lost}”的下级，不能把上级合并到自己的下级。请先改上下级，或反过来合并。")
        seen.add(above)
        above = type(lost)._base_manager.filter(pk=above).values_list("parent_id", flat=True).first()


def move_references(lost, kept, user):
    """Point at `kept` whatever points at `lost`: columns, stories and every revision, drafts included. Each record
    that changed gets a revision of `user`'s; a draft stays a draft. Returns the number of records changed."""
    owners = _owners(lost)
    for reference in references_to(type(lost)):
        reference.move(lost, kept)
    move_generic_keys(lost, kept)
    replacement = Replacement(type(lost), lost.pk, kept.pk)
    for model in apps.get_models():
        if changed := replacement.in_stories(model):
            owner, path = owner_of(model)
            pks = model._base_manager.filter(pk__in=changed).values_list(path or "pk", flat=True)
            owners.setdefault(owner, set()).update(pks)
        if issubclass(model, RevisionMixin) and may_hold(model, type(lost)):
            owners.setdefault(model, set()).update(replacement.in_revisions(model))
    owners.setdefault(type(lost), set()).difference_update({lost.pk, kept.pk})
    count = 0
    for model in sorted(owners, key=lambda model: model._meta.label):
        for row in model._default_manager.select_for_update(of=("self",)).filter(pk__in=owners[model]).order_by("pk"):
            write_history(row, user)
            count += 1
        touch(model, owners[model])
    return count


def _owners(lost):
    owners = {}
    for reference in references_to(type(lost)):
        if not reference.is_part:
            owners.setdefault(reference.owner, set()).update(reference.owners(lost.pk))
    return owners


def write_history(row, user, *, is_draft=None):
    """Save what is derived from a row's references, and the present state as a revision of `user`'s; where a draft
    waits, the draft's state instead, which stays unpublished and keeps its appointed hour. `is_draft=False` says that
    the row itself holds the newest state."""
    if isinstance(row, Page):
        ReferenceIndex.create_or_update_for_object(row)  # a page is saved by its editors' actions alone
    else:
        row.save()
    if not isinstance(row, RevisionMixin):
        log(instance=row, action="wagtail.edit", user=user, content_changed=True)
        return
    latest = row.latest_revision
    if is_draft is None:
        is_draft = latest and getattr(row, "has_unpublished_changes", False)
    if is_draft:
        due = latest.approved_go_live_at
        Revision.objects.filter(pk=latest.pk).update(approved_go_live_at=None)
        latest.as_object().save_revision(user=user, approved_go_live_at=due, log_action="wagtail.edit", clean=False)
        return
    revision = row.save_revision(user=user, log_action="wagtail.edit", clean=False)
    if isinstance(row, DraftStateMixin):
        live = revision if row.live else None
        type(row)._base_manager.filter(pk=row.pk).update(live_revision=live, has_unpublished_changes=not row.live)


def drafts_naming(row):
    """Records whose unpublished draft names `row`: a merge changes the draft too, and leaves it a draft."""
    replacement = Replacement(type(row), row.pk, -1)
    return [
        draft
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and may_hold(model, type(row))
        for draft in model._default_manager.filter(has_unpublished_changes=True).select_related("latest_revision")
        if draft.latest_revision and replacement.in_data(model, draft.latest_revision.content) != _content(draft)
    ]


def _content(draft):
    return draft.latest_revision.content


def log_merge(lost, kept, user):
    """Write on both rows' histories what became of the lost one; call it while the lost row still exists."""
    log(instance=lost, action=MERGED, user=user, data={"kept": {"id": kept.pk, "title": str(kept)}}, deleted=True)
    log(instance=kept, action=TOOK_IN, user=user, data={"lost": {"id": lost.pk, "title": str(lost)}})
