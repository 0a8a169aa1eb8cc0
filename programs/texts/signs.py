"""Signs that no text may hold, and signs that nobody sees."""

import re
from itertools import pairwise

# Control characters and what Unicode reserves as no character: XML forbids them, databases and programs choke on them.
# Tabs and line breaks are none of them. Then what only takes room in a line: soft hyphens, zero widths, bidi marks,
# fillers, and the marks that choose between forms of one character, but for those of Chinese characters.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
BREAKS = "\t\n\x0b\x0c\r\x85\u2028\u2029"

_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_UNSEEN = re.compile(f"[{FORBIDDEN}{INVISIBLE}]")
_BREAKS = re.compile(f"[{BREAKS}]+")
_UNFIT_FOR_A_LINE = re.compile(f"[{FORBIDDEN}{INVISIBLE}{BREAKS}]")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd“”‘’·—…]")


def has_forbidden(text):
    return _FORBIDDEN.search(text) is not None


def without_forbidden(text):
    """`text` without control characters and non-characters; tabs and line breaks stay."""
    return _FORBIDDEN.sub("", text)


def is_blank(text):
    """Is there nothing to be seen in `text`?"""
    return not _UNSEEN.sub("", text).strip()


def without_unseen(text):
    return _UNSEEN.sub("", text)


def one_line(text):
    """`text` as a line: without what nobody sees. What stood in two lines is joined, by a space where no Chinese meets."""
    if not _UNFIT_FOR_A_LINE.search(text):
        return text
    parts = [part for part in (_UNSEEN.sub("", part).strip() for part in _BREAKS.split(text)) if part]
    line = parts[0] if parts else ""
    for before, part in pairwise(parts):
        line += part if _WIDE.match(before[-1]) or _WIDE.match(part) else f" {part}"
    return line
