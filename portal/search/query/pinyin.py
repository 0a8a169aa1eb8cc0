"""Reads Latin letters as Chinese sounds: full syllables, first letters, both in turn, the last one unfinished."""

import functools
import re
from dataclasses import dataclass

from .sounds import FIRST_SIGN, NOT_TYPED, sounds

LONGEST_SYLLABLE = 6
LONGEST = 40  # letters; what is longer is no name
READINGS = 8  # of one word, the likeliest first
INITIALS = frozenset("abcdefghjklmnopqrstwxyz")  # no syllable begins with i, u or v


@dataclass(frozen=True)
class Reading:
    """`pattern`: what to look for in text that `Sounds.heard` made; `syllables`: how many characters it stands for;
    `is_full`: nothing is shortened to its first letter."""

    pattern: str
    syllables: int
    is_full: bool

    @property
    def beginning(self):
        """The whole syllables that it begins with."""
        return self.pattern.partition("[")[0]

    @property
    def compiled(self):
        return re.compile(self.pattern)  # re keeps those that were asked for lately


def readings(letters, is_finished=True):
    """How `letters` (small ones, as typed: lucheng, lc, lu cheng, lu'cheng) may be read, best first.

    Unfinished, the last syllable may lack its end (luche). Nothing for what is no pinyin.
    """
    pieces = [piece for piece in re.split(r"[\s'’]+", letters) if piece]
    joined = "".join(pieces)
    if not (2 <= len(joined) <= LONGEST and joined.isascii() and joined.isalpha()):
        return []
    full = [
        Reading("".join(_sign(syllable) for syllable in one), len(one), True) for one in _in_syllables(tuple(pieces))
    ]
    if not is_finished and len(pieces) == 1:
        full += _unfinished(joined)
    mixed = _mixed(joined, is_finished) if not full else []
    found = {reading.pattern: reading for reading in (*full, *mixed, *_initials(joined))}
    return list(found.values())[:READINGS]


def _sign(syllable):
    return sounds().signs[syllable]


def _is_syllable(letters):
    return letters in sounds().signs and letters not in NOT_TYPED


def _class(letters):
    first, last = sounds().beginning_with(letters)
    return first if first == last else f"[{first}-{last}]"


def _in_syllables(pieces):
    """Each way to part the pieces into whole syllables, those with the fewest first."""
    whole = [()]
    for piece in pieces:
        whole = [(*before, *after) for before in whole for after in _parted(piece)][: READINGS * 2]
    return sorted(whole, key=len)[: READINGS // 2] if all(whole) else []


@functools.lru_cache(maxsize=1024)
def _parted(letters):
    if not letters:
        return ((),)
    return tuple(
        (letters[:size], *rest)
        for size in range(min(LONGEST_SYLLABLE, len(letters)), 0, -1)
        if _is_syllable(letters[:size])
        for rest in _parted(letters[size:])
    )[: READINGS * 2]


def _unfinished(letters):
    """Whole syllables and the beginning of one more."""
    found = []
    for size in range(1, min(LONGEST_SYLLABLE, len(letters)) + 1):
        start, end = letters[:-size], letters[-size:]
        if _is_syllable(end) and size == len(letters):
            continue
        span = sounds().beginning_with(end)
        if span and start:
            found += [Reading("".join(map(_sign, one)) + _class(end), len(one) + 1, True) for one in _parted(start)[:2]]
        elif span and size > 1:
            found.append(Reading(_class(end), 1, True))
    return found[: READINGS // 2]


def _initials(letters):
    """First letters alone; zh, ch and sh may stand for one character or two."""
    if not 2 <= len(letters) <= 12 or not set(letters) <= INITIALS:
        return []
    found = [Reading("".join(map(_class, letters)), len(letters), False)]
    if re.search("[zcs]h", letters):
        parts = re.findall("[zcs]h|.", letters)
        if len(parts) > 1:
            found.append(Reading("".join(map(_class, parts)), len(parts), False))
    return found


def _mixed(letters, is_finished):
    """Whole syllables where they are found from the left, first letters elsewhere: xiaogxy, lchengqu."""
    parts, rest = [], letters
    while rest:
        sizes = range(min(LONGEST_SYLLABLE, len(rest)), 0, -1)
        size = next((size for size in sizes if _is_syllable(rest[:size])), 0)
        if not size and rest[0] not in INITIALS:
            return []
        parts.append(rest[: size or 1])
        rest = rest[size or 1 :]
    if len(parts) < 2 or not any(len(part) > 1 for part in parts):
        return []
    patterns = [_sign(part) if len(part) > 1 else _class(part) for part in parts[:-1]]
    last = parts[-1]
    patterns.append(_sign(last) if len(last) > 1 and is_finished else _class(last))
    return [Reading("".join(patterns), len(parts), False)]


def is_sign(character):
    """Does this character of a heard text stand for a Chinese one?"""
    return FIRST_SIGN <= ord(character) < FIRST_SIGN + len(sounds().syllables)
