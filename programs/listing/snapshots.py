"""The index at one moment: for each value of each facet the set of primary keys, and the orders. Never changed; a patch
makes a new one that shares what stayed the same."""

from array import array
from dataclasses import dataclass, replace

from pyroaring import BitMap

from .orders import Order
from .sets import NOBODY, set_of, united


@dataclass(frozen=True)
class Entry:
    """One row as the index sees it: `keys` in the order of the declared sorts, `values` in that of facets and marks."""

    pk: int
    keys: tuple
    values: tuple


@dataclass(frozen=True)
class Snapshot:
    """`everyone` is the set of all rows, `sets[facet number][value]` that of those that have the value; marks follow the
    facets. A row may stand in sets and orders that has just left `everyone`: all questions begin there."""

    everyone: BitMap
    sets: tuple
    orders: tuple

    def having(self, number, values):
        """The set of what has any of `values`, of facet `number`."""
        sets = self.sets[number]
        return united(sets[value] for value in values if value in sets)

    def without(self, gone):
        """The same without some rows: at once, whatever their number."""
        return replace(self, everyone=self.everyone - gone)

    def patched(self, gone, entries):
        """The same after the rows `gone` (ids; unknown ones do no harm) were taken out and `entries` put in."""
        gone = set_of(gone)
        return Snapshot(
            (self.everyone - gone) | set_of(entry.pk for entry in entries),
            tuple(
                _patched(sets, gone, [(entry.values[number], entry.pk) for entry in entries])
                for number, sets in enumerate(self.sets)
            ),
            tuple(
                order.changed(gone, [(entry.keys[number], entry.pk) for entry in entries])
                for number, order in enumerate(self.orders)
            ),
        )


def _patched(sets, gone, rows):
    """The sets of one facet after a change; those in which nothing changed are kept as they are."""
    coming = _gathered(rows)
    found = {value: known for value, known in sets.items() if value not in coming and not known.intersect(gone)}
    for value in (sets.keys() | coming.keys()) - found.keys():
        known, new = sets.get(value, NOBODY), set_of(coming.get(value, ()))
        changed = known if known & gone == new else (known - gone) | new
        if changed:
            found[value] = changed
    return found


def _gathered(rows):
    """Map each value to the ids of the (values, id) that have it."""
    found = {}
    for values, pk in rows:
        for value in values:
            if value not in found:
                found[value] = array("I")
            found[value].append(pk)
    return found


def built(entries, sort_count, facet_count):
    """The Snapshot of all rows, whose `entries` are read once. `facet_count` counts the marks too."""
    everyone, keys, pks = array("I"), [[] for _ in range(sort_count)], [{} for _ in range(facet_count)]
    for entry in entries:
        everyone.append(entry.pk)
        for number, key in enumerate(entry.keys):
            keys[number].append(key)
        for found, values in zip(pks, entry.values, strict=True):
            for value in values:
                if value not in found:
                    found[value] = array("I")
                found[value].append(entry.pk)
    return Snapshot(
        set_of(everyone),
        tuple({value: set_of(ids) for value, ids in found.items()} for found in pks),
        tuple(Order.of(zip(of_sort, everyone, strict=True)) for of_sort in keys),
    )
