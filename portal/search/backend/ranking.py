"""What comes first at a desk: what is called so, then what begins so, then what has it in its name, then the rest."""

from itertools import islice

from django.db.models import Case, FloatField, Q, Value, When

from ..engine import Phrase
from ..engine.conditions import NOTHING, settled
from ..models.entry import SearchEntry
from ..text import fold
from .asking import leaves
from .entries import ENTRIES, keys_of

MOST_WEIGHED = 6  # words of one question
HELD, NAMED, BEGUN, CALLED = 1.0, 2.0, 2.0, 4.0


def score(query, words, content_types):
    """An expression for how well a row answers `query`: more is better."""
    wanted = list(islice(leaves(query), MOST_WEIGHED))
    total = Value(0.0, output_field=FloatField())
    for text, boost in wanted:
        if len(wanted) > 1:
            total += _if(keys_of_condition(content_types, words.condition(text)), HELD * boost)
        total += _if(keys_of_condition(content_types, words.in_title(text)), NAMED * boost)
    whole = fold(" ".join(text for text, _ in wanted))
    if whole:
        named = SearchEntry.objects.filter(
            content_type__in=content_types, pk__in=ENTRIES.ids_query(Phrase(whole, ("title",), True, is_folded=True))
        )
        total += _if(named.filter(title__startswith=whole).values("object_id"), BEGUN)
        total += _if(named.filter(title=whole).values("object_id"), CALLED)
    return total


def keys_of_condition(content_types, condition):
    return None if settled(condition) == NOTHING else keys_of(content_types, condition)


def _if(keys, points):
    if keys is None:
        return Value(0.0, output_field=FloatField())
    return Case(When(Q(pk__in=keys), Value(points)), default=Value(0.0), output_field=FloatField())
