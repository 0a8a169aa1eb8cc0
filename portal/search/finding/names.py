"""All names, titles and numbers of what may be found, as one long text: whatever is typed is looked for in it at once.

A text of 100,000 names is gone through in a millisecond or two, anywhere in the names and by their sound as well, and
costs a worker some 15 MB; a table of all beginnings of all parts of names would cost hundreds.
"""

import functools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from ..query.sounds import sounds
from ..text import fold, respelt

LENGTH_COSTS = 2  # characters of a name are worth one of rank: what is short is about what it says

_LATIN = re.compile("[a-z]{4,20}")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # one such character would double the memory of the whole text
STAND_IN = "\uffff"


def comparable(folded):
    return _BEYOND.sub(STAND_IN, folded)


def spellings_of(name):
    """A name as it is compared: as printed, then with its numbers in digits, where it has numerals."""
    return list(dict.fromkeys((comparable(fold(name)), comparable(respelt(name)))))


def compact(text):
    """A number as it is compared: no spaces, no brackets. 鹿政发〔2022〕3号 and 鹿政发[2022] 3号 are one."""
    return comparable(fold(text).replace(" ", ""))


@dataclass(frozen=True)
class NameRow:
    """One document's names: folded, the title first, and numbers, made `compact`. The greater `rank`, the better."""

    owner: int
    names: tuple
    numbers: tuple = ()
    rank: int = 0


class NameText:
    """Entries, one a line, the best first: what ranks high, and among equals what is short."""

    def __init__(self, entries):
        """`entries`: (rank, text, owner, is title)."""
        entries = sorted(entries, key=lambda entry: (len(entry[1]) / LENGTH_COSTS - entry[0], entry[2]))
        self.owners = array("q", (owner for _, _, owner, _ in entries))
        self.ranks = array("h", (rank for rank, *_ in entries))
        self.titles = bytes(is_title for *_, is_title in entries)
        self.starts, at = array("L"), 1
        for _, text, *_ in entries:
            self.starts.append(at)
            at += len(text) + 1
        self.text = "\n".join(["", *(text for _, text, *_ in entries), ""])

    def __len__(self):
        return len(self.owners)

    @functools.cached_property
    def heard(self):
        return sounds().heard(self.text)

    @functools.cached_property
    def initials(self):
        return sounds().initials(self.heard).encode("ascii", "replace")

    @functools.cached_property
    def latin_words(self):
        """Map each Latin word of four letters or more to how often it is there."""
        return Counter(_LATIN.findall(self.text))

    @functools.cached_property
    def _by_text(self):
        return self._sorted(self.text)

    @functools.cached_property
    def _by_sound(self):
        return self._sorted(self.heard)

    def _sorted(self, text):
        """Numbers of all entries in the order of what stands in `text` for them."""
        parts = text.split("\n")[1:-1]
        return array("L", sorted(range(len(parts)), key=parts.__getitem__))

    def prepare(self):
        return self._by_text, self._by_sound, self.initials

    def entry(self, number):
        return self.text[self.starts[number] : self.end(number)]

    def end(self, number):
        return self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text) - 1

    def number_at(self, place):
        return bisect_right(self.starts, place) - 1

    def holding(self, wanted, limit):
        """Numbers of the first `limit` entries that hold `wanted` (a "\n" at its end: that end with it)."""
        at = self.text.find(wanted)
        while at >= 0 and limit > 0:
            number = self.number_at(at)
            yield number
            limit -= 1
            at = self.text.find(wanted, self.end(number))

    def places(self, wanted, limit):
        """(number, place) of the first `limit` places where `wanted` stands, several of one entry too."""
        at = self.text.find(wanted)
        while at >= 0 and limit > 0:
            yield self.number_at(at), at
            limit -= 1
            at = self.text.find(wanted, at + 1)

    def beginning(self, wanted, limit):
        """Numbers of the best `limit` entries that begin with `wanted`."""
        return nsmallest(limit, self._span(self._by_text, self.text, wanted, wanted + "\U0010ffff"))

    def equal(self, wanted):
        """Numbers of the entries that are `wanted`."""
        return sorted(self._span(self._by_text, self.text, wanted, wanted + "\0"))

    def _span(self, order, text, low, high):
        """The part of `order` whose entries in `text` are from `low` up to `high`, without it."""
        first = bisect_left(order, low, key=lambda number: text[self.starts[number] : self.end(number)])
        last = bisect_left(order, high, first, key=lambda number: text[self.starts[number] : self.end(number)])
        return order[first:last]

    def sounding(self, reading, limit):
        """(number, start, end) of the first `limit` places that sound like the `Reading`."""
        for match in islice(reading.compiled.finditer(self.heard), limit):
            yield self.number_at(match.start()), match.start(), match.end()

    def sounding_first(self, reading, limit):
        """The same at the beginning of entries; those alone that begin with a whole syllable of the `Reading`."""
        if not reading.beginning:
            return []
        span = self._span(self._by_sound, self.heard, reading.beginning, reading.beginning + "\U0010ffff")
        matches = (reading.compiled.match(self.heard, self.starts[number]) for number in span)
        found = [(number, match.start(), match.end()) for number, match in zip(span, matches, strict=True) if match]
        return nsmallest(limit, found)

    def beginning_with_letters(self, letters, limit):
        """(number, start, end) of the first `limit` places whose characters' sounds begin with these letters; a "\n" at
        the head: at the beginning of entries alone."""
        wanted, at = letters.encode(), -1
        while limit > 0 and (at := self.initials.find(wanted, at + 1)) >= 0:
            start = at + (letters[0] == "\n")
            yield self.number_at(start), start, at + len(wanted)
            limit -= 1


class Names:
    """Names and numbers of many documents. Never changed; see `NameIndex` for how it follows the database."""

    def __init__(self, rows=()):
        rows = list(rows)
        self.names = NameText(
            (row.rank, name, row.owner, place == 0) for row in rows for place, name in enumerate(row.names) if name
        )
        self.numbers = NameText(
            (row.rank, number, row.owner, False) for row in rows for number in row.numbers if number
        )

    def prepare(self):
        """Work out now what would otherwise be worked out when somebody types."""
        self.names.prepare()
        self.numbers.prepare()
