"""All rows in one order, cut into blocks: a changed row costs one block anew, a page a walk over the blocks' sets."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pyroaring import BitMap

from .sets import set_of

ROWS = 1024  # of a block, about; one that has grown to twice as many is cut in two
FEW = 8  # changes in a block up to which it is quicker not to look at all of its rows
BETWEEN = b"\0"  # stands in no text that was cleaned


@dataclass(frozen=True)
class Block:
    """Neighbours: `ids` in order, `members` the same as a set; `packed` holds their keys, see `keys`."""

    ids: array
    packed: array | bytes
    members: BitMap
    first: tuple  # (key, id) of the first row

    @property
    def keys(self):
        """The rows' keys in order: an array of integers, or a list of bytes."""
        return self.packed if isinstance(self.packed, array) else self.packed.split(BETWEEN)

    @classmethod
    def of(cls, keys, ids, members=None):
        packed = BETWEEN.join(keys) if isinstance(keys, list) else keys
        return cls(ids, packed, set_of(ids) if members is None else members, (keys[0], ids[0]))

    def changed(self, gone, pairs):
        """Blocks in place of this one, without the rows `gone` and with `pairs` of (key, id)."""
        ids, keys, leaving = self.ids[:], self.keys[:], self.members & gone
        if len(leaving) + len(pairs) > FEW:
            rows = sorted([row for row in zip(keys, ids, strict=True) if row[1] not in leaving] + list(pairs))
            return cut(_keys_of(rows), array("I", (pk for _, pk in rows)))
        members = (self.members - leaving) | set_of(pk for _, pk in pairs)
        for pk in leaving:
            place = ids.index(pk)
            del ids[place], keys[place]
        for key, pk in pairs:
            place = place_of(keys, ids, key, pk)
            ids.insert(place, pk)
            keys.insert(place, key)
        return [] if not ids else cut(keys, ids) if len(ids) > 2 * ROWS else [Block.of(keys, ids, members)]


def place_of(keys, ids, key, pk):
    """The first place that does not stand before `(key, pk)`, whether or not such a row is there."""
    start = bisect_left(keys, key)
    return bisect_left(ids, pk, start, bisect_right(keys, key, start))


def _keys_of(pairs):
    keys = [key for key, _ in pairs]
    return array("q", keys) if keys and isinstance(keys[0], int) else keys


def cut(keys, ids):
    """Blocks of all these rows, as even as can be."""
    size = -(-len(ids) // max(1, round(len(ids) / ROWS)))
    return [Block.of(keys[at : at + size], ids[at : at + size]) for at in range(0, len(ids), size or 1)]


@dataclass(frozen=True)
class Order:
    """Never changed: `changed` makes a new one that shares the blocks that stayed the same.

    Sets of primary keys are asked for their members as they stand here. A place is `(key, id)`: one in front of the
    first row that does not stand before it.
    """

    is_number: bool  # are the keys integers, rather than bytes?
    blocks: list

    @classmethod
    def of(cls, pairs):
        """The order of all `pairs` of (key, id)."""
        pairs = sorted(pairs)
        is_number = not pairs or isinstance(pairs[0][0], int)
        return cls(is_number, cut(_keys_of(pairs), array("I", (pk for _, pk in pairs))))

    def __iter__(self):
        """The ids of all rows."""
        for block in self.blocks:
            yield from block.ids

    def changed(self, gone, pairs):
        """The order after the rows `gone` (a set; unknown ones do no harm) were taken out and `pairs` put in."""
        if not self.blocks:
            return Order.of(pairs)
        into = {}
        for pair in pairs:
            into.setdefault(self._block_at(pair), []).append(pair)
        blocks = []
        for number, block in enumerate(self.blocks):
            if number in into or block.members.intersect(gone):
                blocks += block.changed(gone, into.get(number, ()))
            else:
                blocks.append(block)
        return Order(self.is_number, blocks)

    def _block_at(self, place):
        """The number of the block in which a place lies."""
        return max(0, bisect_right(self.blocks, place, key=lambda block: block.first) - 1)

    def _cut_at(self, place):
        """(number of a block, how many of its rows stand before the place)."""
        if place is None or not self.blocks:
            return 0, 0
        number = self._block_at(place)
        block = self.blocks[number]
        return number, place_of(block.keys, block.ids, *place)

    def key_of(self, pk):
        """The key of a row that is here."""
        for block in self.blocks:
            if pk in block.members:
                return block.keys[block.ids.index(pk)]
        raise LookupError(pk)

    def walk(self, members):
        """The ids of all `members`."""
        for block in self.blocks:
            if block.members.intersect(members):
                yield from (pk for pk in block.ids if pk in members)

    def first(self, members, count, place=None, skip=0):
        """The ids of the first `count` members from a place on, after `skip` of them were passed over."""
        found, (start, passed) = [], self._cut_at(place)
        for block in self.blocks[start:]:
            here = members.intersection_cardinality(block.members) if skip or not passed else 1
            if here > skip or passed:
                ids = [pk for pk in block.ids[passed:] if pk in members]
                found += ids[skip:]
                here = len(ids)
            skip, passed = max(0, skip - here), 0
            if len(found) >= count:
                break
        return found[:count]

    def last(self, members, count, place=None):
        """The ids of the last `count` members before a place."""
        number, passed = self._cut_at(place) if place else (len(self.blocks), 0)
        found = [pk for pk in self.blocks[number].ids[:passed] if pk in members] if passed else []
        for block in reversed(self.blocks[:number]):
            if len(found) >= count:
                break
            if block.members.intersect(members):
                found = [pk for pk in block.ids if pk in members] + found
        return found[-count:] if count else []

    def count_before(self, members, place):
        """How many members stand before a place."""
        number, passed = self._cut_at(place)
        count = sum(members.intersection_cardinality(block.members) for block in self.blocks[:number])
        return count + (sum(pk in members for pk in self.blocks[number].ids[:passed]) if passed else 0)
