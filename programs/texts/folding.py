"""One form for all the ways in which people write the same name, title or number: decision 0013."""

import re
import unicodedata
from functools import lru_cache

from .radicals import with_ideographs
from .signs import without_unseen

LONGEST = 255
REMEMBERED = 20_000  # an import asks several times for each of its names
# What tells names apart: letters and digits of any script, and the plus and the percent sign (互联网+).
_LEFT_AWAY = re.compile(r"(?:[^\w+%]|_)+")
_FORMALITIES = re.compile(r"(?<=\d)[-第]0*(?=\d)")


@lru_cache(maxsize=REMEMBERED)
def folded(text):
    """What stays of a name when width, case, brackets, quotation marks, spaces, dashes, dots, line breaks and signs that
    nobody sees are left away. Between two digits a mark stays a mark, whichever it is: 〔2023〕1号 is not 20231号.

    A text without letters and digits gives nothing, and equals no other.
    """
    text = with_ideographs(without_unseen(text[: 4 * LONGEST]))
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _LEFT_AWAY.sub(_joint, plain)[:LONGEST]


def _joint(match):
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return "-" if before.isdigit() and after.isdigit() else ""


def folded_number(text):
    """The same for a document's number, in which 第 and leading zeros are no part: 〔2023〕第015号 is 〔2023〕15号."""
    return _FORMALITIES.sub("-", folded(text))
