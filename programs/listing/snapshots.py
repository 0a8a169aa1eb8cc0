"""The index at one moment: orders of ids, and for each value of each facet the set of positions. Never changed; a patch
makes a new one that shares what stayed the same."""

import struct
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter

from .bitmaps import bitmap_of, inserted, removed


@dataclass(frozen=True)
class Entry:
    """One row as the index sees it: `keys` in the order of the declared sorts, `values` in that of the facets."""

    pk: int
    keys: tuple
    values: tuple


@dataclass(frozen=True)
class Order:
    """All rows in one order. `bitmaps[facet number][value]` is the set of the positions that have the value; marks
    follow the facets."""

    ids: array
    keys: list
    bitmaps: tuple

    @property
    def size(self):
        return len(self.ids)

    def position_of(self, pk):
        """Where the row stands, or None. Looks through the raw bytes: a search in C, at any size."""
        wanted, raw, found = struct.pack("q", pk), self.ids.tobytes(), -1
        while (found := raw.find(wanted, found + 1)) >= 0:
            if found % 8 == 0:
                return found // 8
        return None

    def place_of(self, key, pk):
        """The first position that does not stand before `(key, pk)`, whether or not such a row is there."""
        start = bisect_left(self.keys, key)
        return bisect_left(self.ids, pk, start, bisect_right(self.keys, key, start))


def _container(keys):
    return array("q", keys) if keys and isinstance(keys[0], int) else list(keys)


def built(entries, sort_count, facet_count, mark_count=0):
    """One `Order` for each sort, from all rows. The first alone holds the marks, which are the last of the values."""
    entries = list(entries)
    orders = []
    for number in range(sort_count):
        entries.sort(key=lambda entry: (entry.keys[number], entry.pk))
        orders.append(
            Order(
                array("q", (entry.pk for entry in entries)),
                _container([entry.keys[number] for entry in entries]),
                tuple(
                    _bitmaps(map(itemgetter(facet), (entry.values for entry in entries)), len(entries))
                    for facet in range(facet_count if number else facet_count + mark_count)
                ),
            )
        )
    return tuple(orders)


def _bitmaps(values_of_rows, size):
    positions = {}
    for position, values in enumerate(values_of_rows):
        for value in values:
            positions.setdefault(value, array("q")).append(position)
    return {value: bitmap_of(found, size) for value, found in positions.items()}


def patched(orders, gone, entries):
    """The orders after the rows `gone` (ids; unknown ones do no harm) were taken out and `entries` put in."""
    return tuple(_patched(order, number, gone, entries) for number, order in enumerate(orders))


def _patched(order, number, gone, entries):
    ids, keys = order.ids[:], order.keys[:]
    out = sorted((place for pk in gone if (place := order.position_of(pk)) is not None), reverse=True)
    for place in out:
        del ids[place], keys[place]
    if not keys:
        keys = _container([entry.keys[number] for entry in entries][:1])[:0]
    rest = Order(ids, keys, ())
    into = []
    for entry in entries:
        place = rest.place_of(entry.keys[number], entry.pk)
        ids.insert(place, entry.pk)
        keys.insert(place, entry.keys[number])
        into.append((place, entry.values))
    return Order(ids, keys, tuple(_patched_facet(known, facet, out, into) for facet, known in enumerate(order.bitmaps)))


def _patched_facet(known, facet, out, into):
    found = {}
    for value in known.keys() | {value for _, values in into for value in values[facet]}:
        bitmap = known.get(value, 0)
        for place in out:
            bitmap = removed(bitmap, place)
        for place, values in into:
            bitmap = inserted(bitmap, place, value in values[facet])
        if bitmap:
            found[value] = bitmap
    return found
