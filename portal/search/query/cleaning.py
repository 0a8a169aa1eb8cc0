"""What is typed, without what nobody sees; and the phrases that quotation marks hold together."""

import re
from dataclasses import dataclass

from ..text import fold

LONGEST = 100  # characters

_QUOTED = re.compile(r'["“”„＂]([^"“”„＂]+)["“”„＂]|「([^」]+)」|『([^』]+)』')


@dataclass(frozen=True)
class Part:
    """What the reader parted from the rest by a space or by quotation marks, folded."""

    folded: str
    is_quoted: bool


def cleaned(text):
    """`text` with spaces for control characters and the like, single spaces, none at the ends."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def parts_of(text):
    """The parts of a cleaned question, in turn. A quotation mark without its other half is no mark at all."""
    found, done = [], 0
    for match in _QUOTED.finditer(text):
        found += _plain(text[done : match.start()])
        if folded := fold(next(filter(None, match.groups()))):
            found.append(Part(folded, True))
        done = match.end()
    return found + _plain(text[done:])


def _plain(text):
    return [Part(folded, False) for piece in text.split() if (folded := fold(piece))]
