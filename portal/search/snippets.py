"""The words around what was found: the sentence that says most of it, marked, cut where readers would cut."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from .marks import Piece, is_whole, pieces, respelt_places, spans
from .text.folding import BETWEEN
from .text.phrases import occurrences, occurs

LENGTH = 110  # characters; two lines on a wide screen, four on a phone
LEAD = 24  # characters before the first mark where a sentence is too long to be shown from its beginning
AROUND = (200, 420)  # characters before and behind the best place that are read with care
WIDER = 1500
MOST_PLACES = 30  # of one term that are looked at
WORD = re.compile(r"[0-9A-Za-z]")
ENDS, CLOSING = "。！？；;!?\n", "”’」』）)》】\"'"  # a sentence is over; what may still belong to it
SENTENCE = re.compile(rf"[{ENDS}]+[{re.escape(CLOSING)}]*")
LINE_END = re.compile(rf"(?<![\s{re.escape(ENDS + CLOSING)}])\n")
PAUSES = "，、：｜,: \u3000"


@dataclass(frozen=True)
class Folds:
    """Summary and body of a document as they are compared; empty where nobody needed them."""

    summary: str = ""
    body: str = ""


NO_FOLDS = Folds()


def is_printed(document, terms):
    """Is any of `terms` printed as it was asked, so that no folded text is needed to find it?"""
    return any(says(text, terms) for text in (document.names, document.summary, document.body))


def snippet_of(document, terms, folds=NO_FOLDS):
    """Pieces for a SearchDocument: from its summary or its body, whichever says more of `terms`; else its beginning."""
    in_summary = says(document.summary, terms, folds.summary)
    in_body = says(document.body, terms, folds.body)
    if len(in_body) > len(in_summary):
        return snippet(document.body, terms, folds.body)
    if in_summary:
        return snippet(document.summary, terms, folds.summary)
    return beginning(document.summary or document.body)


def says(text, terms, folded=""):
    """Those of `terms` that a text holds: as printed, or as it is compared."""
    lowered = text.lower()
    return {term for term in terms if any(one in lowered for one in _spellings(term)) or occurs(folded, term)}


def _spellings(term):
    """How a folded term may be printed: between Chinese and Latin nobody puts a space."""
    return {term, BETWEEN.sub("", term)}


def beginning(text, length=LENGTH):
    return _shown(text, [], 0, _end(text, 0, length, []), is_cut_before=False, has_more=False)


def snippet(text, terms, folded="", length=LENGTH):
    """Pieces of `text` around the sentence that holds most of `terms`. `folded`, the text as it is compared, helps to
    find what is printed otherwise than it was asked."""
    start, end = _region(text, terms, folded)
    found = spans(text[start:end], terms)
    if not found and end - start < len(text):
        start, end = max(start - WIDER, 0), end + WIDER
        found = spans(text[start:end], terms)
    if not found:
        return beginning(text, length)
    part = text[start:end]
    sentences = [0, *_borders(part)]
    first = _start(part, found, sentences, length)
    last = _end(part, first, length, found)
    is_cut_before = first not in sentences or (first == 0 and start > 0 and text[start - 1] not in ENDS)
    return _shown(part, found, first, last, is_cut_before, has_more=end < len(text))


def _borders(text, start=0, end=None):
    """Places behind sentences, none of them before an accent that belongs to what stands there."""
    ends = (match.end() for match in SENTENCE.finditer(text, start, len(text) if end is None else end))
    return (place for place in ends if is_whole(text, place))


def _region(text, terms, folded):
    """The part of a long text that is worth reading with care: where most terms stand together."""
    before, behind = AROUND
    if len(text) <= before + behind:
        return 0, len(text)
    places = _printed_places(text, terms) or _respelt_places(text, terms) or _likely_places(text, terms, folded)
    places.sort()
    best, most = 0, 0
    for number, (place, _) in enumerate(places):
        together = {term for other, term in places[number : number + MOST_PLACES] if other < place + LENGTH}
        if len(together) > most:
            best, most = place, len(together)
    return max(best - before, 0), min(best + behind, len(text))


def _printed_places(text, terms):
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    return [(place, term) for term in terms for place in _places(lowered, _spellings(term))]


def _places(text, spellings):
    for spelling in spellings:
        at = text.find(spelling) if spelling else -1
        for _ in range(MOST_PLACES):
            if at < 0:
                break
            yield at
            at = text.find(spelling, at + len(spelling))


def _respelt_places(text, terms):
    return [(start, terms[number]) for start, _, number in respelt_places(text, terms)]


def _likely_places(text, terms, folded):
    """Places in the folded text, taken as the same share of the printed one."""
    scale = len(text) / max(len(folded), 1)
    return [
        (round(start * scale), term) for term in terms for start, _ in islice(occurrences(folded, term), MOST_PLACES)
    ]


def _start(part, found, sentences, length):
    """Where to begin so that most terms, and then most marks, are seen."""
    best, start = (0, 0), 0
    for first, last, _ in found:
        here = sentences[bisect_right(sentences, first) - 1]
        if last - here > length:
            here = _lead(part, found, first)
        within = [term for other, end, term in found if here <= other and (end <= here + length or other == first)]
        if (len(set(within)), len(within)) > best:
            best, start = (len(set(within)), len(within)), here
    return start


def _lead(part, found, first):
    """A place shortly before the mark at `first`: behind a comma if there is one."""
    earliest = max(first - LEAD, 0)
    for place in range(earliest, first):
        if part[place] in PAUSES and _may_cut(part, found, place + 1):
            return place + 1
    return next((place for place in range(earliest, first) if _may_cut(part, found, place)), first)


def _end(part, first, length, found):
    """Where to stop: behind a sentence, else before a comma, else anywhere that parts neither word nor mark."""
    limit = first + length
    if limit >= len(part):
        return len(part)
    ends = list(_borders(part, first + length // 2, limit + len(CLOSING)))
    if ends:
        return ends[-1]
    for place in range(limit, first + length * 2 // 3, -1):
        if part[place] in PAUSES and _may_cut(part, found, place):
            return place
    return next((place for place in range(limit, len(part)) if _may_cut(part, found, place)), len(part))


def _may_cut(text, found, place):
    is_in_word = 0 < place < len(text) and bool(WORD.match(text[place - 1]) and WORD.match(text[place]))
    is_in_mark = any(start < place < end for start, end, _ in found)
    return not is_in_word and not is_in_mark and is_whole(text, place)


def _shown(text, found, first, last, is_cut_before, has_more):
    """The pieces from `first` to `last`, with dots where a sentence goes on, and a sign where a line ends without one:
    a heading is no part of the sentence below it."""
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first == last:
        return []
    is_cut_behind = (last < len(text) or has_more) and not SENTENCE.search(text, max(last - 3, 0), last)
    dots = [Piece("…")]
    shown = LINE_END.sub("｜", text[first:last])  # as long as it was
    text = f"{text[:first]}{shown}{text[last:]}"
    return (dots if is_cut_before else []) + pieces(text, found, first, last) + (dots if is_cut_behind else [])
