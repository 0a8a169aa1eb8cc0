"""What a Word file says of its lines by styles, lists, tables and notes: it is taken at its word, before any guess."""

import json
from itertools import groupby

from ..pieces import Kind, Piece, Span
from .captions import blanket_credit, caption_parts
from .layout_marks import woven_in
from .rows import rows_of

HEAD = {Kind.KICKER.name, Kind.TITLE.name, Kind.SUBTITLE.name, Kind.LEAD.name}
ASIDE = {kind.name for kind in (Kind.ITEM, Kind.TABLE, Kind.TABLE_CAPTION, Kind.QUOTATION, Kind.FOOTNOTE, Kind.DROPPED)}
ONE_LINE = (Kind.KICKER, Kind.TITLE, Kind.SUBTITLE, Kind.LEAD, Kind.HEADING, Kind.CAPTION)
STYLED = "Word 文件里的样式是“{}”"
QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}


def head_piece(row):
    """The piece of a row that its style calls a title or the like; [] for other rows."""
    if row.hint not in HEAD:
        return []
    kind = Kind[row.hint]
    return [row.piece(kind, STYLED.format(kind))]


def is_body(row):
    """Whether its style puts the row into the story, so that the head has ended."""
    return bool(row.hint) and row.hint not in HEAD


def body_pieces(row, parts):
    """The pieces of a row in the story whose style names a caption or a line of the head; [] for other rows.

    `parts` is what the words say of themselves as a caption: who is credited.
    """
    if row.hint == Kind.CAPTION.name:
        parts = parts or [(Kind.CAPTION, 0, len(row.text), STYLED.format(Kind.CAPTION), "")]
        return row.split(parts, "署名或供图的固定用语，版面自带")
    return head_piece(row)


def set_aside(rows, lines, tables=()):
    """Part the rows that are read as running text from the pieces that the file's own structure makes (in groups)."""
    by_number = {line.number: line for line in lines}
    boxes = [row for row in rows if by_number[row.number].part == "textbox"]
    boxed = {row.number for row in boxes if row.hint != Kind.TITLE.name}
    if len(boxes) == len(rows):
        boxed = set()  # a page that is laid out in text boxes alone is read like any other
    taken = [row for row in rows if row.hint in ASIDE or row.number in boxed]
    if not taken and not any(line.picture for line in lines):
        return rows, []
    gone = {row.number for row in taken}
    groups = [
        [Piece(Kind.PICTURE, [Span(line.number, 0, 0, "")], "Word 文件里的图片")] for line in lines if line.picture
    ]
    place = {row.number: n for n, row in enumerate(rows)}
    before = {row.number: place[row.number] - n for n, row in enumerate(taken)}  # the same while nothing is between
    for _, run in groupby(
        taken, lambda row: (before[row.number], _run(row, by_number[row.number], row.number in boxed))
    ):
        groups.append(_pieces(list(run), by_number, tables))
    return rows_of([line for line in lines if line.number not in gone]), groups


def _run(row, line, is_boxed):
    if is_boxed and row.hint != Kind.TABLE.name:
        return "box"
    return row.hint, line.cell[0] if line.cell else None


def _pieces(rows, lines, tables):
    hint = rows[0].hint
    if lines[rows[0].number].part == "textbox" and hint != Kind.TABLE.name:
        return _box(rows)
    if hint == Kind.TABLE.name:
        cells = [lines[row.number].cell[1:] for row in rows]
        number = lines[rows[0].number].cell[0]
        size = tables[number] if number < len(tables) else (0, 0)
        detail = json.dumps({"cells": cells, "size": size} if any(size) else {"cells": cells})
        return [Piece(Kind.TABLE, [row.span() for row in rows], "Word 文件里的表格", detail)]
    kind = Kind[hint]
    reason = {
        Kind.ITEM: "Word 文件里的列表",
        Kind.FOOTNOTE: "Word 文件里的脚注或尾注",
        Kind.DROPPED: "Word 的目录；网页按小标题自动生成",
    }.get(kind, STYLED.format(kind))
    paragraphs = []
    for row in rows:
        if row.goes_on and paragraphs and kind != Kind.QUOTATION:
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    if kind == Kind.QUOTATION:
        return [piece for row in rows for piece in _quotation(row)]
    if kind in (Kind.ITEM, Kind.FOOTNOTE):
        return _lists(kind, paragraphs, lines, reason)
    return [Piece(kind, [row.span() for row in paragraph], reason) for paragraph in paragraphs]


def _lists(kind, paragraphs, lines, reason):
    """Items of the lists in a row of paragraphs, each list for itself: bullets, and numbers as far as they go on."""
    runs = []
    for rows in paragraphs:
        marks = lines[rows[0].number].marks
        label = next((mark for mark in marks if mark.tag == "label" and not mark.start), None)
        if not runs or bool(label) != bool(runs[-1][-1][1]) or (label and label.href == "1"):
            runs.append([])
        runs[-1].append((rows, label))
    pieces = []
    for n, run in enumerate(runs, 1):
        following = next((label for (_, label), *_ in runs[n:] if label), None)
        goes_on = following is not None and following.href != "1"  # bullets stand between two numbers of one list
        pieces += _list(kind, run, reason, goes_on)
    return pieces


def _list(kind, run, reason, goes_on):
    """Items of one list; where they are counted 1, 2, 3 throughout, or have bullets, the page's own list makes the marks."""
    plain = [label.href if label else "" for _, label in run]
    is_ordered = not goes_on and plain == [str(n) for n in range(1, len(plain) + 1)]
    pieces = []
    for rows, label in run:
        spans = [row.span() for row in rows]
        if label and is_ordered:
            cut = label.end - rows[0].start
            pieces.append(Piece(Kind.MARK, [rows[0].span(0, cut)], "Word 自动编的号，网页的列表也会编"))
            spans[0] = rows[0].span(cut)
        detail = "ul" if kind == Kind.ITEM and not label else ""
        if label and is_ordered:
            detail = "new ol" if label.href == "1" else "ol"
        pieces.append(Piece(kind, [span for span in spans if span.text], reason, detail))
    return pieces


def _quotation(row):
    text = row.text
    closing = QUOTES.get(text[0])
    if closing and len(text) > 2 and text[-1] == closing and closing not in text[1:-1]:
        part = (Kind.QUOTATION, 1, len(text) - 1, STYLED.format(Kind.QUOTATION), "")
        return row.split([part], "引号，版面自带")
    return [row.piece(Kind.QUOTATION, STYLED.format(Kind.QUOTATION))]


def _box(rows):
    pieces = []
    for row in rows:
        if parts := blanket_credit(row) or caption_parts(row):
            pieces += row.split(parts, "署名或供图的固定用语，版面自带")
        else:
            kind = Kind.HEADING if row.hint == Kind.HEADING.name else Kind.PARAGRAPH
            piece = row.piece(kind, "Word 文件里的文本框", row.level)
            piece.remarks.append("来自文本框，放在它所附的段落之后，请核对位置和归类。")
            pieces.append(piece)
    return pieces


def put_back(pieces, groups, lines):
    """The pieces with each group before the first piece that begins after it; lines of one paragraph made one piece."""
    going_on = {line.number for line in lines if line.goes_on}
    merged = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and piece.kind == last.kind in ONE_LINE and piece.spans and piece.spans[0].line in going_on:
            last.spans += piece.spans
        else:
            merged.append(piece)
    merged = woven_in(merged, groups)
    return [piece for piece in merged if piece.spans or piece.kind == Kind.SIDEBAR_END]
