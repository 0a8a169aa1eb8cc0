"""What a newspaper's page prints beside its text: page numbers, running heads, and where a text goes on."""

import re
from collections import Counter
from dataclasses import replace

from .pieces import Kind

PAGE = re.compile(
    r"第?\s*[A-D]?\d{1,3}\s*版\s*(?:[:：·|｜/]?\s*[\u3400-\u9fff·]{2,8})?$"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,3}\s*页)?$"
    r"|[-—–·•]\s*\d{1,3}\s*[-—–·•]$|—{1,2}\s*\d{1,3}\s*—{1,2}$|\d{1,3}\s*[/／]\s*\d{1,3}$|Page\s+\d+(?:\s+of\s+\d+)?$"
)
HEAD = re.compile(
    r"(?:[\u3400-\u9fff]{2,8}(?:日报|晚报|时报|周刊|周报|商报|都市报)[\s|｜·]*)20\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?[\s|｜·]*"
    r"(?:(?:星期|周)[一二三四五六日天])?[\s|｜·]*(?:第?\s*[A-D]?\d{1,3}\s*版)?$"
)
LONE_NUMBER = re.compile(r"\d{1,3}$")
GOES_ON = re.compile(r"\s*[(（【\[](?:紧?下转|转)第?\s*[A-D]?\d{1,3}\s*版[^()（）]{0,12}[)）】\]]$")
CAME_FROM = re.compile(r"^[(（【\[](?:紧?上接|紧接|接)第?\s*[A-D]?\d{1,3}\s*版[^()（）]{0,12}[)）】\]]\s*")
SHORT = 25
ENDS = "。！？…!?”』」）)："


def without_layout(rows):
    """Return the rows that are text, and the pieces for what the page printed beside it."""
    if any(row.paragraph for row in rows):
        return rows, []  # a Word file keeps page numbers apart from its text: what is typed there belongs to it
    numbered = [index for index, row in enumerate(rows) if PAGE.match(row.text) and not HEAD.match(row.text)]
    marks = [index for index in range(len(rows)) if _is_layout(rows, index, numbered)]
    marks += _running_heads(rows, marks)
    if len(marks) == len(rows):
        return rows, []
    gone = set(marks)
    pieces = [row.piece(Kind.MARK, "页码或报眉，版面自带") for index, row in enumerate(rows) if index in gone]
    kept = []
    for index, row in enumerate(rows):
        if index not in gone:
            row, cut = _without_pointers(row)
            pieces += cut
            kept.append(row)
    return kept, pieces


def weave(pieces, marks):
    """Put the marks among the pieces, each before the first piece that begins after it."""
    woven = list(pieces)
    for mark in sorted(marks, key=lambda piece: piece.spans[0].position, reverse=True):
        position = mark.spans[0].position
        later = (i for i, piece in enumerate(woven) if piece.spans and piece.spans[0].position > position)
        woven.insert(next(later, len(woven)), mark)
    return woven


def _is_layout(rows, index, numbered):
    text = rows[index].text
    if HEAD.match(text):
        return True
    if PAGE.match(text):
        return _is_of_a_page(rows, index, numbered)
    if not LONE_NUMBER.match(text) or not 0 < index < len(rows) - 1:
        return False
    before, after = rows[index - 1], rows[index + 1]
    if any(LONE_NUMBER.match(row.text) for row in (before, after)):
        return False  # a column of figures
    is_set_off = rows[index].before or rows[index].after
    return bool(is_set_off) and before.width > SHORT and before.text[-1] not in ENDS


def _is_of_a_page(rows, index, numbered):
    """Whether a number of a page was printed by the page: at its edge, in a cut paragraph, or one of several that rise."""
    if index == 0 and "版" in rows[0].text:
        return True
    before = rows[index - 1] if index else None
    if before is not None and before.width > SHORT and before.text[-1] not in ENDS:
        return True
    others = [other for other in numbered if abs(other - index) > 1]
    return (
        bool(others)
        and len(others) == len(numbered) - 1
        and len({rows[other].text for other in numbered}) == len(numbered)
    )


def _running_heads(rows, marks):
    """Short lines next to a page number that stand next to several of them."""
    near = [i for mark in marks for i in (mark - 1, mark + 1) if 0 <= i < len(rows) and i not in marks]
    near = [i for i in near if i > 0 and rows[i].width <= SHORT and rows[i].text[-1] not in "。；，、："]
    often = Counter(re.sub(r"\d", "", rows[i].text) for i in set(near))
    return [i for i in set(near) if often[re.sub(r"\d", "", rows[i].text)] > 1]


def _without_pointers(row):
    """The row without 下转第3版 at its end and 上接第1版 at its beginning, and the pieces for these."""
    pieces, reason = [], "转版、接版说明，版面自带"
    start, end = 0, len(row.text)
    if found := CAME_FROM.match(row.text):
        start = found.end()
    if found := GOES_ON.search(row.text):
        end = found.start()
    if start >= end or (start, end) == (0, len(row.text)):
        return row, []
    for stretch in ((0, start), (end, len(row.text))):
        if row.span(*stretch).text:
            pieces.append(row.part(Kind.MARK, *stretch, reason))
    kept = row.span(start, end)
    return replace(row, text=kept.text, start=kept.start), pieces
