"""What looks odd in a manuscript: pointed out to the editor, never put right."""

import re

from .ledger import Remark
from .pieces import Kind

CHECKED = (
    Kind.KICKER,
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.LEAD,
    Kind.HEADING,
    Kind.PARAGRAPH,
    Kind.CAPTION,
    Kind.SIDEBAR_TITLE,
)
HAN = "[\u3400-\u9fff]"
DOUBLED = re.compile(rf"({HAN}{{2,6}})\1")
HALF_WIDTH = re.compile(rf"(?<={HAN})[,;:?!()]|[,;:?!()](?={HAN})")
NO_YEAR = re.compile(r"(?<![年\d])(?<!年 )\d{1,2}月\d{1,2}日")
FIGURE = re.compile(r"\d+(?:\.\d+%?|%)")
PAIRS = dict(zip("”’》）】」』)", "“‘《（【「『(", strict=True))


def odd_things(pieces):
    """Remarks on all text pieces, in page order."""
    texts = [piece for piece in pieces if piece.kind in CHECKED]
    remarks = [remark for piece in texts for remark in _in_piece(piece)]
    return [*remarks, *_repeated_figures(texts)]


def _in_piece(piece):
    text = piece.text
    for match in DOUBLED.finditer(text):
        yield _remark(piece, match.start(), f"“{match[1]}”连续出现两次，是否多写？")
    marks = list(HALF_WIDTH.finditer(text))
    if marks:
        kinds = " ".join(sorted({match[0] for match in marks}))
        yield _remark(piece, marks[0].start(), f"中文里用了半角标点 {kinds}，共 {len(marks)} 处。")
    for match in NO_YEAR.finditer(text):
        yield _remark(piece, match.start(), f"日期“{match[0]}”没有写年份。")
    if (at := _unmatched(text)) is not None:
        yield _remark(piece, at, f"“{text[at]}”没有配对。")


def _unmatched(text):
    """The index of the first bracket or quotation mark without its partner; None where all match."""
    opened = []
    for at, character in enumerate(text):
        if character in PAIRS.values():
            opened.append(at)
        elif character in PAIRS:
            if not opened or text[opened[-1]] != PAIRS[character]:
                return at
            opened.pop()
    return opened[0] if opened else None


def _repeated_figures(pieces):
    """Precise figures (with a point or a per cent sign) that stand in several pieces: do they say the same?"""
    seen = {}
    for piece in pieces:
        for match in FIGURE.finditer(piece.text):
            seen.setdefault(match[0], []).append((piece, match.start()))
    for figure, found in seen.items():
        if len({id(piece) for piece, _ in found}) > 1:
            lines = "、".join(str(_line_at(piece, at)) for piece, at in found)
            yield _remark(*found[0], f"数字 {figure} 在第 {lines} 行多次出现，请核对几处说法是否一致。")


def _line_at(piece, at):
    """The source line of the character at index `at` of the piece's text."""
    for span in piece.spans:
        at -= len(span.text)
        if at < 0:
            return span.line
    return piece.spans[-1].line


def _remark(piece, at, message):
    return Remark(_line_at(piece, at), piece.text[max(0, at - 8) : at + 12], message)
