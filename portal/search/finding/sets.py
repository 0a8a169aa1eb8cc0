"""Which documents hold what, as sets of primary keys; remembered until a document changes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from pyroaring import BitMap

from programs.listing.sets import set_of

REMEMBERED_BYTES = 6 << 20  # a set of 100,000 documents has 12 KB at most


@dataclass(frozen=True)
class Hits:
    """`members` is a set that is never changed; not `is_exact` where so many long phrases matched that not all were
    proved."""

    members: BitMap
    is_exact: bool = True

    def __and__(self, other):
        return Hits(self.members & other.members, self.is_exact and other.is_exact)


class Sets:
    """Answers for one `programs.listing.snapshots.Snapshot`. `ask(condition)` gives what `TextIndex.find` does."""

    def __init__(self, snapshot, ask):
        self.snapshot = snapshot
        self.ask = ask
        self.known = OrderedDict()
        self.most = max(8, REMEMBERED_BYTES // (len(snapshot.everyone) // 8 + 64))
        self.lock = threading.Lock()

    @property
    def everyone(self):
        return self.snapshot.everyone

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
        """The set of those of `ids` that stand in the index."""
        return set_of(ids) & self.everyone


class PresentSets:
    """The Sets of the present snapshot; those of a former one are let go."""

    def __init__(self, ask):
        self.ask = ask
        self.kept = None

    def of(self, snapshot):
        found = self.kept
        if found is None or found.snapshot is not snapshot:
            found = self.kept = Sets(snapshot, self.ask)
        return found


def at_least(weighted, everyone):
    """For (set, weight) pairs with whole weights: the list of sets of what has at least 0, 1, 2, … of the weight."""
    levels = [everyone]
    for members, weight in weighted:
        levels += [set_of() for _ in range(weight)]
        for level in range(len(levels) - 1, 0, -1):
            levels[level] = levels[level] | (levels[max(level - weight, 0)] & members)
    return levels
