"""What is typed, without what nobody sees; and the phrases that quotation marks hold together."""

import re
from dataclasses import dataclass

from ..text import fold, places_of

LONGEST = 100  # characters

_QUOTED = re.compile(r'["“”„＂]([^"“”„＂]+)["“”„＂]|「([^「」]+)」|『([^『』]+)』')


@dataclass(frozen=True)
class Part:
    """What the reader parted from the rest by a space or by quotation marks: folded, and as typed."""

    folded: str
    is_quoted: bool
    typed: str = ""


def cleaned(text):
    """`text` with spaces for control characters and the like, single spaces, none at the ends."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def parts_of(text):
    """The parts of a cleaned question, in turn. A quotation mark without its other half is no mark at all."""
    found, done = [], 0
    for match in _QUOTED.finditer(text):
        found += _plain(text[done : match.start()])
        typed = next(filter(None, match.groups()))
        if folded := fold(typed):
            found.append(Part(folded, True, typed))
        done = match.end()
    return found + _plain(text[done:])


def _plain(text):
    for place in reversed(places_of(text)):  # 第 9 条 is one thing
        text = text[: place.start] + text[place.start : place.end].replace(" ", "") + text[place.end :]
    return [Part(folded, False, piece) for piece in text.split() if (folded := fold(piece))]
