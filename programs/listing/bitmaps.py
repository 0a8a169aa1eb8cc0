"""Sets of positions as Python integers: bit n is set when the row at position n belongs to the set."""


def bitmap_of(positions, size):
    """The set of `positions`, each below `size`."""
    cells = bytearray(size // 8 + 1)
    for position in positions:
        cells[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(cells, "little")


def everything(size):
    return (1 << size) - 1


def inserted(bitmap, position, is_member):
    """The set after a row was put in at `position`: later ones move up by one."""
    below = bitmap & everything(position)
    return (bitmap >> position << position + 1) | (is_member << position) | below


def removed(bitmap, position):
    """The set after the row at `position` was taken out: later ones move down by one."""
    return (bitmap >> position + 1 << position) | (bitmap & everything(position))


def first_from(bitmap, start, count):
    """The lowest `count` members at or above `start`, ascending."""
    found = []
    rest, shift = bitmap >> start, start
    while rest and len(found) < count:
        step = (rest & -rest).bit_length()
        shift += step
        rest >>= step
        found.append(shift - 1)
    return found


def last_before(bitmap, end, count):
    """The highest `count` members below `end`, ascending."""
    found = []
    rest = bitmap & everything(end)
    while rest and len(found) < count:
        position = rest.bit_length() - 1
        rest ^= 1 << position
        found.append(position)
    return found[::-1]


def count_before(bitmap, end):
    return (bitmap & everything(end)).bit_count()


def members(bitmap):
    """Every member, ascending; the cost is that of one walk."""
    for number, cell in enumerate(bitmap.to_bytes(bitmap.bit_length() // 8 + 1, "little")):
        while cell:
            lowest = cell & -cell
            yield number * 8 + lowest.bit_length() - 1
            cell ^= lowest
