"""Many records at once: what `Record.put_on_record` does for one, in a few queries for each batch.

Each record ends with the same row, children, revision, log entries and references as the slow way gives it; a test
compares the two. What is only in here: nothing is saved one by one, so no `post_save` is sent.
"""

import uuid
from collections import defaultdict
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.signals import published

from programs.texts.cleaning import clean_row

from .addresses import left_names
from .changes import touch, written_in_bulk
from .inserts import insert_rows, insert_values
from .model import Record

BATCH = 500
CONFLICT = "“{}”在核对之后又有人改过，请重新核对。"


def put_all_on_record(records, user, note=None, progress=None):
    """Write and publish `records`, all of one model, new ones and changed ones; all of them or none.

    The caller has cleaned them. `note` is kept in a log entry of each ("records.import"). `progress(done)` is told
    after each batch. Raises ValidationError where somebody else was quicker, or a draft or a lock forbids the change.
    """
    records = list(records)
    with transaction.atomic():
        _refuse_conflicts([record for record in records if not record._state.adding], user)
        _give_slugs([record for record in records if record._state.adding])
        act = _Act(user, note)
        with written_in_bulk():
            for start in range(0, len(records), BATCH):
                _write_batch(records[start : start + BATCH], act)
                if progress:
                    progress(min(start + BATCH, len(records)))
        if records:
            touch(type(records[0]), [record.pk for record in records])


class _Act:
    """Who does all this, when, and why: the same for every record of the call."""

    def __init__(self, user, note):
        self.user, self.note = user, note


def _refuse_conflicts(existing, user):
    known = {record.pk: record.latest_revision_id for record in existing}
    pks = list(known)
    for start in range(0, len(pks), BATCH):
        model = type(existing[0])
        rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks[start : start + BATCH])
        found = {row.pk: row for row in rows.defer("search_text")}
        for record in existing[start : start + BATCH]:
            row = found.get(record.pk)
            if row is None or row.latest_revision_id != known[record.pk]:
                raise ValidationError(CONFLICT.format(record.title))
            if row.has_unpublished_changes or row.locked or not row.live:
                row.refuse_change_by(user)


def _give_slugs(new):
    if not new:
        return
    model = type(new[0])
    taken = set(model._base_manager.values_list("slug", flat=True)) | left_names(
        model.address_at("-").removesuffix("-/")
    )
    for record in new:
        if not record.slug:
            record.slug = record.free_slug(taken.__contains__)
        taken.add(record.slug)


def _write_batch(records, act):
    new = [record for record in records if record._state.adding]
    existing = [record for record in records if not record._state.adding]
    old_titles = dict(type(records[0])._base_manager.filter(pk__in=[r.pk for r in existing]).values_list("pk", "title"))
    for record in existing:
        clean_row(record)
    for record in new:
        record.live = False
    write_rows(new, is_new=True)
    _load_untouched(existing)
    write_children(existing)
    revisions = _write_revisions(records, act)
    for record in existing:
        record.prepare()
    _publish(records, existing, revisions)
    _write_log(new, existing, old_titles, revisions, act)
    _write_references(records)
    for record in records:
        published.send(sender=type(record), instance=record, revision=revisions[record.pk])


def write_rows(rows, is_new):
    """Insert or update `rows` of one model with their children and many-to-many rows."""
    if not rows:
        return
    for row in rows:
        if not isinstance(row, Record):  # which cleans itself
            clean_row(row)
        if hasattr(row, "prepare"):
            row.prepare()
    if is_new:
        insert_rows(rows)
        for row in rows:
            hold_nothing_yet(row)
    else:
        update_rows(rows)
    write_children(rows)


def update_rows(rows):
    """One UPDATE a row: a single one for all, with a branch for each row and column, takes three times as long."""
    fields = [field for field in type(rows[0])._meta.concrete_fields if not field.primary_key]
    for row in rows:
        values = {field.attname: getattr(row, field.attname) for field in fields}
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def hold_nothing_yet(row):
    """Say that what nobody gave to a new row is empty, so that nobody asks the database."""
    held = row.__dict__.setdefault("_cluster_related_objects", {})
    for name in _held_names(type(row)):
        held.setdefault(name, [])


@cache
def _held_names(model):
    """What rows of `model` may hold: children, and many-to-many choices."""
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return [*relations, *(field.name for field in get_all_child_m2m_relations(model))]


def _load_untouched(existing):
    """Load in one query each what the records hold besides what was changed: the revision contains all of it."""
    model = type(existing[0]) if existing else None
    names = {field.name: [] for field in get_all_child_m2m_relations(model)} if model else {}
    for relation in get_all_child_relations(model) if model else []:
        name = relation.get_accessor_name()
        names[name] = [f"{name}__{field.name}" for field in get_all_child_m2m_relations(relation.related_model)]
    for name, nested in names.items():
        untouched = [record for record in existing if name not in getattr(record, "_cluster_related_objects", {})]
        models.prefetch_related_objects(untouched, name, *nested)


def write_children(rows):
    """Bring the children and many-to-many rows that were changed in memory to the database."""
    if not rows:
        return
    model = type(rows[0])
    for relation in get_all_child_relations(model):
        _write_relation(rows, relation)
    for field in get_all_child_m2m_relations(model):
        _write_many_to_many(rows, field)


def _held(rows, name):
    return [row for row in rows if name in getattr(row, "_cluster_related_objects", {})]


def _write_relation(rows, relation):
    name, key = relation.get_accessor_name(), relation.field
    owners = _held(rows, name)
    if not owners:
        return
    children = []
    for owner in owners:
        for child in owner._cluster_related_objects[name]:
            setattr(child, key.name, owner)
            children.append(child)
    kept = [child.pk for child in children if child.pk]
    child_model = relation.related_model
    child_model._base_manager.filter(**{f"{key.name}__in": owners}).exclude(pk__in=kept).delete()
    write_rows([child for child in children if child.pk is None], is_new=True)
    write_rows([child for child in children if child.pk in set(kept)], is_new=False)


def _write_many_to_many(rows, field):
    owners = _held(rows, field.name)
    if not owners:
        return
    through, source, target = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    through._base_manager.filter(**{f"{source}__in": owners}).delete()
    pairs = [(owner.pk, other.pk) for owner in owners for other in owner._cluster_related_objects[field.name]]
    insert_values(through, (f"{source}_id", f"{target}_id"), pairs)


def _write_revisions(records, act):
    content_type, base = records[0].get_content_type(), records[0].get_base_content_type()
    now = timezone.now()
    revisions = [
        Revision(
            content_type=content_type,
            base_content_type=base,
            object_id=str(record.pk),
            created_at=now,
            user=act.user,
            object_str=str(record),
            content=record.serializable_data(),
        )
        for record in records
    ]
    insert_rows(revisions)
    return {record.pk: revision for record, revision in zip(records, revisions, strict=True)}


def _publish(records, existing, revisions):
    now, model = timezone.now(), type(records[0])
    for record in records:
        record.live, record.expired, record.has_unpublished_changes = True, False, False
        record.latest_revision = record.live_revision = revisions[record.pk]
        record.first_published_at = record.first_published_at or now
        record.last_published_at = record.updated_at = now
    if existing:
        update_rows(existing)
    rows = model._base_manager.filter(pk__in=[record.pk for record in records if record not in set(existing)])
    newest = Revision.objects.filter(
        base_content_type=records[0].get_base_content_type(), object_id=Cast(models.OuterRef("pk"), models.CharField())
    ).order_by("-pk")
    rows.update(
        live=True,
        first_address=Concat(models.Value(model.address_at("-").removesuffix("-/")), "slug", models.Value("/")),
        first_published_at=now,
        last_published_at=now,
        updated_at=now,
        latest_revision=models.Subquery(newest.values("pk")[:1]),
    )
    rows.update(live_revision=models.F("latest_revision"))


LOG = (
    "content_type_id", "object_id", "label", "action", "timestamp", "data", "uuid", "user_id", "revision_id",
    "content_changed", "deleted",
)  # fmt: skip
NO_DATA = {}


def _write_log(new, existing, old_titles, revisions, act):
    entries, now, user_id = [], timezone.now(), act.user and act.user.pk
    uuids = defaultdict(uuid.uuid4)  # one a record: a history shows one line for each act of one
    kind = ContentType.objects.get_for_model((new or existing)[0], for_concrete_model=False).pk

    def add(record, action, revision=None, data=NO_DATA, content_changed=True):
        number = revision and revision.pk
        entries.append((kind, str(record.pk), str(record), action, now, data, uuids[record.pk], user_id, number,
                        content_changed, False))  # fmt: skip

    for record in new:
        add(record, "wagtail.create")
        add(record, "wagtail.publish", revisions[record.pk])
    for record in existing:
        revision, old = revisions[record.pk], old_titles[record.pk]
        add(record, "wagtail.edit", revision)
        if renamed := {"title": {"old": old, "new": str(record)}} if old != str(record) else None:
            add(record, "wagtail.rename", revision, renamed, content_changed=False)
        add(record, "wagtail.publish", revision, renamed or NO_DATA)
    if act.note:
        for record in [*new, *existing]:
            add(record, "records.import", revisions[record.pk], act.note, content_changed=False)
    insert_values(ModelLogEntry, LOG, entries)


REFERENCE = (
    "content_type_id", "base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "model_path",
    "content_path", "content_path_hash",
)  # fmt: skip


def _write_references(records):
    """Keep Wagtail's index of who refers to what, as its signal handlers do for one object."""
    model = type(records[0])
    if not ReferenceIndex.is_indexed(model):
        return
    content_type, base = records[0].get_content_type(), records[0].get_base_content_type()
    pks = [str(record.pk) for record in records]
    ReferenceIndex.objects.filter(base_content_type=base, object_id__in=pks).delete()
    rows = [
        (content_type.pk, base.pk, str(record.pk), to_type, to_id, model_path, content_path,
         ReferenceIndex._get_content_path_hash(content_path))
        for record in records
        for to_type, to_id, model_path, content_path in set(ReferenceIndex._extract_references_from_object(record))
    ]  # fmt: skip
    insert_values(ReferenceIndex, REFERENCE, rows)
