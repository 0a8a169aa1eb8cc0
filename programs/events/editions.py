"""An event comes again: its next edition begins as a draft of the last one."""

from django.db import transaction
from wagtail.log_actions import log

from .models import Event, EventFigure, State

NOT_REPEATED = [
    "id", "pk", "slug", "first_address", "starts_at", "ends_at", "begins_at", "finishes_at", "printed_date", "is_year_inferred", "recap",
    "state", "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "created_at",
    "updated_at", "source_note", "sources", "review_by_on", "summary", "other_names",
]  # fmt: skip


ROWS_NOT_REPEATED = ["attachments"]
DIGITS = "零一二三四五六七八九"


def in_chinese(number):
    """11 → 十一, as titles print it; a hundred and more are left in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    before = "" if tens < 2 else DIGITS[tens]
    return (f"{before}十" if tens else "") + (DIGITS[ones] if ones or not tens else "")


def _copy_of(event):
    fields = [field for field in event._meta.concrete_fields if field.name not in NOT_REPEATED]
    following = Event(**{field.attname: getattr(event, field.attname) for field in fields})
    event.copy_all_child_relations(following, exclude=ROWS_NOT_REPEATED)
    return following


@transaction.atomic
def next_edition(event, user):
    """Draft and return the edition after `event`: who and where stay; dates, results, files, sources and summary do not."""
    following = _copy_of(event)
    following.state, following.live, following.has_unpublished_changes = State.PLANNED, False, True
    if event.edition:
        following.edition = event.edition + 1
        for written in (str, in_chinese):
            old, new = f"第{written(event.edition)}届", f"第{written(following.edition)}届"
            following.title = following.title.replace(old, new)
            following.short_title = following.short_title.replace(old, new)
    targets = [figure for figure in following.figures.all() if figure.basis == EventFigure.Basis.PLANNED]
    for target in targets:
        target.source = target.printed = ""  # they speak of the edition before
    following.figures.set(targets)
    following.policies.set(event.policies.all())
    following.save()
    revision = following.save_revision(user=user, clean=False)
    log(instance=following, action="wagtail.create", user=user, revision=revision, content_changed=True)
    log(instance=event, action="events.event.next_edition", user=user, data={"title": following.title})
    return Event.objects.get(pk=following.pk)
