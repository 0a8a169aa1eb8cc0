"""What a noun says about its list: which columns are read, by what one may filter, in which orders one may read."""

from dataclasses import dataclass, field
from typing import Any

TEXT_KEY_BYTES = 96  # of a name in an order; names alike that far stand by id


def text_key(text):
    """Text as an order keeps it: short bytes, so that 100,000 names fit."""
    return text.encode()[:TEXT_KEY_BYTES]


def time_key(moment):
    """A moment as an order keeps it: microseconds since 1970."""
    return round(moment.timestamp() * 1_000_000)


@dataclass(frozen=True)
class Related:
    """Rows of another table that a facet needs: `row.<name>` is the list of what `columns` hold for `row.pk`.

    `query()` gives the other table's rows, `owner` is the path from there to this record's id. With one column the
    list holds bare values, with several tuples, or what `row_type` (a namedtuple) makes of them.
    """

    name: str
    query: Any
    owner: str
    columns: tuple
    row_type: Any = None

    def read(self, ids=None):
        """Map each owner's id to its list; for the owners in `ids` alone, if given."""
        rows = self.query().exclude(**{self.owner: None})
        if ids is not None:
            rows = rows.filter(**{f"{self.owner}__in": ids})
        make, found = self.row_type._make if self.row_type else tuple, {}
        for owner, *values in rows.order_by().values_list(self.owner, *self.columns):
            found.setdefault(owner, []).append(make(values) if len(values) > 1 else values[0])
        return found


@dataclass(frozen=True)
class Facet:
    """One thing by which a list is narrowed. Values of one facet widen each other, facets narrow each other.

    `values(row)` gives the row's values: ids of terms, values of choices, or numbers. One of these says what they mean:
    `vocabulary` (a model of terms; `terms()` may narrow it to those that the public may see; with a `parent` field,
    choosing a term includes those below it), `choices` (a TextChoices), `options` (a function from all indexed values
    to a list of `Option`s, for words of several vocabularies), or `wording` and `address` (functions from a number to
    what readers see, and to what addresses say). A hidden facet is offered only once it is chosen.
    """

    name: str
    label: str
    values: Any
    vocabulary: Any = None
    terms: Any = None
    choices: Any = None
    options: Any = None
    wording: Any = str
    address: Any = str
    is_newest_first: bool = True  # order of plain numbers, such as years
    is_hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """What other pages ask of a row in no time: `values(row)` gives anything that can be a key."""

    name: str
    values: Any


@dataclass(frozen=True)
class Sort:
    """An order of the list. `key(row)` is an integer or, by `text_key`, bytes: never both in one order. Equal keys
    stand by id."""

    name: str
    label: str
    key: Any


@dataclass(frozen=True)
class Declaration:
    """Everything that the index of one noun needs to know.

    `columns` are read of each row, beside `pk`, `expire_at`, `now` and `today`; `moments(row)` lists the moments at which
    anything that is derived from the row changes (None is passed over). Where a row's values hang on other rows of the
    same table, `watches(row)` gives the ids of those on which it hung when it was read, and `dependents(ids)` asks the
    database which rows hang on `ids` now. `marks` are indexed as facets are, for `Listing.first_ids` alone: no reader
    is offered them.
    """

    model: Any
    columns: tuple
    facets: tuple
    sorts: tuple
    marks: tuple = ()
    related: tuple = ()
    moments: Any = field(default=lambda row: ())
    dependents: Any = field(default=lambda ids: ())
    watches: Any = field(default=lambda row: ())
