"""Which files readers may know of: pictures that something public uses, and nothing from a private collection. Whoever
has public things registers them here, and so does who lets somebody in to what is not public."""

from functools import reduce
from itertools import chain
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Cast
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from .indexing import note_references_of

BATCH = 500  # rows that one query asks about

_public_rows = {}
_doors = []


def register_public(model, rows):
    """Say that `rows()` are those of `model` that the public sees now. `model` is where the reference index files them:
    for every kind of page that is Wagtail's Page."""
    _public_rows[model] = rows
    note_references_of(model)


def register_door(door):
    """`door(request, file)` says whether whoever asks reads something, not public, that shows `file`."""
    _doors.append(door)


def references_to(model):
    """The rows of the reference index that lead to pictures or attachments, as `model` says."""
    return ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))


def is_shown_in_public(model, path="pk"):
    """The condition that something public refers to a file of `model`, as a subquery. `path` leads from the row asked
    about to the file's number.

    Each file costs a few look-ups by index, however many files and pages there are.
    """
    references = references_to(model).filter(to_object_id=Cast(OuterRef(path), CharField(max_length=255)))
    return reduce(or_, (Exists(_from_public(references, source, rows)) for source, rows in _public_rows.items()))


def _from_public(references, source, rows):
    public = rows().filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    return references.filter(Exists(public), base_content_type=ContentType.objects.get_for_model(source))


def seen_by_public(pictures):
    """Those of `pictures` that something public refers to, and that are in no private collection."""
    return pictures.filter(is_shown_in_public(pictures.model)).exclude(is_in_private_collection())


def is_in_private_collection(path="collection__path"):
    """The condition that a file lies in a private collection or below one, as a subquery: nobody asks for the
    restrictions first. `path` leads from the row asked about to its file's collection."""
    path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(CollectionViewRestriction.objects.alias(below=path).filter(below__startswith=F("collection__path")))


def is_private(collection):
    """Is `collection` closed to some readers, by itself or by one above it?"""
    return collection.get_view_restrictions().exists()


def is_for_staff(file):
    """Whether things use `file` (a picture, an attachment) and the public sees none of them now."""
    references = references_to(type(file)).filter(to_object_id=str(file.pk))
    return references.exists() and not public_users(type(file), [file.pk])


def is_let_in(request, file, policy, with_doors=True):
    """May whoever asks have `file`, which is not for every reader? The desk may, by its `policy` of permissions, and who
    reads what shows it: nobody, of what lies in a private collection."""
    if policy.user_has_any_permission_for_instance(request.user, ["add", "change", "choose"], file):
        return True
    return with_doors and any(door(request, file) for door in _doors)


def public_users(model, pks):
    """Map each of `pks` of `model` (pictures, attachments, whatever the index follows) to the public things that refer
    to it, in an order of no meaning. As many queries for many as for one. Says nothing of private collections: see
    `seen_by_public`."""
    references = references_to(model).filter(to_object_id__in=[str(pk) for pk in pks])
    found = {}
    for source, rows in _public_rows.items():
        pairs = set(
            references.filter(base_content_type=ContentType.objects.get_for_model(source))
            .order_by()
            .values_list("to_object_id", "object_id")
        )
        public = {str(row.pk): row for row in rows().filter(pk__in={user for _, user in pairs})} if pairs else {}
        for target, user in sorted(pairs):
            if user in public:
                found.setdefault(int(target), []).append(public[user])
    return found


def public_places(*files):
    """(name, address) of every public place that uses one of `files`, querysets of one kind each: sorted, each once."""
    users = []
    for one_kind in files:
        pks = list(one_kind.filter(is_shown_in_public(one_kind.model)).values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            users += chain.from_iterable(public_users(one_kind.model, pks[start : start + BATCH]).values())
    return places_of(users)


def places_of(rows):
    """(name, address) of public things: sorted, each once."""
    return tuple(sorted({_place(row) for row in rows}))


def _place(row):
    if isinstance(row, Page):
        return f"{row.specific_class._meta.verbose_name}《{row.title}》", row.url or ""
    if hasattr(row, "get_absolute_url"):
        return f"{row._meta.verbose_name}《{row}》", row.get_absolute_url()
    return str(row._meta.verbose_name), "/"  # a site's settings are seen on each of its pages
