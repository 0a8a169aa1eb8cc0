"""From a piece to HTML: bold, italics, raised, lowered and linked words keep their formatting."""

import html
from itertools import groupby

from .pieces import parted

ORDER = ("a", "b", "i", "sup", "sub")


def rich_text(piece, lines, allowed=ORDER):
    """The words of a piece as HTML without a paragraph around them. `lines` maps numbers to source Lines."""
    made = ""
    for formats, run in groupby(_characters(piece, lines, allowed), lambda pair: pair[1]):
        made += _wrapped(html.escape("".join(text for text, _ in run), quote=False), formats)
    return made


def has_marks(spans, lines):
    return any(mark.tag in ORDER for span in spans for mark in _marks(span, lines))


def _marks(span, lines):
    line = lines.get(span.line)
    return [mark for mark in line.marks if mark.start < span.end and mark.end > span.start] if line else []


def _characters(piece, lines, allowed):
    """Each character with its formats, and the blank that keeps two Latin words apart."""
    before = ""
    for span in piece.spans:
        if parted(before, span.text):
            yield " ", frozenset()
        marks = [mark for mark in _marks(span, lines) if mark.tag in allowed]
        for at, character in enumerate(span.text, span.start):
            formats = frozenset((mark.tag, mark.href) for mark in marks if mark.start <= at < mark.end)
            yield character, formats
        before = span.text or before


def _wrapped(text, formats):
    for tag, href in sorted(formats, key=lambda form: ORDER.index(form[0]), reverse=True):
        opening = f'<a href="{html.escape(href)}">' if tag == "a" else f"<{tag}>"
        text = f"{opening}{text}</{tag}>"
    return text
