"""What a page or an answer of the API says of each thing that was found."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Value

from news.models import SectionPage
from programs.taxonomy.models import Sector, Topic

from .marks import marked
from .models import SearchDocument
from .snippets import NO_FOLDS, Folds, is_printed, snippet_of

VOCABULARIES = {"section": (SectionPage, "title"), "topic": (Topic, "name"), "sector": (Sector, "name")}
CARD_TEMPLATES = {
    "company": "components/company_row.html",
    "policy": "components/policy_row.html",
    "event": "components/event_row.html",
    "item": "search/item_row.html",
}


@dataclass(frozen=True)
class Row:
    """One result: its title and the best of its text as Pieces, the names of its section or subjects, its place in the
    whole list from 1 (None outside of the list)."""

    document: Any
    title: list
    snippet: list
    places: list
    position: int | None = None


def rows(found, terms, first=None):
    """Rows for `Found`s; `first` is the place of the first of them. One query for the names, and
    one for texts that are printed otherwise than they were asked."""
    documents = [one.document for one in found]
    names, folds = _place_names(documents), _folds(documents, terms)
    return [
        Row(
            document,
            marked(document.title, terms),
            snippet_of(document, terms, folds.get(document.pk, NO_FOLDS)),
            _places(document, names),
            None if first is None else first + number,
        )
        for number, document in enumerate(documents)
    ]


def _folds(documents, terms):
    """The folded texts of those documents that print nothing as it was asked: in one query, seldom needed."""
    otherwise = [document.pk for document in documents if not is_printed(document, terms)]
    if not otherwise or not terms:
        return {}
    texts = SearchDocument.objects.filter(pk__in=otherwise).values_list("pk", "folded_summary", "folded_body")
    return {pk: Folds(summary, body) for pk, summary, body in texts}


def _first_key(document):
    """The section, topic or sector that says most of where a document stands."""
    for noun in VOCABULARIES:
        for key in document.topics:
            if key.startswith(f"{noun}:"):
                return key
    return None


def _place_names(documents):
    """Map the first key of each document to its name: one query for all vocabularies."""
    wanted = {}
    for document in documents:
        if key := _first_key(document):
            noun, _, pk = key.partition(":")
            wanted.setdefault(noun, set()).add(int(pk))
    named = [_named(noun, *VOCABULARIES[noun], pks) for noun, pks in wanted.items()]
    rows = named[0].union(*named[1:], all=True) if len(named) > 1 else named[0] if named else ()
    return {f"{noun}:{pk}": name for noun, pk, name in rows}


def _named(noun, model, field, pks):
    terms = model._default_manager.filter(pk__in=pks).order_by()
    return terms.annotate(noun=Value(noun, CharField()), said=F(field)).values_list("noun", "pk", "said")


def _places(document, names):
    name = names.get(_first_key(document))
    return [name] if name else []


def card_of(found):
    """(record, template) for the one record that was named, with what its row shows; (None, "") where there is none."""
    template = CARD_TEMPLATES.get(found.document.kind) if found else None
    if not template:
        return None, ""
    if found.document.kind == "item":
        return found.source, template
    record = type(found.source)._default_manager.public_now().for_listing().filter(pk=found.source.pk).first()
    return record, template if record else ""


@dataclass(frozen=True)
class ShownPromotion:
    title: list
    url: str
    note: str


def promotions(promoted, terms):
    return [ShownPromotion(marked(one.title, terms), one.url, one.note) for one in promoted]


def text_of(row_pieces):
    """The same without marks."""
    return "".join(one.text for one in row_pieces)
