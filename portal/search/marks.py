"""Finds what was asked for in a text as it is printed, and cuts the text where readers would."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .text import occurs, places_of
from .text.folding import FIRST_WIDE, fold_with_places
from .text.tokens import is_wide

# What may stand inside a name that was typed without it: 鹿城区《关于促进外贸》的意见. A comma or a full stop parts.
QUOTES = re.compile(r"[\s·•・《》〈〉「」『』“”‘’\"'（）()【】\[\]〔〕—\-_／/&+＋｜|]*")
JOINERS = "\u200d\ufe0e\ufe0f"  # emoji of several characters
MOST_TERMS = 30


@dataclass(frozen=True)
class Piece:
    """A stretch of text, shown as it is: templates escape it."""

    text: str
    is_marked: bool = False


def spans(text, terms):
    """Places (start, end, term) of `terms` (folded, the longest first) in `text`, in order, none reaching into another."""
    wanted = _pattern(tuple(terms[:MOST_TERMS]))
    if not wanted or not text:
        return []
    folded = fold_with_places(text)
    found = []
    for match in wanted.finditer(folded.text):
        if _is_together(text, folded, match):
            start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
            start, end = whole_start(text, start), whole_end(text, end)
            if not found or start >= found[-1][1]:
                found.append((start, end, match.lastgroup))
    return _with_respelt(found, text, terms[:MOST_TERMS])


def respelt_places(text, terms):
    """(start, end, number of the term) of what holds one of `terms` in another spelling than is printed: 第九条 for 第9条."""
    if not any(character < FIRST_WIDE for term in terms for character in term):  # all meet in digits and letters
        return
    for place in places_of(text):
        number = next((n for n, term in enumerate(terms) if any(occurs(one, term) for one in place.others)), None)
        if number is not None:
            yield place.start, place.end, number


def _with_respelt(found, text, terms):
    places = [
        (start, end, f"t{number}")
        for start, end, number in respelt_places(text, terms)
        if not any(first < end and start < last for first, last, _ in found)
    ]
    return sorted([*found, *places]) if places else found


@lru_cache(maxsize=256)
def _pattern(terms):
    """One expression for all terms: a group for each. Words and numbers are met only whole."""
    parts = [f"(?P<t{number}>{_loose(term)})" for number, term in enumerate(terms) if term.strip()]
    return re.compile("|".join(parts)) if parts else None


def _loose(term):
    before = "" if is_wide(term[0]) else "(?<![^ ])"
    behind = "" if is_wide(term[-1]) else "(?![^ ])"
    pieces = [" ?".join(map(re.escape, run)) if is_wide(run) else re.escape(run) for run in term.split()]
    return before + " ?".join(pieces) + behind


def _is_together(text, folded, match):
    """Is there nothing between its characters but quotation marks and their like?"""
    for place in range(match.start() + 1, match.end() - 1):
        if folded.text[place] == " ":
            gap = text[folded.ends[place - 1] : folded.starts[place + 1]]
            if not QUOTES.fullmatch(gap):
                return False
    return True


def _belongs_to_before(character):
    return character in JOINERS or unicodedata.category(character) in ("Mn", "Mc", "Me") or _is_skin(character)


def _is_skin(character):
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def is_whole(text, place):
    """May `text` be cut before `place` without parting what readers see as one character?"""
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    if _belongs_to_before(after) or before == "\u200d":
        return False
    return not ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")


def whole_start(text, place):
    while not is_whole(text, place):
        place -= 1
    return place


def whole_end(text, place):
    while not is_whole(text, place):
        place += 1
    return place


def pieces(text, found, start=0, end=None):
    """`text` from `start` to `end` as Pieces, marked at `found` places; line breaks and runs of spaces become one space."""
    end = len(text) if end is None else end
    cut, at = [], start
    for first, last, *_ in found:
        if first >= end or last <= start:
            continue
        if first == at and cut:  # two words side by side are marked as one
            cut[-1] = Piece(cut[-1].text + text[first:last], True)
        else:
            cut += [Piece(text[at:first]), Piece(text[first:last], True)]
        at = last
    cut.append(Piece(text[at:end]))
    return [Piece(re.sub(r"\s+", " ", one.text), one.is_marked) for one in cut if one.text]


def marked(text, terms):
    """The whole of a short text, such as a title, with its marks."""
    return pieces(text, spans(text, terms))
