"""Which files readers may know of: pictures that something public uses, and nothing from a private collection. Whoever
has public things registers them here."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import CollectionViewRestriction, ReferenceIndex

_public_rows = {}


def register_public(model, rows):
    """Say that `rows()` are those of `model` that the public sees now. `model` is where the reference index files them:
    for every kind of page that is Wagtail's Page."""
    _public_rows[model] = rows


def seen_by_public(pictures):
    """Those of `pictures` that something public refers to, and that are in no private collection.

    Each picture costs a few look-ups by index, however many pictures and pages there are.
    """
    target = ContentType.objects.get_for_model(pictures.model)
    references = ReferenceIndex.objects.filter(
        to_content_type=target, to_object_id=Cast(OuterRef("pk"), CharField(max_length=255))
    )
    is_used = Q(pk__in=[])
    for model, rows in _public_rows.items():
        source = ContentType.objects.get_for_model(model)
        public = rows().filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
        is_used |= Exists(references.filter(Exists(public), base_content_type=source))
    return pictures.filter(is_used).exclude(is_in_private_collection())


def is_in_private_collection(path="collection__path"):
    """The condition that a file lies in a private collection or below one, as a subquery: nobody asks for the
    restrictions first. `path` leads from the row asked about to its file's collection."""
    path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(CollectionViewRestriction.objects.alias(below=path).filter(below__startswith=F("collection__path")))


def is_for_staff(file):
    """Whether things use `file` (a picture, an attachment) and the public sees none of them now."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(type(file)), to_object_id=str(file.pk)
    )
    return references.exists() and not public_users(type(file), [file.pk])


def public_users(model, pks):
    """Map each of `pks` of `model` (pictures, attachments) to the public things that refer to it, in an order of no
    meaning. As many queries for many as for one. Says nothing of private collections: see `seen_by_public`."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(pk) for pk in pks]
    )
    found = {}
    for source, rows in _public_rows.items():
        pairs = set(
            references.filter(base_content_type=ContentType.objects.get_for_model(source))
            .order_by()
            .values_list("to_object_id", "object_id")
        )
        public = {str(row.pk): row for row in rows().filter(pk__in={user for _, user in pairs})}
        for target, user in sorted(pairs):
            if user in public:
                found.setdefault(int(target), []).append(public[user])
    return found
