"""The list of one noun: the way in for pages, the API, feeds, calendars and downloads."""

from django.urls import reverse

from .index import Index
from .keywords import matches
from .options import Options
from .parameters import read_parameters
from .selection import Selection
from .sets import set_of

PAGE_SIZE = 20

_listings = []


def all_listings():
    """All lists of this process."""
    return tuple(_listings)


def forget_all():
    """Let every list be read afresh: for tests, whose rows are rolled back behind the indexes' backs."""
    for listing in _listings:
        listing.index.forget()


class Listing:
    """One noun's list. `select(request.GET)` answers any address with a `Selection`; no address makes it fail.

    There is one instance a noun, made in its `filters.py` and kept for the life of the process: it holds the index.
    `url_name` names the list's own page, to which the selection's links lead unless `select` is told another path.
    """

    def __init__(self, declaration, url_name):
        self.declaration = declaration
        self.url_name = url_name
        self.index = Index(declaration)
        _listings.append(self)

    @property
    def model(self):
        return self.declaration.model

    def facet_number(self, name):
        return [facet.name for facet in self.declaration.facets].index(name)

    def first_ids(self, count, *questions):
        """Ids of the first rows, in the order that holds anyway, that answer any of `questions`: `count` for each. A
        question maps names of facets or marks to the indexed values of which a row has one. Rows are to be asked for
        through `public_now()` as ever."""
        snapshot = self.index.snapshot()
        return {pk for asked in questions for pk in snapshot.orders[0].first(self._meeting(snapshot, asked), count)}

    def _meeting(self, snapshot, question):
        names, found = [one.name for one in self.index.indexed], snapshot.everyone
        for name, values in question.items():
            found = found & snapshot.having(names.index(name), values)
        return found

    def select(self, data, *, path=None, page_size=PAGE_SIZE):
        """What the list shows for `data`, a QueryDict. Asks the database what changed and what terms are called; rows
        follow when they are asked for."""
        snapshot = self.index.snapshot()
        options = Options(self.declaration, snapshot)
        parameters, notices = read_parameters(self.declaration, options, data)
        return Selection(self, snapshot, options, parameters, notices, path or reverse(self.url_name), page_size)

    def public_rows(self, ids, loaded="for_listing"):
        """The rows of `ids` that anybody may read now, in that order, with what lists show or what the queryset's
        method `loaded` adds."""
        rows = getattr(self.model._default_manager.public_now(), loaded)()
        found = {row.pk: row for row in rows.filter(pk__in=ids)}
        return [found[pk] for pk in ids if pk in found]

    def matching(self, parameters):
        """(the set of the rows whose public text holds every word of the keyword box, what to tell of it)."""
        found = matches(self.model, parameters.q)
        if found is None:
            rows = self.model._default_manager.public_now().matching(parameters.terms)
            return set_of(rows.order_by().values_list("pk", flat=True)), ()
        return set_of(found.ids()), found.notices
