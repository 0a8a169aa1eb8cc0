"""The last question before a document is shown: may the public read the thing behind it at this moment?"""

from .registry import builder_of


def let_through(documents):
    """Those of `documents` whose things anybody may read now, in their order; a query a kind that is among them."""
    by_type = {}
    for document in documents:
        by_type.setdefault(document.content_type_id, []).append(document.object_id)
    public = {
        (content_type, pk) for content_type, pks in by_type.items() for pk in _public(builder_of(content_type), pks)
    }
    return [document for document in documents if (document.content_type_id, document.object_id) in public]


def _public(builder, pks):
    return builder.public().filter(pk__in=pks).order_by().values_list("pk", flat=True) if builder else ()
