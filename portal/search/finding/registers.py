"""The same search for the keyword boxes of the registers and the API: all words, their synonyms, names by their sound.

Rows whose documents are still to be made, such as thousands that were just imported, are looked through themselves.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from programs.listing.keywords import Matches

from ..documents.registry import BY_MODEL
from ..documents.text_index import INDEX
from ..engine import All, Any, Phrase
from ..models import PendingDocument, SearchDocument
from ..query.question import question_of
from .matching import NAMES as NAME_COLUMNS
from .name_index import NAMES
from .objects import OBJECTS
from .sounding import sounding_words
from .understanding import understood


def matches(model, text):
    """`programs.listing.keywords.Matches` for a keyword box, or None for what has no documents or nothing to look for."""
    question = question_of(text)
    if model not in BY_MODEL or not question.words:
        return None
    names = NAMES.lately()
    question, told = understood(question, names)
    told = told[bool(question.left_out) :]  # that function words say nothing helps nobody who looks through a list
    condition = _condition(question.words)
    found = INDEX.find(condition).ids
    if not found:
        words, by_sound = sounding_words(question, names, lambda word: not INDEX.find(_condition([word])).ids)
        if by_sound:
            condition, told = _condition(words), [*told, *by_sound]
            found = INDEX.find(condition).ids
    content_type, terms = ContentType.objects.get_for_model(model), question.text.lower().split()
    looking = _Looking(model, content_type, condition, found, terms)
    return Matches(looking.ids, looking.condition, tuple(told))


def _condition(words):
    return All(*(Any(*(_phrase(word, text) for text in word.alternatives)) for word in words))


def _phrase(word, text):
    return Phrase(text, NAME_COLUMNS if word.is_name else None, is_folded=True)


@dataclass(frozen=True)
class _Looking:
    """Rows of `model` whose documents meet `wanted`, and waiting ones that hold the `terms`."""

    model: type
    content_type: ContentType
    wanted: object
    documents: list  # that meet it
    terms: list

    def ids(self):
        found, waiting = OBJECTS.of(self.content_type.pk, self.documents), dict(self._waiting())
        return found - waiting.keys() | {pk for pk, holds in waiting.items() if holds} if waiting else found

    def condition(self):
        documents = SearchDocument.objects.filter(content_type=self.content_type, pk__in=INDEX.ids_query(self.wanted))
        found = Q(pk__in=documents.order_by().values("object_id"))
        waiting = self._waiting()
        if not waiting.exists():
            return found
        return found & ~Q(pk__in=waiting.values("object_id")) | Q(pk__in=waiting.filter(holds=True).values("object_id"))

    def _waiting(self):
        """(primary key, whether it holds the terms) of rows whose documents are to be made anew."""
        rows = self.model._default_manager.public_now().filter(pk=OuterRef("object_id")).matching(self.terms)
        due = PendingDocument.objects.filter(content_type=self.content_type, due_at__lte=timezone.now())
        return due.annotate(holds=Exists(rows.order_by())).values_list("object_id", "holds")
