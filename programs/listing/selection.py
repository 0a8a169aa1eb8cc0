"""What a list shows for one question: rows, counts, and the addresses of all that can be asked next."""

from dataclasses import dataclass, replace
from itertools import islice

from django.utils.functional import cached_property

from .cursors import cursor_text, read_cursor
from .named_rows import in_chunks


@dataclass(frozen=True)
class FacetValue:
    """One box to tick. `url` leads to the list with this value added, or taken away where it is chosen."""

    slug: str
    label: str
    count: int
    depth: int
    is_selected: bool
    url: str


@dataclass(frozen=True)
class FacetGroup:
    name: str
    label: str
    values: list

    @property
    def selected(self):
        return [value for value in self.values if value.is_selected]


@dataclass(frozen=True)
class Chip:
    """Something that narrows the list; `url` leads to the list without it, `count` says how many rows that gives."""

    label: str
    value: str
    url: str
    count: int


class Selection:
    """The answer to one question. Made by `Listing.select`.

    - `rows`: this page's rows, from `for_listing()`, in order; `total`: how many match; `first`/`last`: this page's
      place among them, from 1.
    - `facets`: a `FacetGroup` for each facet that has anything to choose; a value's count is what choosing it alone
      within its facet would leave, given all other facets.
    - `chips`, `notices` (Chinese sentences about what was not understood), `sorts`.
    - `query`: the normalised question without a place in it, for other addresses of the same list (download, feed,
      calendar); `next_query`/`previous_query`: with a cursor, or "" at the end; `next_url`/`previous_url`/`url`.
    - `ids()`: ids of everything that matches, in order, without a query; `records()`: the rows themselves in chunks.
    """

    def __init__(self, listing, snapshot, options, parameters, notices, path, page_size):
        self.listing = listing
        self.snapshot = snapshot
        self.options = options
        self.parameters = parameters
        self._notices = notices
        self._told = ()
        self.path = path
        self.page_size = page_size

    # --- What matches --------------------

    @property
    def order(self):
        return self.snapshot.orders[self.parameters.sort]

    @property
    def notices(self):
        """What was not understood, and how keywords were read more widely than they were typed."""
        self._words  # noqa: B018 - which tells
        return [*self._notices, *self._told]

    @cached_property
    def _words(self):
        """The set that the keywords leave."""
        if not self.parameters.terms:
            return self.snapshot.everyone
        found, self._told = self.listing.matching(self.parameters)
        return found & self.snapshot.everyone

    @cached_property
    def _chosen(self):
        """The set that each facet's choice leaves; None where nothing is chosen."""
        return [
            self.snapshot.having(number, [value for option in options for value in option.covers]) if options else None
            for number, options in enumerate(self.parameters.chosen)
        ]

    def _without(self, left_out=None):
        found = self._words
        for number, chosen in enumerate(self._chosen):
            if chosen is not None and number != left_out:
                found = found & chosen  # not in place: it may be everyone
        return found

    @cached_property
    def _matching(self):
        return self._without()

    @cached_property
    def total(self):
        return len(self._matching)

    def counts(self, facet_name):
        """How many of what matches have each indexed value of that facet."""
        sets = self.snapshot.sets[self.listing.facet_number(facet_name)]
        return {value: self._matching.intersection_cardinality(members) for value, members in sets.items()}

    # --- This page --------------------

    @cached_property
    def _ids(self):
        size, order = self.page_size, self.order
        if place := self._place(self.parameters.before):
            found = order.last(self._matching, size, place)
            return found if len(found) == size else order.first(self._matching, size)
        after = self._place(self.parameters.after, is_after=True)
        return order.first(self._matching, size, after) or order.last(self._matching, size)

    def _place(self, text, is_after=False):
        cursor = read_cursor(text, self.order.is_number) if text else None
        return (cursor[0], cursor[1] + is_after) if cursor else None

    @cached_property
    def rows(self):
        rows = self.listing.public_rows(self._ids)
        if len(rows) < len(self._ids):
            self._ask_again(set(self._ids) - {row.pk for row in rows})
            rows = self.listing.public_rows(self._ids)
        return rows

    def _ask_again(self, gone):
        """Rows are no longer public that the index still had: let it read them again, and answer from that."""
        self.snapshot = self.listing.index.snapshot(suspects=gone)
        for name in (
            *("_words", "_chosen", "_matching", "total", "_ids", "first"),
            *("facets", "chips", "single_conditions"),
        ):
            self.__dict__.pop(name, None)

    @cached_property
    def first(self):
        return self.order.count_before(self._matching, self._place_of(self._ids[0])) + 1 if self._ids else 0

    @property
    def last(self):
        return self.first + len(self._ids) - 1 if self._ids else 0

    def _place_of(self, pk):
        return self.order.key_of(pk), pk

    @property
    def next_query(self):
        if not self._ids or self.last >= self.total:
            return ""
        return self.parameters.query(after=cursor_text(*self._place_of(self._ids[-1])))

    @property
    def previous_query(self):
        if self.first <= 1:
            return ""
        return self.parameters.query(before=cursor_text(*self._place_of(self._ids[0])))

    # --- Addresses --------------------

    def _address(self, query):
        return f"{self.path}?{query}" if query else self.path

    @property
    def query(self):
        return self.parameters.query()

    @property
    def url(self):
        return self._address(self.query)

    @property
    def next_url(self):
        return self._address(self.next_query) if self.next_query else ""

    @property
    def previous_url(self):
        return self._address(self.previous_query) if self.previous_query else ""

    @property
    def is_first_page(self):
        return not self.previous_query

    @property
    def is_filtered(self):
        return self.parameters.is_filtered

    @property
    def q(self):
        return self.parameters.q

    @property
    def sorts(self):
        """Each order as (name, label, is chosen, url)."""
        chosen = self.parameters.sort
        return [
            (sort.name, sort.label, number == chosen, self._address(replace(self.parameters, sort=number).query()))
            for number, sort in enumerate(self.parameters.sorts)
        ]

    @property
    def sort_name(self):
        """The chosen order, or "" for the one that holds anyway."""
        return self.parameters.sorts[self.parameters.sort].name if self.parameters.sort else ""

    # --- What can be asked next --------------------

    @cached_property
    def facets(self):
        groups = []
        for number, facet in enumerate(self.parameters.facets):
            if facet.is_hidden and not self.parameters.chosen[number]:
                continue
            others = self._without(number)
            values = [
                value for option in self.options.by_facet[number] if (value := self._value(number, option, others))
            ]
            if values:
                groups.append(FacetGroup(facet.name, facet.label, values))
        return groups

    def _value(self, number, option, others):
        is_selected = option in self.parameters.chosen[number]
        count = others.intersection_cardinality(self.snapshot.having(number, option.covers))
        if not count and not is_selected:
            return None
        change = self.parameters.without_option if is_selected else self.parameters.with_option
        url = self._address(change(number, option).query())
        return FacetValue(option.slug, option.label, count, option.depth, is_selected, url)

    @cached_property
    def chips(self):
        chips = []
        if self.q:
            rest = self.snapshot.everyone
            for chosen in self._chosen:
                rest = rest if chosen is None else rest & chosen
            chips.append(self._chip("关键词", self.q, self.parameters.without_words(), rest))
        for number, option in self._options_chosen():
            kept = [value for one in self.parameters.chosen[number] if one != option for value in one.covers]
            rest = self._without(number)
            rest = rest & self.snapshot.having(number, kept) if kept else rest
            label = self.parameters.facets[number].label
            chips.append(self._chip(label, option.label, self.parameters.without_option(number, option), rest))
        return chips

    @cached_property
    def single_conditions(self):
        """Chips that lead to the list with that one condition alone: the way on where dropping one is not enough."""
        nothing = replace(self.parameters, chosen=tuple([] for _ in self.parameters.facets), q="")
        chips = [self._chip("关键词", self.q, replace(nothing, q=self.q), self._words)] if self.q else []
        for number, option in self._options_chosen():
            label, having = self.parameters.facets[number].label, self.snapshot.having(number, option.covers)
            having = having & self.snapshot.everyone
            chips.append(self._chip(label, option.label, nothing.with_option(number, option), having))
        return chips

    def _options_chosen(self):
        return [(number, option) for number, options in enumerate(self.parameters.chosen) for option in options]

    def _chip(self, label, value, parameters, matching):
        return Chip(label, value, self._address(parameters.query()), len(matching))

    @property
    def can_drop_one(self):
        """Would leaving one condition away find anything?"""
        return any(chip.count for chip in self.chips)

    # --- Everything that matches --------------------

    def ids(self):
        return self.order.walk(self._matching)

    def ids_having(self, facet_name, value):
        """The same of what also has the indexed `value` of that facet."""
        having = self.snapshot.having(self.listing.facet_number(facet_name), [value])
        return self.order.walk(self._matching & having)

    def records(self, limit=None, loaded="for_listing"):
        """The rows of everything that matches, or the first `limit` of them: one query (and what the queryset's method
        `loaded` adds) for each 500."""
        for chunk in in_chunks(islice(self.ids(), limit)):
            yield from self.listing.public_rows(chunk, loaded)
