"""Vocabularies whose terms stand below one another: sectors and topics."""

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Value, When

INDENT = "　　"


def in_tree_order(queryset):
    """Put each term below its parent and annotate `depth`, 0 at the top; two queries for a whole vocabulary."""
    places = _places(queryset.model)
    if not places:
        return queryset.annotate(depth=Value(0))
    position = [When(pk=pk, then=Value(number)) for number, (pk, _) in enumerate(places)]
    depth = [When(pk=pk, then=Value(depth)) for pk, depth in places if depth]
    return queryset.annotate(
        depth=Case(*depth, default=Value(0), output_field=IntegerField()),
        place=Case(*position, default=Value(len(places)), output_field=IntegerField()),
    ).order_by("place")


def _places(model):
    below = {}
    for pk, parent in model._default_manager.values_list("pk", "parent_id"):  # in the model's order
        below.setdefault(parent, []).append(pk)
    places, waiting = [], [(pk, 0) for pk in reversed(below.pop(None, []))]
    while waiting:
        pk, depth = waiting.pop()
        places.append((pk, depth))
        waiting += [(child, depth + 1) for child in reversed(below.pop(pk, []))]
    return places


def indented(term):
    return f"{INDENT * getattr(term, 'depth', 0)}{term}"


def above(row):
    """Yield what `row` stands below, the nearest first, each once: parents in a ring end it."""
    met, higher = set(), row.parent
    while higher is not None and higher.pk not in met:
        met.add(higher.pk)
        yield higher
        higher = higher.parent


def refuse_ring(row):
    """Raise ValidationError, at the field, where `row` would stand below itself."""
    if row.pk and any(higher.pk == row.pk for higher in above(row)):
        label = row._meta.get_field("parent").verbose_name
        raise ValidationError({"parent": f"{label}不能是它自己，也不能是它的下级。"})


def with_descendants(term):
    """The pks of `term` and of all below it; a query for each level."""
    found, level = [term.pk], [term.pk]
    while level:
        level = list(
            type(term)._default_manager.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found += level
    return found
