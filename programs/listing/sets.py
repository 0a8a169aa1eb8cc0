"""Sets of primary keys (below 2^32), made in one way only: sets that are made in another do not mix with these."""

from pyroaring import BitMap


def set_of(ids=()):
    """A set whose altered copies share with it what stayed the same. It is never changed itself."""
    return BitMap(ids, copy_on_write=True)


NOBODY = set_of()


def united(sets):
    """The union of any number of sets."""
    sets = list(sets)
    return BitMap.union(*sets) if len(sets) > 1 else sets[0] if sets else NOBODY
