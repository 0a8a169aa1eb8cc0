"""The last question before a document is shown: may the public read the thing behind it at this moment?"""

from django.db.models import BigIntegerField, Value

from .registry import builder_of


def let_through(documents):
    """Those of `documents` whose things anybody may read now, in their order; one query for all kinds."""
    by_type = {}
    for document in documents:
        by_type.setdefault(document.content_type_id, []).append(document.object_id)
    public = _public(by_type)
    return [document for document in documents if (document.content_type_id, document.object_id) in public]


def _public(by_type):
    """The pairs (content type, key) of what is public, of keys by content type."""
    questions = [_question(builder, number, pks) for number, pks in by_type.items() if (builder := builder_of(number))]
    if not questions:
        return set()
    return set(questions[0].union(*questions[1:], all=True) if len(questions) > 1 else questions[0])


def _question(builder, number, pks):
    rows = builder.public_rows().filter(pk__in=pks).order_by()
    return rows.annotate(document_type=Value(number, BigIntegerField())).values_list("document_type", "pk")
