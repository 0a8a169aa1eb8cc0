"""Signs that no text may hold, and signs that nobody sees."""

import re
from itertools import pairwise

# Control characters and what Unicode reserves as no character: XML forbids them, databases and programs choke on them.
# Tabs and line breaks are none of them. Then what only takes room in a line: soft hyphens, zero widths, bidi marks,
# fillers, and the marks that choose between forms of one character, but for those of Chinese characters.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc"
)
BREAKS = "\t\n\x0b\x0c\r\x85\u2028\u2029"
# The same beyond the first plane, where hardly a text has anything: a class that reaches there takes fifteen times as long.
FORBIDDEN_BEYOND = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
INVISIBLE_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


class _Signs:
    """A set of signs, looked for in short time."""

    def __init__(self, signs, beyond):
        self.signs, self.all = re.compile(f"[{signs}]"), re.compile(f"[{signs}{beyond}]")

    def are_in(self, text):
        return bool(self.signs.search(text) or (_BEYOND.search(text) and self.all.search(text)))

    def left_out(self, text):
        return self.all.sub("", text) if self.are_in(text) else text


_FORBIDDEN = _Signs(FORBIDDEN, FORBIDDEN_BEYOND)
_UNSEEN = _Signs(FORBIDDEN + INVISIBLE, FORBIDDEN_BEYOND + INVISIBLE_BEYOND)
_UNFIT_FOR_A_LINE = _Signs(FORBIDDEN + INVISIBLE + BREAKS, FORBIDDEN_BEYOND + INVISIBLE_BEYOND)
_BREAKS = re.compile(f"[{BREAKS}]+")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd“”‘’·—…]")


def has_forbidden(text):
    return not text.isprintable() and _FORBIDDEN.are_in(text)


def is_unfit_for_a_line(text):
    return _UNFIT_FOR_A_LINE.are_in(text)


def without_forbidden(text):
    """`text` without control characters and non-characters; tabs and line breaks stay."""
    return _FORBIDDEN.left_out(text)


def is_blank(text):
    """Is there nothing to be seen in `text`?"""
    return not _UNSEEN.left_out(text).strip()


def without_unseen(text):
    return _UNSEEN.left_out(text)


def one_line(text):
    """`text` as a line: without what nobody sees. What stood in two lines is joined, by a space where no Chinese meets."""
    if not is_unfit_for_a_line(text):
        return text
    parts = [part for part in (_UNSEEN.left_out(part).strip() for part in _BREAKS.split(text)) if part]
    line = parts[0] if parts else ""
    for before, part in pairwise(parts):
        line += part if _WIDE.match(before[-1]) or _WIDE.match(part) else f" {part}"
    return line
