"""Take a whole import back: the draft, and what it made that nobody else uses. Original and ledger stay."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import LogContext, log
from wagtail.models import ReferenceIndex, Revision

from media.models import Picture

from ...models import ArticlePage, Contributor, ManuscriptImport
from ..errors import ManuscriptError
from .pages import page_texts

State = ManuscriptImport.State


@dataclass(frozen=True)
class TextChange:
    """A text of the page that is not as the import left it; `before` or `after` is '' where there was none."""

    before: str
    after: str


def refusals(record, user):
    """Why the import cannot be taken back, in Chinese; [] where it can."""
    page = record.page
    if record.state == State.UNDONE:
        return ["这次导入已经撤销过了。"]
    if page is None:
        return []
    reasons = []
    if page.live:
        reasons.append("文章已经发布，读者看得到。要撤下请用“下线”。")
    elif page.first_published_at:
        reasons.append("文章发布过，读者可能已经引用。它不再随导入撤销。")
    if page.workflow_in_progress:
        reasons.append("文章正在审核，请先“撤回送审”。")
    if not reasons and not page.permissions_for_user(user).can_delete():
        reasons.append("您没有删除这篇文章的权限，或者文章已锁定。")
    return reasons


def is_changed_since(record):
    page = record.page
    return bool(page and page.latest_revision_id != record.made.get("revision"))


def revisions_since(record):
    """The versions of the page that were saved after the import, newest first."""
    if not is_changed_since(record):
        return Revision.objects.none()
    return record.page.revisions.filter(pk__gt=record.made.get("revision") or 0).select_related("user").order_by("-pk")


def changes_since(record):
    """What the page's texts say now that they did not say when the import made them."""
    made = Revision.objects.filter(pk=record.made.get("revision") or 0).first()
    if not is_changed_since(record) or made is None:
        return []
    before = dict(page_texts(made.as_object()))
    after = dict(page_texts(record.page.get_latest_revision_as_object()))
    return [
        TextChange(before.get(place, ""), after.get(place, ""))
        for place in dict.fromkeys([*before, *after])
        if before.get(place) != after.get(place)
    ]


def made_beside(record):
    """The contributors and pictures that the import made and that still exist."""
    people = Contributor.objects.filter(pk__in=record.made.get("contributors", []))
    pictures = Picture.objects.filter(pk__in=record.made.get("pictures", []))
    return list(people), list(pictures)


def undo(record, user):
    """Delete what `record` made and mark it undone; return the names of what was kept because others use it.

    The caller has locked `record`. ManuscriptError, and nothing changed, where it is refused.
    """
    if reasons := refusals(record, user):
        raise ManuscriptError("".join(reasons))
    page = record.page
    with transaction.atomic(), LogContext(user=user):
        people, pictures = made_beside(record)
        said = {"import": record.pk, "title": page.title if page else ""}
        if page:
            page.delete(user=user)
        kept = [str(one) for one in people if not _take_away(one, _is_used_person)]
        kept += [str(one) for one in pictures if not _take_away(one, _is_used)]
        record.page, record.state = None, State.UNDONE
        record.version += 1
        record.save(update_fields=["page", "state", "version"])
        log(instance=record, action="news.manuscript.undo", user=user, data=said)
    return kept


def _take_away(thing, is_used):
    """Delete `thing` unless it is used; return whether it is gone."""
    if is_used(thing):
        return False
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        return False
    return True


def _is_used(thing):
    return ReferenceIndex.get_references_to(thing).exists()


def _is_used_person(person):
    """Whether somebody has completed the entry, or a story bears the name, in a draft perhaps."""
    is_completed = person.job_title or person.organisation or person.biography or person.portrait_id
    return bool(is_completed) or person.bylines.exists() or _is_used(person) or _is_in_a_draft(person)


def _is_in_a_draft(person):
    newest = ArticlePage.objects.exclude(latest_revision=None).values("latest_revision")
    drafts = Revision.objects.filter(pk__in=newest, content__icontains=f'"contributor": {person.pk}')
    return any(
        line.get("contributor") == person.pk
        for draft in drafts.iterator()
        for line in draft.content.get("bylines") or []
    )
