"""Best first: whole names, then names, then summaries, then bodies; what holds before what is past; new before old.

Sets alone tell which some hundred documents come first; only of these are the texts read and weighed more finely. All
others follow in the order that the catalogue keeps. So the cost does not grow with the number of what was found.
"""

from collections import Counter
from functools import cached_property

from programs.listing.sets import set_of

from ..models import SearchDocument
from .matching import NAMES
from .sets import at_least
from .weighing import COLUMNS, Scale

CANDIDATES = 200  # whose texts are weighed
NEXT_OF_KIND, MOST_BEFORE = 0.12, 15  # what each further document of a kind costs: a reader wants to see some of all
NEXT_OF_NAME, MOST_ALIKE = 0.75, 10  # and each further one of the very same names
HAS_ALL = 3  # what has all words as they were typed, before what has them loosely or only most of them
GONE = (0, "", "")
SUMMARY = ("names", "summary")


class Ranking:
    """The order of those members of a `Match` that are `chosen`."""

    def __init__(self, matcher, match, chosen):
        self.matcher = matcher
        self.match = match
        self.kinds = matcher.sets.snapshot.sets[0]
        self.order = matcher.sets.snapshot.orders[0]
        self.members = match.members & chosen
        self.total = len(self.members)

    def ids(self, start, count):
        """Primary keys of what stands at the places from `start` on."""
        found = self._weighed[start : start + count] if start < len(self._candidates) else []
        skip = max(0, start - len(self._candidates))
        for tier in self._rest:
            if len(found) >= count:
                break
            size = len(tier)
            if skip < size:
                found = found + self.order.first(tier, count - len(found), skip=skip)
            skip = max(0, skip - size)
        return found

    # --- Tiers --------------------

    @cached_property
    def _candidates(self):
        return self._split[0]

    @property
    def _rest(self):
        """The tiers of what is not weighed. Walked anew each time, as far as it is needed."""
        _, kept, number = self._split
        for place, tier in enumerate(self._tiers()):
            rest = kept if place == number else tier if place > number else None
            if rest:
                yield rest

    @cached_property
    def _split(self):
        """Those that are weighed; what is left of the tier in which they end; its number."""
        candidates, rest, number = [], set_of(), 0
        for tier in self._tiers():
            taken = self._first_of_each_kind(tier, CANDIDATES - len(candidates))
            candidates += taken
            rest = tier - set_of(taken)
            if rest:
                break
            number += 1
        return candidates, rest, number

    def _first_of_each_kind(self, tier, count):
        """`count` members, as many of each kind as there are, so that no kind crowds out the others."""
        if len(tier) <= count:
            return self.order.first(tier, count)
        taken, kinds = [], [part for kind in self.kinds.values() if (part := kind & tier)]
        kinds.sort(key=len)
        for place, kind in enumerate(kinds):
            taken += self.order.first(kind, (count - len(taken)) // (len(kinds) - place))
        return taken

    def _tiers(self):
        """Sets without a common member, better ones first; worked out one by one."""
        rest = self.members
        for tier in self._wanted():
            if found := rest & tier:
                yield found
                rest = rest - found
            if not rest:
                return
        yield rest

    def _wanted(self):
        yield self.match.named
        if self.total <= CANDIDATES:
            yield self.members
            return
        yield self.matcher.in_names(self.match.question)
        strict, words = self.match.strict, self.match.question.words
        for level in reversed(self._levels(words, NAMES)[1:]):
            yield level & strict
            yield level
        yield self._levels(words, SUMMARY)[-1]
        yield strict
        if self.match.is_mostly:
            yield from reversed(self._levels(words, None)[1:])

    def _levels(self, words, columns):
        weighted = [(self.matcher.having(word, columns).members, self.matcher.weight(word)) for word in words]
        return at_least(weighted, self.matcher.sets.everyone)

    # --- Weighing --------------------

    @cached_property
    def _weighed(self):
        """The candidates, the best first; equals as they stand in the catalogue's order."""
        rows = SearchDocument.objects.filter(pk__in=self._candidates)
        scale = Scale(self.match, self.matcher.rarity)
        found = {row[0]: (scale.weigh(row), row[1], row[5]) for row in rows.order_by().values_list(*COLUMNS)}
        named, worth, before = self.match.named, {}, Counter()
        strict = self.match.strict if self.match.is_mostly else set_of()
        in_order = list(self.order.walk(set_of(self._candidates)))
        for pk in sorted(in_order, key=lambda pk: -found.get(pk, GONE)[0]):
            score, kind, names = found.get(pk, GONE)
            score += HAS_ALL * (pk in strict)
            score -= NEXT_OF_KIND * min(before[kind], MOST_BEFORE) + NEXT_OF_NAME * min(before[names], MOST_ALIKE)
            worth[pk] = (pk in named, score)
            before.update((kind, names))
        return sorted(in_order, key=worth.__getitem__, reverse=True)
