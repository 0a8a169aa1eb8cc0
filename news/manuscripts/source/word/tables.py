"""A Word table as rows and columns: merged cells keep their place in the grid, deleted rows are told apart."""

from .xml import child, value, who_and_when

HEADING = 60  # characters in a row above a table that is its name
WRAPPERS = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")


def rows_of_table(element):
    """The accepted rows, and (text, note) of those that a tracked change deleted."""
    rows, deleted = [], []
    for row in _inside(element, "w:tr"):
        change = child(row, "w:trPr", "w:del")
        if change is None:
            rows.append(row)
        else:
            text = "".join(part.text or "" for part in row.iter() if part.tag in ("w:t", "w:delText"))
            deleted.append((text, who_and_when(change)))
    return rows, deleted


def cells_of(row):
    """(column, cell) pairs; a cell that covers several columns stands in the first."""
    column = _number(value(row, "w:trPr", "w:gridBefore"))
    for cell in _inside(row, "w:tc"):
        yield column, cell
        column += max(1, _number(value(cell, "w:tcPr", "w:gridSpan")))


def is_box(rows):
    """Whether the table has one cell: a frame around some paragraphs, not a table."""
    return len(rows) <= 1 and sum(1 for row in rows for _ in cells_of(row)) <= 1


def is_headed(rows):
    """Whether the first of several rows is one cell with one line in it: what the table is called."""
    if len(rows) < 2 or len(list(cells_of(rows[0]))) != 1 or len(list(cells_of(rows[1]))) < 2:
        return False
    lines = ["".join(text.text or "" for text in paragraph.iter("w:t")) for paragraph in rows[0].iter("w:p")]
    return sum(bool(line.strip()) for line in lines) == 1 and len("".join(lines)) <= HEADING


def _inside(parent, tag):
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in WRAPPERS:
            yield from _inside(element, tag)


def _number(text):
    return int(text) if text.isdigit() and len(text) < 4 else 0
