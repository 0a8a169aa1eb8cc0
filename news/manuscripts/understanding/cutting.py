"""Cuts a piece that was read as one into several, keeping for each the exact stretches of source lines."""

from ..pieces import Kind, Piece, Span
from ..source.reading import is_white


def ink(piece):
    """The characters of the piece as its spans hold them: places in it can be cut at."""
    return "".join(span.text for span in piece.spans)


def stretch(piece, start, end):
    """The spans of `ink(piece)[start:end]`, white space at their ends left out."""
    spans, at = [], 0
    for span in piece.spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        at += len(span.text)
        while first < last and is_white(span.text[first]):
            first += 1
        while last > first and is_white(span.text[last - 1]):
            last -= 1
        if first < last:
            spans.append(Span(span.line, span.start + first, span.start + last, span.text[first:last]))
    return spans


def cut(piece, parts, reason):
    """Pieces for `parts` (kind, start, end, reason, detail) of the piece's ink; all other ink becomes layout marks."""
    pieces, at, length = [], 0, len(ink(piece))
    for kind, start, end, why, detail in [*parts, (None, length, length, "", "")]:
        if mark := stretch(piece, at, start):
            pieces.append(Piece(Kind.MARK, mark, reason))
        if kind and (spans := stretch(piece, start, end)):
            pieces.append(Piece(kind, spans, why, detail))
        at = end
    return pieces
