"""What a page or an answer of the API says of each thing that was found."""

from dataclasses import dataclass
from typing import Any

from programs.events.models import State
from programs.policies.claims import COMING, OPEN, offer_of
from programs.policies.models import PolicyItem, Validity

from .marks import marked
from .models import SearchDocument
from .snippets import NO_FOLDS, Folds, is_printed, says, snippet, snippet_of

ITEM = SearchDocument.Kind.ITEM
OF_POLICY = "出自："  # as documents begin the line that names it

STATES = {str(state.label): state.value for states in (State, Validity) for state in states}
STATES |= {"受理中": OPEN, "尚未开始受理": COMING, "已截止": State.ENDED.value}

CARD_TEMPLATES = {
    "company": "components/company_row.html",
    "policy": "components/policy_row.html",
    "event": "components/event_row.html",
    "item": "search/item_row.html",
}


@dataclass(frozen=True)
class Row:
    """One result: its title and the best of its text as Pieces, the names of its section or subjects, its place in the
    whole list from 1 (None outside of the list), what may be had and until when (of items)."""

    document: Any
    title: list
    snippet: list
    places: list
    position: int | None = None
    offer: str = ""

    @property
    def state(self):
        """What its mark is coloured by: as on the thing's own page."""
        return STATES.get(self.document.validity_text, self.document.validity)


def rows(found, findings, first=None):
    """Rows for `Found`s of `findings`; `first` is the place of the first of them. A query for what items offer, and one for
    texts that are printed otherwise than they were asked."""
    documents, terms = [one.document for one in found], findings.terms
    folds, items = _folds(documents, terms), _items(documents)
    return [
        Row(
            document,
            marked(document.title, terms),
            _snippet(document, items.get(document.pk), terms, folds.get(document.pk, NO_FOLDS)),
            [findings.places[key] for key in document.topics if key in findings.places][:1],
            None if first is None else first + number,
            offer_of(items[document.pk]) if document.pk in items else "",
        )
        for number, document in enumerate(documents)
    ]


def without_card(shown, card, ways):
    """(`shown` without the rows of what stands above them: the card's record, where to turn; the card's place in the
    list)."""
    pk, urls = card.document.pk if card else None, {one.url for one in ways}
    place = next((row.position for row in shown if row.document.pk == pk), None)
    return [row for row in shown if row.document.pk != pk and row.document.url not in urls], place


def _snippet(document, item, terms, folds):
    """Of an item what it gives, without the name of its policy and what its row says apart; and the rest of its facts only
    where nothing else says why it was found."""
    if item:
        lines = document.summary.splitlines()
        document.summary = "\n".join(one for one in lines if not one.startswith(OF_POLICY) and one != item.amount_text)
        if document.summary and says(f"{document.title}\n{document.summary}", terms):
            return snippet(document.summary, terms)
    return snippet_of(document, terms, folds)


def _items(documents):
    """The claimable items behind those documents that are some, by the documents' keys."""
    of_items = {document.object_id: document.pk for document in documents if document.kind == ITEM}
    found = PolicyItem.objects.filter(pk__in=of_items) if of_items else ()
    return {of_items[item.pk]: item for item in found}


def _folds(documents, terms):
    """The folded texts of those documents that print nothing as it was asked: in one query, seldom needed."""
    otherwise = [document.pk for document in documents if not is_printed(document, terms)]
    if not otherwise or not terms:
        return {}
    texts = SearchDocument.objects.filter(pk__in=otherwise).values_list("pk", "folded_summary", "folded_body")
    return {pk: Folds(summary, body) for pk, summary, body in texts}


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
