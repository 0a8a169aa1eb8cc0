"""From a TABLE piece to the value of a table block: a grid of cells, its first row as the columns' headings."""

import json
import re

from ..pieces import Piece
from .rich import has_marks, rich_text

NUMBER = re.compile(r"[+\-−]?[\d,，.．]+\s*[%％‰]?$")


def table_value(piece, lines):
    """The stored value of a table block. Cells with formatting or several paragraphs make their column a rich one."""
    grid = grid_of(piece)
    size = _size(piece)
    rows = max(1 + max(row for row, _ in grid), size[0])
    columns = max(1 + max(column for _, column in grid), size[1])
    types = [_type([grid.get((row, column), []) for row in range(1, rows)], lines) for column in range(columns)]
    return {
        "columns": [
            {"type": types[column], "heading": _heading(grid.get((0, column), []))} for column in range(columns)
        ],
        "rows": [
            {"values": [_cell(grid.get((row, column), []), types[column], lines) for column in range(columns)]}
            for row in range(1, rows)
        ],
        "caption": "",
    }


def table_text(table):
    """The words of a TypedTable but its caption, row by row: (text, whether it is HTML)."""
    for column in table.columns:
        yield column["heading"], False
    for row in table.row_data:
        for cell in row["values"]:
            yield str(getattr(cell, "source", cell) or ""), hasattr(cell, "source")


def grid_of(piece):
    """{(row, column): spans}; a piece that says nothing of cells has a row for each source line."""
    places = json.loads(piece.detail)["cells"] if piece.detail else None
    grid, seen = {}, []
    for number, span in enumerate(piece.spans):
        if places and len(places) == len(piece.spans):
            place = tuple(places[number])
        else:
            if span.line not in seen:
                seen.append(span.line)
            row = seen.index(span.line)
            place = row, sum(1 for at in grid if at[0] == row)
        grid.setdefault(place, []).append(span)
    first = 0 if any(_size(piece)) else min(row for row, _ in grid)
    return {(row - first, column): spans for (row, column), spans in grid.items()}


def _type(cells, lines):
    if any(len(spans) > 1 or has_marks(spans, lines) for spans in cells):
        return "rich_text"
    texts = [_text(spans).strip() for spans in cells if spans]
    return "number" if texts and all(NUMBER.match(text) for text in texts) else "text"


def _size(piece):
    """How many rows and columns a Word file says that the table has, empty ones too; (0, 0) where nothing says it."""
    return tuple(json.loads(piece.detail).get("size", (0, 0))) if piece.detail else (0, 0)


def _heading(spans):
    """The heading of a column: it has one line, so a blank parts its paragraphs."""
    return " ".join(span.text for span in spans)


def _text(spans):
    return Piece("", spans, "").text


def _cell(spans, kind, lines):
    if kind != "rich_text":
        return _text(spans)
    paragraphs = [rich_text(Piece("", [span], ""), lines, ("a", "b")) for span in spans]
    return "".join(f"<p>{text}</p>" for text in paragraphs)
