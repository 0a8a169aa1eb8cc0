"""Tables written in plain text: rows of as many cells each, parted by tabs or upright strokes.

A TABLE piece holds one span a cell; its `detail` is JSON, `{"cells": [[row, column], …]}`, one pair for each span.
"""

import json
import re

from ..pieces import Kind, Piece
from .names import looks_like_name

STROKES = re.compile(r"\s{0,9}+[|｜│]\s{0,9}+")
RULE = re.compile(r"[\s|｜│+:：\-—─=]+$")
TITLE = re.compile(
    r"(?:附?表\s{0,9}+[\d一二三四五六七八九十]{0,9}[\s:：、.]|.{2,28}(?:一览|一览表|统计表|情况表|名单表|对照表|安排表|时间表|表)(?:[(（].{0,60}[)）])?$)"
)
LONGEST_CELL = 60


def table_at(rows, start):
    """Return the pieces of a table that begins at rows[start], and how many rows it takes; ([], 0) where none does."""
    if start >= len(rows) or rows[start].paragraph:
        return [], 0  # a Word file has tables of its own; tabs set off words there
    for cells_of in (_by_strokes, _by_tab, _by_tabs):
        found, cells = [], []
        for index in range(start, len(rows)):
            row = rows[index]
            if index > start and row.number != rows[index - 1].number + 1:
                break
            here = [] if _is_rule(row) and index > start else cells_of(row)
            if here is None or (here and cells and len(here) != len(cells[0])):
                break
            found.append((row, here))
            if here:
                cells.append(here)
        if len(cells) >= 2 and len(cells[0]) >= 2 and not _are_names(found):
            return _pieces(found), len(found)
    return [], 0


def _are_names(found):
    """Whether nothing but names stands in the cells: a list that was set in columns."""
    texts = ["".join(row.text[start:end].split()) for row, cells in found for start, end in cells]
    return all(looks_like_name(text) for text in texts if text)


def is_table_title(row):
    return row.width <= 30 and bool(TITLE.match(row.text)) and row.text[-1] not in "。；，"


def _is_rule(row):
    return len(row.text) >= 3 and bool(RULE.match(row.text)) and any(c in row.text for c in "-—─=")


def _pieces(found):
    spans, places, marks, number = [], [], [], 0
    for row, cells in found:
        parts = [(Kind.TABLE, start, end, "", "") for start, end in cells if row.span(start, end).text]
        spans += [row.span(start, end) for _, start, end, _, _ in parts]
        places += [[number, column] for column, (start, end) in enumerate(cells) if row.span(start, end).text]
        marks += [piece for piece in row.split(parts, "表格的竖线或分隔线，版面自带") if piece.kind == Kind.MARK]
        number += bool(cells)
    return [Piece(Kind.TABLE, spans, "每行格数相同的文字表格", json.dumps({"cells": places})), *marks]


def _by_strokes(row):
    """The cells between strokes; None where there are not two."""
    if not STROKES.search(row.text):
        return None
    start = STROKES.match(row.text).end() if STROKES.match(row.text) else 0
    text = row.text
    last = re.search(r"[|｜│]\s{0,9}+$", text)
    return _checked(row, _between(text, STROKES, start, last.start() if last else len(text)))


def _by_tab(row):
    return _checked(row, _between(row.text, re.compile("\t"), 0, len(row.text))) if "\t" in row.text else None


def _by_tabs(row):
    return _checked(row, _between(row.text, re.compile("\t+"), 0, len(row.text))) if "\t" in row.text else None


def _between(text, separator, start, end):
    cells = []
    for match in separator.finditer(text, start, end):
        cells.append((start, match.start()))
        start = match.end()
    return [*cells, (start, end)]


def _checked(row, cells):
    is_table = len(cells) >= 2 and all(end - start <= LONGEST_CELL for start, end in cells)
    return cells if is_table else None
