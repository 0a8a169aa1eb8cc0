"""From a piece to HTML: bold, italics, raised, lowered and linked words keep their formatting."""

import html
from itertools import groupby

from ..pieces import parted

ORDER = ("a", "b", "i", "sup", "sub")


def rich_text(piece, lines, allowed=ORDER):
    """The words of a piece as HTML without a paragraph around them. `lines` maps numbers to source Lines."""
    made = ""
    for formats, run in groupby(_characters(piece, lines, allowed), lambda pair: pair[1]):
        words = html.escape("".join(text for text, _ in run), quote=False)
        made += _wrapped(words.replace("\n", "<br/>"), formats)
    return made


def is_soft_break(last, span, lines):
    """Whether the author broke the line between two stretches of one paragraph."""
    line = lines.get(span.line)
    return bool(last and line and line.goes_on and last.line != span.line and last.line in lines and
                lines[last.line].paragraph == line.paragraph)  # fmt: skip


def with_breaks(piece, lines):
    """The words of a piece without formatting; where the author broke the line stands a blank."""
    made, last = "", None
    for span in piece.spans:
        made += " " if made and (is_soft_break(last, span, lines) or parted(made, span.text)) else ""
        made += span.text
        last = span
    return made


def has_marks(spans, lines):
    return any(mark.tag in ORDER for span in spans for mark in _marks(span, lines))


def _marks(span, lines):
    line = lines.get(span.line)
    return [mark for mark in line.marks if mark.start < span.end and mark.end > span.start] if line else []


def _characters(piece, lines, allowed):
    """Each character with its formats, and the blank that keeps two Latin words apart."""
    before, last = "", None
    for span in piece.spans:
        if is_soft_break(last, span, lines):
            yield "\n", frozenset()
        elif parted(before, span.text):
            yield " ", frozenset()
        last = span
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
