"""What a spreadsheet program would take for a formula, and how a file that we hand out shows it instead."""

import re

from programs.texts.signs import without_forbidden

STARTS = "=+-@\t\r＝＋－＠"  # the full-width ones run in East Asian versions
FIRST = tuple(STARTS)
GUARDED = re.compile(rf"'+[{re.escape(STARTS)}]")  # as `harmless` writes it, and an import reads it back


def harmless(text):
    """`text` without signs that no cell holds, and with an apostrophe before what would run; one more where it looks
    guarded already."""
    text = without_forbidden(text)
    return f"'{text}" if text.startswith(FIRST) or (text[:1] == "'" and GUARDED.match(text)) else text
