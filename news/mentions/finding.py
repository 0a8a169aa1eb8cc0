"""Finds the names of records in a text: the longest first, none overlapping another."""

from dataclasses import dataclass

from .folding import fold
from .name_index import NAMES


@dataclass(frozen=True)
class Found:
    """Characters `start` to `end` of the text name one of `rows`: pairs of a Naming and a primary key."""

    start: int
    end: int
    rows: tuple


def find(text, snapshot=None, index=NAMES):
    """Return the Found of `text` in its order. A name that several records bear comes once, with all of them."""
    snapshot = snapshot or index.current()
    folded = fold(text)
    bearers = {}
    for start, end, rows in snapshot.hits(folded):
        bearers[start, end] = tuple(dict.fromkeys((*bearers.get((start, end), ()), *rows)))
    taken, kept = bytearray(len(folded.text)), []
    for start, end in sorted(bearers, key=lambda span: (span[0] - span[1], span[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end))
    return [
        Found(folded.starts[start], folded.ends[end - 1], tuple(map(index.row_of, bearers[start, end])))
        for start, end in sorted(kept)
    ]
