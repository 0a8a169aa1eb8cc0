"""From what a builder says to the row that is searched: folded, dated, and with a digest that tells whether it changed."""

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ..models.document import SearchDocument
from ..text import with_spellings
from .pinyin import sounds_of
from .version import VERSION

LONGEST_URL = SearchDocument._meta.get_field("url").max_length
LONGEST_TITLE = SearchDocument._meta.get_field("title").max_length
COLUMNS = [
    field.name
    for field in SearchDocument._meta.concrete_fields
    if field.name not in ("id", "content_type", "object_id", "updated_at", "digest")
]


def document_of(model, built, now):
    """The unsaved row for `built`."""
    names, summary, body = "\n".join(built.names), "\n".join(built.summary), "\n".join(built.body)
    document = SearchDocument(
        kind=built.kind,
        content_type=ContentType.objects.get_for_model(model),
        object_id=built.pk,
        dated_at=built.dated_at,
        year=timezone.localtime(built.dated_at).year if built.dated_at else None,
        validity=built.validity,
        validity_text=built.validity_text,
        weight=built.weight,
        expire_at=built.expire_at,
        stale_at=min((one for one in [*built.moments, built.expire_at] if one and one > now), default=None),
        topics=built.topics,
        towns=built.towns,
        url=built.url[:LONGEST_URL],
        title=built.title[:LONGEST_TITLE],
        numbers="\n".join(built.numbers),
        names=names,
        pinyin=sounds_of(built.names),
        folded_names=with_spellings("\n".join([names, *built.numbers])),
        summary=summary,
        folded_summary=with_spellings(summary),
        body=body,
        folded_body=with_spellings(body),
        updated_at=now,
    )
    document.digest = _digest(document)
    return document


def _digest(document):
    said = [VERSION, *(getattr(document, name) for name in COLUMNS)]
    return hashlib.blake2b(json.dumps(said, default=str).encode(), digest_size=16).hexdigest()
