"""A table of contents that somebody typed: the word 目录, and lines that end in the number of a page."""

import re

from ..pieces import Kind

WORD = re.compile(r"目\s{0,9}+[录次]$|(?:table of )?contents$", re.IGNORECASE)
NUMBER = re.compile(r"[\s.…·．\-—(（]\s{0,9}+\d{1,3}[)）]?$")
REASON = "目录；网页按小标题自动生成"


def without_contents(rows):
    """The rows that are text, and the pieces of a contents list."""
    at = next((n for n, row in enumerate(rows[:40]) if WORD.match(row.text)), None)
    if at is None:
        return rows, []
    end = at + 1
    later = {_words(row.text) for row in rows[at + 1 :] if not NUMBER.search(row.text)}
    while end < len(rows) and _is_entry(rows, end, later):
        end += 1
    if end == at + 1:
        return rows, []
    return rows[:at] + rows[end:], [row.piece(Kind.DROPPED, REASON) for row in rows[at:end]]


def _is_entry(rows, at, later):
    """Whether a line names a page, or stands again further on while the next line names one."""
    text = rows[at].text
    if NUMBER.search(text):
        return True
    following = rows[at + 1].text if at + 1 < len(rows) else ""
    return _words(text) in later and bool(NUMBER.search(following))


def _words(text):
    return re.sub(r"[\s.…·．\-—\d()（）]", "", text)
