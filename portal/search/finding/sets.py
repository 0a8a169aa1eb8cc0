"""Which documents hold what, as sets of positions in one order of the catalogue; remembered until a document changes."""

import threading
from array import array
from collections import OrderedDict
from dataclasses import dataclass

from programs.listing.bitmaps import bitmap_of

REMEMBERED_BYTES = 6 << 20  # a set of 100,000 documents has 12 KB
DENSE = 16  # primary keys up to so many times the number of rows: then a plain array tells positions


@dataclass(frozen=True)
class Hits:
    """`bitmap` of positions; not `is_exact` where so many long phrases matched that not all were proved."""

    bitmap: int
    is_exact: bool = True

    def __and__(self, other):
        return Hits(self.bitmap & other.bitmap, self.is_exact and other.is_exact)


class Sets:
    """Answers for one order. `ask(condition)` gives what `TextIndex.find` does."""

    def __init__(self, order, ask):
        self.order = order
        self.ask = ask
        self.known = OrderedDict()
        self.most = max(8, REMEMBERED_BYTES // (order.size // 8 + 64))
        self.lock = threading.Lock()
        self.places = _places(order.ids)

    def of(self, condition):
        """The Hits of a condition of the engine."""
        with self.lock:
            if condition in self.known:
                self.known.move_to_end(condition)
                return self.known[condition]
        found = self.ask(condition)
        hits = Hits(self.of_ids(found.ids), found.is_exact)
        with self.lock:
            self.known[condition] = hits
            while len(self.known) > self.most:
                self.known.popitem(last=False)
        return hits

    def of_ids(self, ids):
        """The set of those of `ids` that stand in the order."""
        places, size = self.places, self.order.size
        if isinstance(places, dict):
            return bitmap_of((places[pk] for pk in ids if pk in places), size)
        highest, cells = len(places), bytearray(size + 1)
        for pk in ids:  # a byte a position, and a last one for what is not there: three times as quick as bits
            if pk < highest:
                cells[places[pk]] = 1
        cells[size] = 0
        return int(cells[::-1].translate(_DIGITS), 2)


_DIGITS = b"01" + bytes(254)


def _places(ids):
    """Where each id stands: an array with the size for what is not there, or a dictionary where ids are far apart."""
    highest = max(ids, default=0)
    if highest > DENSE * len(ids) + 1000:
        return {pk: place for place, pk in enumerate(ids)}
    places = array("l", [len(ids)]) * (highest + 1)
    for place, pk in enumerate(ids):
        places[pk] = place
    return places


class SetsOfOrders:
    """The Sets of the present order of each sort; those of a former one are let go."""

    def __init__(self, ask):
        self.ask = ask
        self.kept = {}

    def of(self, number, order):
        found = self.kept.get(number)
        if found is None or found.order is not order:
            found = self.kept[number] = Sets(order, self.ask)
        return found


def at_least(weighted, size):
    """For (set, weight) pairs with whole weights: the list of sets of what has at least 0, 1, 2, … of the weight."""
    everything = (1 << size) - 1
    levels = [everything]
    for members, weight in weighted:
        levels += [0] * weight
        for level in range(len(levels) - 1, 0, -1):
            levels[level] |= levels[max(level - weight, 0)] & members
    return levels
