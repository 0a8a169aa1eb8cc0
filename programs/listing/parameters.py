"""What an address asks of a list, read without trust and written in one way only."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

TERMS = 5
QUERY_LENGTH = 100
WORDS_OF_A_FACET = 100


@dataclass(frozen=True)
class Parameters:
    """A normalised question: `chosen` holds the chosen options of each facet, `sort` the number of the order."""

    facets: tuple
    sorts: tuple
    chosen: tuple
    q: str = ""
    sort: int = 0
    after: str = ""
    before: str = ""

    @property
    def terms(self):
        return self.q.lower().split()[:TERMS]

    @property
    def is_filtered(self):
        return bool(self.q or any(self.chosen))

    def pairs(self):
        """Name and value of each parameter that differs from what would hold anyway, cursors left out."""
        pairs = [
            (facet.name, option.slug)
            for facet, options in zip(self.facets, self.chosen, strict=True)
            for option in options
        ]
        if self.q:
            pairs.append(("q", self.q))
        if self.sort:
            pairs.append(("sort", self.sorts[self.sort].name))
        return pairs

    def query(self, **extra):
        return urlencode([*self.pairs(), *extra.items()])

    def with_option(self, number, option):
        return self._with(number, [*self.chosen[number], option])

    def without_option(self, number, option):
        return self._with(number, [one for one in self.chosen[number] if one != option])

    def without_facet(self, number):
        return self._with(number, [])

    def without_words(self):
        return replace(self, q="")

    def _with(self, number, options):
        return replace(self, chosen=(*self.chosen[:number], options, *self.chosen[number + 1 :]))


def read_parameters(declaration, options, data):
    """Return (parameters, notices) for a QueryDict. What nobody knows is left out, and said."""
    chosen, notices = [], []
    for number, facet in enumerate(declaration.facets):
        known, unknown = options.chosen(number, data.getlist(facet.name)[:WORDS_OF_A_FACET])
        chosen.append(known)
        if unknown:
            notices.append(f"“{facet.label}”里没有“{'、'.join(word[:20] for word in unknown[:3])}”，这个条件已略去。")
    q = " ".join(data.get("q", "").split())
    if len(q) > QUERY_LENGTH:
        q = q[:QUERY_LENGTH].strip()
        notices.append(f"关键词太长，只用了前{QUERY_LENGTH}个字。")
    names = [sort.name for sort in declaration.sorts]
    wanted = data.get("sort", "")
    sort = names.index(wanted) if wanted in names else 0
    after, before = data.get("after", ""), data.get("before", "")
    found = Parameters(declaration.facets, declaration.sorts, tuple(chosen), q, sort, after, "" if after else before)
    return found, notices
