"""A likelier spelling of what was typed, taken from the names that are there: sounds alike, or differs by one character.

Asked where nothing was found; where something was, only a whole name is proposed (`meant_name`). Names of records are
believed sooner than words of headlines.
"""

import functools
import re
from dataclasses import dataclass
from itertools import chain

from ..query.common_words import FUNCTION_WORDS
from ..query.pinyin import Reading
from ..query.sounds import sounds
from ..query.words import SEGMENTER
from ..text.folding import FIRST_WIDE
from .names import comparable

SHORTEST_ALIKE = 3  # characters of a word that is looked for by its sound
SHORTEST = 4  # characters of a name in which one may be wrong
SHORTEST_LATIN = 4
LONGEST = 30
WINDOWS = 12  # parts of a question that are tried when the whole is in no name
MOST_PLACES = 2000  # at which a half is looked at
MOST_NEAR = 300  # whole names that begin or end as typed
PARTING = frozenset("的了吗呢吧是有在") | {word for word in FUNCTION_WORDS if len(word) > 1}  # no name goes across them
RECORD = 15  # rank from which a name is a record's, and not a headline's


@dataclass(frozen=True)
class Candidate:
    """Words of a name that may have been meant, and how much speaks for them."""

    text: str
    sounds_alike: bool
    edges: int  # how many of its ends are ends of the name
    rank: int

    @property
    def merit(self):
        return (self.sounds_alike, self.edges, self.rank)


def corrected(part, names):
    """The folded text of a part of a question as it was likely meant, or None. `names` is a `name_index.Snapshot`."""
    runs = part.split(" ")
    for place, run in enumerate(runs):
        better = _better_han(run, names) if run >= FIRST_WIDE else _better_latin(run, names)
        if better:
            return " ".join([*runs[:place], better, *runs[place + 1 :]])
    return None


def _better_han(run, names):
    run = comparable(run)
    if len(run) > LONGEST:
        return None
    is_known = functools.cache(lambda words: next(iter(names.holding(words, 1)), None) is not None)
    for start, end, is_doubtful in _windows(run, is_known):
        typed = run[start:end]
        if is_known(typed):
            continue
        found = list(_alike(typed, names))
        if not found and is_doubtful:
            found = list(_one_off(typed, names))
        if found:
            better = max(found, key=lambda candidate: candidate.merit)
            return run[:start] + better.text + run[end:]
    return None


def _windows(run, is_known):
    """(start, end, whether there is a word in it that no name has) of neighbouring words between function words, the
    longest first."""
    pieces, start = [[]], 0
    for word in SEGMENTER.cut(run):
        if word in PARTING:
            pieces.append([])
        else:
            pieces[-1].append((start, start + len(word), len(word) == 1 or not is_known(word)))
        start += len(word)
    spans = {(first[0], last[1]) for piece in pieces for place, first in enumerate(piece) for last in piece[place:]}
    spans = sorted((span for span in spans if span[1] - span[0] >= SHORTEST_ALIKE), key=lambda span: span[0] - span[1])
    for start, end in spans[:WINDOWS]:
        words = [word for piece in pieces for word in piece if start <= word[0] and word[1] <= end]
        yield start, end, any(is_new for *_, is_new in words)


def _alike(typed, names):
    """Words of names that sound as `typed` does."""
    reading = Reading(re.escape(sounds().heard(typed)), len(typed), True)
    seen = set()
    for text, number, start, end in names.sounding(reading, 200):
        words = text.text[start:end]
        if words not in seen and len(words) == len(typed):
            seen.add(words)
            yield _candidate(text, number, start, end, sounds_alike=True)


def _candidate(text, number, start, end, sounds_alike=False):
    edges = (start == text.starts[number]) + (end == text.end(number))
    return Candidate(text.text[start:end], sounds_alike, edges, text.ranks[number])


def _one_off(typed, names):
    """Words of records' names, or whole names, that differ from `typed` by one character. One half of them is as typed."""
    middle = len(typed) // 2
    halves = ((typed[:middle], typed[middle:], False), (typed[middle:], typed[:middle], True))
    for kept, other, is_behind in halves:
        for text, number, at in names.places(kept, MOST_PLACES):
            for start, end in _around(at, len(kept), len(other), is_behind):
                found = _if_close(typed, text, number, start, end)
                if found:
                    yield found


def _around(at, kept, other, is_behind):
    """The places where the other half may stand: as long as typed, or one shorter or longer."""
    for size in (other, other - 1, other + 1):
        yield (at - size, at + kept) if is_behind else (at, at + kept + size)


def _if_close(typed, text, number, start, end):
    if start < text.starts[number] or end > text.end(number):
        return None
    words = text.text[start:end]
    if len(words) < SHORTEST or " " in (words[0], words[-1]) or not is_one_off(typed, words):
        return None
    found = _candidate(text, number, start, end)
    return found if found.rank >= RECORD or found.edges == 2 else None


def is_one_off(one, other):
    """Do they differ by one character: another, one more or less, or two neighbours in each other's place?"""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        differ = [place for place in range(len(one)) if one[place] != other[place]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            first, second = differ
            return one[first] == other[second] and one[second] == other[first]
        return len(differ) == 1
    short, long = sorted((one, other), key=len)
    place = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[place:] == long[place + 1 :]


def meant_name(typed, names):
    """The whole name of a record that differs from `typed` by one character, or None; none where a name holds `typed`."""
    typed = comparable(typed)
    if not SHORTEST <= len(typed) <= LONGEST or " " in typed or typed[0] < FIRST_WIDE:
        return None
    if next(iter(names.holding(typed, 1)), None):
        return None
    middle = len(typed) // 2
    near = chain(names.beginning(typed[:middle], MOST_NEAR), names.holding(f"{typed[middle:]}\n", MOST_NEAR))
    found = {(text.ranks[number], text.entry(number)) for text, number in near}
    return max(((rank, name) for rank, name in found if rank >= RECORD and is_one_off(typed, name)), default=(0, None))[
        1
    ]


def _better_latin(run, names):
    if len(run) < SHORTEST_LATIN or not run.isalpha():
        return None
    words = names.latin_words()
    if run in words:
        return None
    close = [word for word in words if is_one_off(run, word)]
    return max(close, key=lambda word: (words[word], word), default=None)
