"""Which files are still to be read, and reading them: one at a time, whichever scheduler is first."""

import datetime
import logging

from django.db import IntegrityError, transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from media.models import Attachment

from ...models.attachment import AttachmentText
from ...models.document import SearchDocument
from ..attachments import fingerprint
from ..keeping import changed
from .reading import Reading, read_attachment

logger = logging.getLogger(__name__)

GIVEN_UP_AFTER = datetime.timedelta(minutes=5)  # a reader that stopped in the middle: its work is done by another
TRIED_AGAIN_AFTER = datetime.timedelta(days=1)
ATTEMPTS = 3
State = AttachmentText.State


def due_attachments(now=None):
    """Those that the public finds and whose present file nobody has read yet."""
    now = now or timezone.now()
    size = Cast(Coalesce("file_size", 0), CharField())
    version = Concat(size, Value(":"), "file_hash", Value(":"), Cast("file", CharField()), output_field=CharField())
    found = SearchDocument.objects.filter(kind=SearchDocument.Kind.ATTACHMENT).order_by().values("object_id")
    unread = Q(search_text__isnull=True) | ~Q(search_text__fingerprint=F("version"))
    given_up = Q(search_text__state=State.READING, search_text__read_at__lt=now - GIVEN_UP_AFTER)
    failed = Q(
        search_text__state=State.FAILED,
        search_text__attempts__lt=ATTEMPTS,
        search_text__read_at__lt=now - TRIED_AGAIN_AFTER,
    )
    rows = Attachment.objects.filter(pk__in=found).annotate(version=version)
    return rows.filter(unread | given_up | failed).order_by("pk")


def read_due(most=None):
    """Read those that are due, `most` of them at most, and put their words into the index; returns how many."""
    number = 0
    for pk in list(due_attachments().values_list("pk", flat=True)[:most]):
        number += _read(pk)
    return number


def _read(pk):
    """Read one file, unless somebody else is at it. The file is read outside of any transaction: it may take long."""
    attachment = _claim(pk)
    if attachment is None:
        return False
    try:
        reading = read_attachment(attachment)
    except Exception:
        logger.exception("Attachment %s could not be read", pk)
        reading = Reading(State.FAILED, note="读取时出错。")
    with transaction.atomic():
        rows = AttachmentText.objects.filter(attachment=pk, fingerprint=fingerprint(attachment))
        rows.update(state=reading.state, text=reading.text, note=reading.note[:255], read_at=timezone.now())
        changed(Attachment, [pk])
    return True


def _claim(pk):
    """The attachment, now marked as being read; None where another was first."""
    try:
        with transaction.atomic():
            attachment = due_attachments().filter(pk=pk).first()
            if attachment is None:
                return None
            version = fingerprint(attachment)
            old = AttachmentText.objects.select_for_update().filter(attachment=pk).first()
            attempts = old.attempts + 1 if old and old.fingerprint == version else 1
            claim = {"fingerprint": version, "state": State.READING, "attempts": attempts, "text": "", "note": ""}
            if old is None:
                AttachmentText.objects.create(attachment=attachment, **claim)
            elif not due_attachments().filter(pk=pk).exists():  # asked again: the row was locked until now
                return None
            else:
                AttachmentText.objects.filter(pk=old.pk).update(read_at=timezone.now(), **claim)
            return attachment
    except IntegrityError:
        return None
