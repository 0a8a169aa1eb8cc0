"""Writes documents: what is public gets its row, what is not loses it, what did not change is left alone."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from media.changed_rows import note
from media.models import Attachment

from ..models.attachment import AttachmentUse
from ..models.document import SearchDocument
from ..models.upkeep import PendingDocument
from .folded import document_of
from .text_index import INDEX

BATCH = 200


@dataclass
class Outcome:
    """How many things were looked at, and what became of their documents."""

    written: int = 0
    removed: int = 0
    same: int = 0

    def __add__(self, other):
        return Outcome(self.written + other.written, self.removed + other.removed, self.same + other.same)

    @property
    def looked_at(self):
        return self.written + self.removed + self.same


def refresh(builder, pks):
    """Make the documents of `pks` of that builder's model say what the public may read now. All or nothing; as many
    queries for many as for one."""
    pks, now, outcome = sorted(set(pks)), timezone.now(), Outcome()
    with transaction.atomic():
        for start in range(0, len(pks), BATCH):
            outcome += _refresh(builder, pks[start : start + BATCH], now)
    return outcome


def _refresh(builder, pks, now):
    made = builder.build(pks)
    stored = {
        pk: (number, digest)
        for pk, number, digest in SearchDocument.objects.of(builder.model, pks).values_list("object_id", "pk", "digest")
    }
    documents = [document_of(builder.model, built, now) for built in made.values()]
    changed = [one for one in documents if stored.get(one.object_id, (0, ""))[1] != one.digest]
    _write(changed, stored)
    _delete([number for pk, (number, _) in stored.items() if pk not in made])
    if missing := [pk for pk in pks if pk not in made]:
        _keep_in_mind(builder, missing, now)
    if builder.model is Attachment:
        _write_uses(made, pks)
    gone = sum(pk not in made for pk in stored)
    return Outcome(len(changed), gone, len(pks) - len(changed) - gone)


def _write(documents, stored):
    """A row keeps its number as long as its thing is public: where it stands in memory and in the index."""
    for document in documents:
        document.pk = stored.get(document.object_id, (None,))[0]
    if documents:
        INDEX.write(documents)
        note(SearchDocument, [document.pk for document in documents])


def _delete(ids):
    if ids:
        INDEX.delete(ids)
        note(SearchDocument, ids)


def remove(model, pks):
    """Take the documents of those rows of `model` away: they were taken down or deleted."""
    _delete(list(SearchDocument.objects.of(model, pks).values_list("pk", flat=True)))


def hide(documents, now=None):
    """Let `documents` not be found from this moment, in one statement however many they are; what becomes of each is
    seen later. The caller asks for that."""
    now = now or timezone.now()
    note(SearchDocument, documents.order_by().values_list("pk", flat=True))
    return documents.update(expire_at=now, updated_at=now, digest="")


def _keep_in_mind(builder, pks, now):
    """What becomes public by itself at an hour to come is looked at then."""
    content_type = ContentType.objects.get_for_model(builder.model)
    coming = builder.arrivals(pks, now)
    if not coming:
        return
    known = PendingDocument.objects.filter(content_type=content_type, object_id__in=[pk for pk, _ in coming])
    known = set(known.values_list("object_id", "due_at"))
    PendingDocument.objects.bulk_create(
        PendingDocument(content_type=content_type, object_id=pk, due_at=moment)
        for pk, moment in coming
        if (pk, moment) not in known
    )


def _write_uses(made, pks):
    """Remember which public things show the attachments `pks`."""
    wanted = {
        (pk, ContentType.objects.get_for_model(model).pk, user)
        for pk, built in made.items()
        for model, user in built.uses
    }
    rows = AttachmentUse.objects.filter(attachment__in=pks)
    stored = {tuple(row): number for number, *row in rows.values_list("pk", "attachment", "content_type", "object_id")}
    AttachmentUse.objects.filter(pk__in=[number for row, number in stored.items() if row not in wanted]).delete()
    AttachmentUse.objects.bulk_create(
        (
            AttachmentUse(attachment_id=pk, content_type_id=content_type, object_id=user)
            for pk, content_type, user in sorted(wanted - set(stored))
        ),
        ignore_conflicts=True,
    )
