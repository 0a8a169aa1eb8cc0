"""What a line looks like on the page: how wide, how far from its neighbours, how it ends."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from ..pieces import Kind, Piece, Span
from ..source.lines import INVISIBLE, is_white

EDGE = 99  # blank lines said to stand before the first line and after the last
NARROW = 20  # a section heading is no wider, in full-width characters
TERMINATORS = "。！？…!?"
CLOSING = TERMINATORS + "”』」）)】〕：:"
MID_SENTENCE = "，、；,;“‘《（(—"
CANNOT_BEGIN = "，。、；：！？”’）》】…％%"
BULLETS = "■●◆★▲□○◇◎·•▪►✓✔"
ENUMERATOR = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,9}[条章节]|[一二三四五六七八九十百]{1,9}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    rf"|\d{{1,3}}(?:[、．]|\.(?!\d)|[)）])|[①-⑳⑴-⒇㈠-㈩❶-❿]|[{BULLETS}]|[-*–]\s+(?=\S))"
)

OF_LINE = ("hint", "level", "goes_on", "paragraph", "is_centred", "is_bold", "size")
INNER = re.compile("[，。！？；,!?;]")
LABEL = re.compile(r"[^，。：:]{1,8}[:：]")
ASIDE = 2.5  # a line that is so much wider or narrower is as wide as another: signs at its end may hang over

RANKS = [
    re.compile(r"[一二三四五六七八九十百]{1,9}[、.．]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]|[㈠-㈩]"),
    re.compile(r"\d{1,3}[、．.]"),
    re.compile(r"[(（]?\d{1,3}[)）]|[①-⑳⑴-⒇]"),
]


@dataclass(frozen=True)
class Row:
    """A line with ink on it. `start` is where its text begins in the source line."""

    number: int
    text: str
    start: int
    before: int
    after: int
    is_indented: bool
    hint: str = ""  # as in Line, like all that follow
    level: str = ""
    goes_on: bool = False
    paragraph: int = 0
    is_centred: bool = False
    is_bold: bool = False
    size: int = 0

    @property
    def width(self):
        """In full-width characters: two Latin letters are as wide as one Chinese character."""
        return width(self.text)

    @property
    def is_closed(self):
        """Whether a sentence may end here, so that the next line need not belong to it."""
        last = self.text[-1]
        if last in "”』」":
            return self.text[-2:-1] in TERMINATORS or self.width <= NARROW
        return last in CLOSING

    @property
    def is_enumerated(self):
        return bool(ENUMERATOR.match(self.text))

    @property
    def rank(self):
        """Of a numbered line: 1 for 一、 2 for （一） 3 for 1. 4 for （1）, ①; 0 for bullets and other lines."""
        return next((rank for rank, pattern in enumerate(RANKS, 1) if pattern.match(self.text)), 0)

    def span(self, start=0, end=None):
        """The stretch of this row's text from `start` to `end`, white space at its ends left out."""
        end = len(self.text) if end is None else end
        while start < end and is_white(self.text[start]):
            start += 1
        while end > start and is_white(self.text[end - 1]):
            end -= 1
        return Span(self.number, self.start + start, self.start + end, self.text[start:end])

    def piece(self, kind, reason, detail=""):
        return Piece(kind, [self.span()], reason, detail)

    def part(self, kind, start, end, reason, detail=""):
        return Piece(kind, [self.span(start, end)], reason, detail)

    def split(self, parts, reason):
        """Pieces for `parts` (kind, start, end, reason, detail) of this row; all other ink becomes layout marks."""
        pieces, at = [], 0
        for kind, start, end, why, detail in [*parts, (None, len(self.text), len(self.text), "", "")]:
            mark = self.span(at, start)
            if mark.text:
                pieces.append(Piece(Kind.MARK, [mark], reason))
            if kind:
                pieces.append(Piece(kind, [self.span(start, end)], why, detail))
            at = end
        return pieces


def width(text):
    return sum(0.5 if character < "\u0250" else 1 for character in text)


def rows_of(lines):
    """The lines with ink, each knowing how many blank lines stand before and after it.

    `lines` may lack some, of a table perhaps: what stood there is no blank.
    """
    stripped = [(line, line.text.strip(_WHITE)) for line in lines]
    inked = [(line, text) for line, text in stripped if text]
    places = [place for place, (_, text) in enumerate(stripped) if text]
    rows = []
    for i, (line, text) in enumerate(inked):
        before = places[i] - places[i - 1] - 1 if i else EDGE
        after = places[i + 1] - places[i] - 1 if i + 1 < len(inked) else EDGE
        start = line.text.index(text)
        indent = line.text[:start].replace("\t", "    ").replace("\u3000", "  ").strip(INVISIBLE)
        says = {name: getattr(line, name) for name in OF_LINE}
        rows.append(Row(line.number, text, start, before, after, len(indent) >= 2, **says))
    return rows


_WHITE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + INVISIBLE


class Shape:
    """How this manuscript as a whole is laid out, so that one line can be judged against the others."""

    def __init__(self, rows):
        gaps = Counter(row.before for row in rows[1:])
        ordinary = gaps.most_common(1)[0][0] if gaps else 0
        self.wide_gap = max(2, ordinary + 1)
        self.has_indents = sum(row.is_indented for row in rows) >= 2
        self.clauses = {after.number for row, after in pairwise(rows) if row.text[-1] in "；;"}
        self.letters = _letters(rows)
        self.is_styled = any(row.hint == "HEADING" for row in rows)
        plain = [row for row in rows if not row.hint]
        self.wrap = self.column = _wrap_width(plain)
        self.whole = self._whole(plain) if self.wrap else frozenset()
        self.broken = []  # where Word says that a paragraph ends though the line looks full
        if any(row.paragraph for row in rows):
            self.broken = self._broken(plain)
            self.wrap, self.whole = 0, frozenset()

    def _whole(self, rows):
        """The numbers of the rows from which full rows lead to the end of a sentence: only these go on with others."""
        found = set()
        for row, following in zip(reversed(rows), [None, *reversed(rows)], strict=False):
            runs_on = following is not None and following.number in found and self.is_full(row)
            if row.is_closed or (runs_on and following.number == row.number + 1):
                found.add(row.number)
        return frozenset(found)

    def _broken(self, rows):
        """The rows of a Word file that would go on in the next if it were a text."""
        texts = [replace(row, paragraph=0) for row in rows]
        pairs = pairwise(texts)
        found = [
            row for row, following in pairs if self.is_full(row) and not row.is_closed and self.joins(row, following)
        ]
        return found if len(found) >= 3 else []

    def is_wide(self, gap):
        return gap >= self.wide_gap

    def is_full(self, row):
        """Whether the row was broken because the line was full."""
        return bool(self.wrap) and row.after == 0 and row.width >= self.wrap - ASIDE

    def stands_out(self, row):
        """Whether a Word file sets the row off from its text: centred, bold, or in larger letters."""
        return row.is_centred or row.is_bold or (row.size > self.letters > 0)

    def is_new_paragraph(self, row):
        return row.is_enumerated or (self.has_indents and row.is_indented)

    def joins(self, row, following):
        """Whether `following` goes on with the paragraph that `row` stands in."""
        if following.paragraph:  # a Word file says itself where a paragraph ends
            return following.paragraph == row.paragraph and row.hint == following.hint
        if following.text[0] in CANNOT_BEGIN:
            return not (row.is_closed and following.text[0] == "…")
        if self.is_new_paragraph(following):
            return False
        if self.is_full(row) and following.number == row.number + 1:
            is_open = not row.is_closed or self.has_indents or following.width >= self.wrap - ASIDE
            return is_open and following.number in self.whole
        is_listed = row.number in self.clauses or row.text[-1] == following.text[-1]
        if row.text[-1] in "；;" and (is_listed or not (row.after or "。" in row.text)):
            return False  # the clauses of a list, each on its line
        if LABEL.match(following.text) and not INNER.search(following.text[:-1]):
            return False  # 咨询电话：…
        return is_cut_off(row) and (following.is_closed or is_cut_off(following))


def is_cut_off(row):
    """Whether a column or page broke the row off in the midst of a sentence: a long one, with stops within."""
    return row.width > NARROW and not row.is_closed and bool(INNER.search(row.text[:-1]))


def _letters(rows):
    """The size of most letters of a Word file's text, in half points; 0 where it says nothing."""
    sizes = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return max(sizes, key=sizes.get, default=0)


def _wrap_width(rows):
    """Where lines were broken by hard returns, the width at which; 0 where a line is a paragraph.

    In such a column no line is wider. Headings and captions that happen to be of one width stand beside wider lines,
    or none of them ends a sentence.
    """
    cuts = [row.width for row in rows if row.after == 0 and not row.is_closed and row.width >= 8]
    if len(cuts) < 3:
        return 0
    widest = max(cuts)
    full = [cut for cut in cuts if cut >= widest - 2]
    wider = sum(row.width > widest + ASIDE for row in rows)
    is_column = widest <= 60 and len(full) >= 0.6 * len(cuts) and 20 * wider <= len(rows)
    return widest if is_column else 0
