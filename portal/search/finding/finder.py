"""Finds: one question, as an address asks it, becomes one page of answers."""

from django.http import QueryDict
from django.urls import reverse

from programs.listing.sets import set_of

from ..documents.gate import let_through
from ..documents.registry import builder_of
from ..models import SearchDocument
from ..query.cleaning import cleaned
from ..query.question import question_of
from .answer import Answer
from .findings import Correction, Findings, Found, Popular
from .matching import Match
from .pages import page_links, page_number
from .promoted import PROMOTIONS
from .providers import popular_queries
from .ranking import Ranking
from .understanding import matcher_for
from .ways import ways

PAGE_SIZE = 20
MOST_PAGES = 500  # farther than anybody reads
NEAR = 5  # documents that are shown where nothing was found
POPULAR = 8
ROUNDS = 4  # times that a page is filled again after something on it turned out to be gone
RECORDS = frozenset({"policy", "item", "company", "event"})  # kinds that get a card
NOTHING_TO_FIND = "这里面没有可以查找的文字，请换几个词。"


def find(data, *, path=None, page_size=PAGE_SIZE):
    """Return the `Findings` for `data`, a QueryDict with q, the facets' names, sort and page. No address makes it fail."""
    typed = cleaned(data.get("q", ""))
    data = data.copy()
    data["q"] = typed
    answer = Answer.to(data, path or reverse("search"), page_size)
    if not typed:
        return Findings("", False, popular=_popular(answer), parameters=answer.hidden_fields, notices=answer.notices)
    return _Finding(answer, page_number(data.get("page", ""))).findings()


def asked(text, **parameters):
    """The `data` of a question that no reader typed."""
    data = QueryDict(mutable=True)
    data["q"] = text
    for name, value in parameters.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


def _popular(answer):
    return [Popular(text, answer.address_of(text)) for text in popular_queries()[:POPULAR]]


class _Finding:
    """One question on its way to its `Findings`."""

    def __init__(self, answer, page):
        self.answer = answer
        self.matcher = matcher_for(answer.snapshot)
        self.match = self.matcher.match(question_of(answer.parameters.q))
        self.hidden = set_of()
        self.page = page
        self._show()

    # --- This page --------------------

    def _show(self):
        """Fill the page; what the gate holds back is taken out of everything, and the page filled again."""
        for _ in range(ROUNDS):
            self.match.members = self.match.members - self.hidden
            self.answer.tell(self.match.members)
            self.ranking = Ranking(self.matcher, self.match, self.answer.chosen)
            size = self.answer.page_size
            self.pages = min(MOST_PAGES, -(-self.ranking.total // size))
            self.page = max(1, min(self.page, self.pages))
            self.first = (self.page - 1) * size
            self.results, gone = self._through_the_gate(self._ids(self.first, size))
            if not gone:
                return
            self.hidden = self.hidden | set_of(gone)

    def _ids(self, start, count):
        if self.answer.is_by_date:
            return self.answer.order.first(self.ranking.members, count, skip=start)
        return self.ranking.ids(start, count)

    def _through_the_gate(self, ids):
        """(`Found`s, ids of what may no longer be shown)."""
        rows = SearchDocument.objects.public_now().filter(pk__in=ids)
        rows = rows.defer("pinyin", "folded_names", "folded_summary", "folded_body")
        by_id = {document.pk: document for document in let_through(list(rows))}
        found = [Found(by_id[pk]) for pk in ids if pk in by_id]
        return found, [pk for pk in ids if pk not in by_id]

    # --- Around it --------------------

    def findings(self):
        match, answer = self.match, self.answer
        is_empty = not match.members
        return Findings(
            query=answer.parameters.q,
            is_asked=True,
            total=self.ranking.total,
            is_exact_total=match.is_exact,
            results=self.results,
            page=self.page,
            pages=self.pages,
            first=self.first + 1 if self.results else 0,
            last=self.first + len(self.results),
            facets=answer.facets,
            chips=answer.chips,
            sorts=answer.sorts,
            steps=[] if is_empty else match.steps,
            help="" if is_empty else match.help,
            ways=ways(match.question) if self.page == 1 else [],
            notices=[*answer.notices, *([] if match.question.words else [NOTHING_TO_FIND])],
            correction=self._correction(),
            card=self._card(),
            promoted=PROMOTIONS.for_question(question_of(answer.parameters.q).folded) if self.page == 1 else [],
            terms=_terms(match.question),
            places=answer.place_names,
            near=self._near() if is_empty else [],
            popular=_popular(answer) if not self.ranking.total else [],
            url=answer.address(self.page),
            base_url=answer.address(),
            next_url=answer.address(self.page + 1) if self.page < self.pages else "",
            previous_url=answer.address(self.page - 1) if self.page > 1 else "",
            page_links=page_links(self.page, self.pages, answer.address),
            parameters=answer.hidden_fields,
        )

    def _correction(self):
        text = self.match.spelling
        return Correction(text, self.answer.address_of(text), self.match.is_applied) if text else None

    def _card(self):
        """The one record that the question names, if it names one alone."""
        if self.page > 1 or self.answer.is_by_date or not self.ranking.total:
            return None
        records = self.answer.snapshot.having(0, RECORDS) & self.ranking.members
        companies = self.answer.snapshot.having(0, ["company"])
        for named in (self.match.named, self.matcher.brand(self.match.question, companies)):
            if records.intersection_cardinality(named) == 1:
                return self._with_source((records & named).min())
        return None

    def _with_source(self, pk):
        found, _ = self._through_the_gate([pk])
        if not found:
            return None
        document = found[0].document
        source = builder_of(document.content_type_id).public_rows().filter(pk=document.object_id).first()
        return Found(document, source) if source else None

    def _near(self):
        """What has any of the words, where nothing has half of them."""
        members = self.matcher.any_of(self.match.question.words) - self.hidden
        if not members or self.answer.is_by_date:
            return []
        match = Match(self.match.question, members, is_mostly=True)
        ids = Ranking(self.matcher, match, self.answer.snapshot.everyone).ids(0, NEAR)
        return self._through_the_gate(ids)[0]


def _terms(question):
    """What to mark, the longest first. A word that only names were looked at for is marked there alone by its length."""
    texts = {text for word in question.words for text in word.alternatives}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))
