"""The answer to one question, as the page and the API show it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """One result, fresh from the database and through the gate: `document` is the SearchDocument; `source` is the record
    that it stands for, of the card alone."""

    document: Any
    source: Any = None


@dataclass(frozen=True)
class Correction:
    """A likelier spelling. `is_applied`: nothing was found as typed, so the results are already those of `text`."""

    text: str
    url: str
    is_applied: bool


@dataclass(frozen=True)
class Promoted:
    """Something that editors put on top for this query. `document` is None where it is no document of the search."""

    title: str
    url: str
    note: str
    document: Any = None


@dataclass(frozen=True)
class Popular:
    """A question that many have asked, or that editors propose."""

    text: str
    url: str


@dataclass(frozen=True)
class PageLink:
    """`number` of a page of results and its address; `number` is None where some are left out."""

    number: int | None
    url: str
    is_current: bool


@dataclass(frozen=True)
class Findings:
    """Everything that was found for one question, one page of it at hand.

    - `query`: the question as typed, without what cannot be seen; `is_asked`: is there anything to look for?
    - `total`, `is_exact_total` (else 约); `first`/`last`: this page's place among them, from 1; `page`, `pages`.
    - `results`: this page's rows; `card`: the one record that the query names exactly, else None, and then it is not
      left out of the results; `promoted`: at most five.
    - `facets`: `programs.listing.selection.FacetGroup`s, `chips`: its `Chip`s (keyword left out), `sorts`: as
      `Selection.sorts`, (name, label, is chosen, url).
    - `steps`: Chinese sentences, one for each way in which the question was read more widely than it was typed.
    - `help`: the one of them that helped to find what is shown, in a few words, or "".
    - `ways`: where to turn with a complaint or a question, where one asks how; as `promoted`.
    - `notices`: Chinese sentences about what was not understood (an unknown filter, a question cut short).
    - `terms`: what to mark in title and snippet, folded (`text.folding.fold`), the longest first.
    - `places`: what sections and topics are called, by the keys that documents have for them.
    - `near`, `popular`: what to show where nothing was found.
    - `url`: this page of results, `base_url`: the same without page number; `next_url`, `previous_url`: or "".
    - `parameters`: name and value of all that narrows or sorts, without `q` and page, for the form's hidden fields.
    """

    query: str
    is_asked: bool
    total: int = 0
    is_exact_total: bool = True
    results: list = field(default_factory=list)
    page: int = 1
    pages: int = 0
    first: int = 0
    last: int = 0
    facets: list = field(default_factory=list)
    chips: list = field(default_factory=list)
    sorts: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    help: str = ""
    ways: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    correction: Correction | None = None
    card: Found | None = None
    promoted: list = field(default_factory=list)
    terms: tuple = ()
    places: dict = field(default_factory=dict)
    near: list = field(default_factory=list)
    popular: list = field(default_factory=list)
    url: str = ""
    base_url: str = ""
    next_url: str = ""
    previous_url: str = ""
    page_links: list = field(default_factory=list)
    parameters: list = field(default_factory=list)


@dataclass(frozen=True)
class Suggestion:
    """One line below the box while somebody types: choosing it asks for `text`, or leads to `url` where there is one.
    `kind` is one of `SUGGESTION_KINDS`, `note` says more (the full name behind an alias)."""

    text: str
    kind: str
    url: str = ""
    note: str = ""


SUGGESTION_KINDS = {
    "query": "热门搜索",
    "article": "新闻",
    "policy": "政策",
    "item": "政策事项",
    "company": "企业",
    "event": "活动",
    "page": "页面",
    "attachment": "附件",
    "number": "文号",
    "word": "词语",
}
