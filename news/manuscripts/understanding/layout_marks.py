"""What a newspaper's page prints beside its text: page numbers, running heads, and where a text goes on."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ..pieces import Kind

PAGE = re.compile(
    r"第?\s{0,9}+[A-D]?\d{1,3}\s{0,9}+版\s{0,9}+(?:[:：·|｜/]?\s{0,9}+[\u3400-\u9fff·]{2,8})?$"
    r"|第\s{0,9}+\d{1,3}\s{0,9}+页(?:\s{0,9}+[,，/／]?\s{0,9}+共\s{0,9}+\d{1,3}\s{0,9}+页)?$"
    r"|[-—–·•]\s{0,9}+\d{1,3}\s{0,9}+[-—–·•]$|—{1,2}\s{0,9}+\d{1,3}\s{0,9}+—{1,2}$|\d{1,3}\s{0,9}+[/／]\s{0,9}+\d{1,3}$|Page\s+\d+(?:\s+of\s+\d+)?$"
)
HEAD = re.compile(
    r"(?:[\u3400-\u9fff]{2,8}(?:日报|晚报|时报|周刊|周报|商报|都市报)[\s|｜·]*+)20\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?[\s|｜·]*+"
    r"(?:(?:星期|周)[一二三四五六日天])?[\s|｜·]*+(?:第?\s{0,9}+[A-D]?\d{1,3}\s{0,9}+版)?$"
)
LONE_NUMBER = re.compile(r"\d{1,3}$")
GOES_ON = re.compile(r"\s{0,9}+[(（【\[](?:紧?下转|转)第?\s{0,9}+[A-D]?\d{1,3}\s{0,9}+版[^()（）]{0,12}[)）】\]]$")
CAME_FROM = re.compile(
    r"^[(（【\[](?:紧?上接|紧接|接)第?\s{0,9}+[A-D]?\d{1,3}\s{0,9}+版[^()（）]{0,12}[)）】\]]\s{0,9}+"
)
SHORT = 25
ENDS = "。！？…!?”』」）)："


def without_layout(rows):
    """Return the rows that are text, and the pieces for what the page printed beside it."""
    if any(row.paragraph for row in rows):
        return rows, []  # a Word file keeps page numbers apart from its text: what is typed there belongs to it
    numbered = _are_pages([index for index, row in enumerate(rows) if PAGE.match(row.text)], rows)
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
    return woven_in(pieces, [[mark] for mark in marks])


def woven_in(pieces, groups):
    """The pieces with each group (of pieces) before the first piece that begins after it."""
    reached, furthest = [], (0, -1)
    for piece in pieces:
        furthest = max(furthest, piece.spans[0].position) if piece.spans else furthest
        reached.append(furthest)
    waiting = {}
    for group in sorted(groups, key=lambda group: group[0].spans[0].position):
        waiting.setdefault(bisect_right(reached, group[0].spans[0].position), []).extend(group)
    return [one for at in range(len(pieces) + 1) for one in (*waiting.get(at, ()), *pieces[at : at + 1])]


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
    return numbered


def _are_pages(places, rows):
    """Whether several numbers are those of pages: each another, and none beside another."""
    apart = all(after - before > 1 for before, after in pairwise(places))
    return len(places) > 1 and apart and len({rows[at].text for at in places}) == len(places)


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
