"""Section headings: short lines without closing punctuation that a text follows."""

import re

from ..pieces import Kind
from .rows import INNER, NARROW
from .title_words import LABELLED, NUMBERED

DAY = re.compile(r"(?:[\d〇○零一二三四五六七八九]{4}\s*年|\d{4}\s*[-./])\s*[\d一二三四五六七八九十]{1,3}")
NO_HEADING = re.compile(
    r"此致|敬礼|特此|谢谢|附\s*[件录表图]|[图表]\s*[\d一二三四五六七八九十]{1,3}|注\s*[:：]|[(（].*[)）]$|目\s*录$|[男女甲乙问答ABQ]\s*[:：]|.*\d{5}|.*@|[☐□√●]"
)
SPREAD = re.compile(r"\S\s{3,}\S")  # words set apart by many blanks are a line of a form


class Headings:
    """Judges each row of a body by its own shape and that of its neighbours."""

    def __init__(self, rows, shape):
        self.rows, self.shape = rows, shape
        self.shaped = [self._is_shaped(row) for row in rows]
        self.is_plain = not shape.is_styled and not any(shape.stands_out(row) for row in rows)

    def _is_shaped(self, row):
        limit = 1.5 * NARROW if row.is_enumerated else NARROW
        last = row.text[-1]
        return (
            2 <= row.width <= limit
            and sum(character.isalpha() for character in row.text) >= 2
            and (last not in "。；，、：…！？,;:.!?—" or (last in "！？!?" and self.shape.is_wide(row.before)))
            and "。" not in row.text
            and row.text[0] not in "“‘「『，。、；：！？”’）》】—"
            and not self.shape.is_full(row)
        )

    def level(self, i, last_row):
        """'2' or '3' where rows[i] is a heading, '' where not. `last_row` is the last of an open paragraph, or None."""
        row = self.rows[i]
        if row.hint:
            return row.level if row.hint == Kind.HEADING.name else ""
        if not self.shaped[i] or i + 1 >= len(self.rows) or self._is_label(i) or _is_tail(row, last_row):
            return ""
        if row.paragraph and not self._is_set_off(i):
            return ""
        chain = [j for j in range(max(0, i - 2), min(len(self.rows), i + 3)) if self.shaped[j]]
        if any({j, j + 1, j + 2} <= set(chain) for j in chain):
            return ""  # three short lines in a row are a list or a poem
        if i + 1 in chain and self.rows[i + 1].is_enumerated == row.is_enumerated and row.is_enumerated:
            return "2" if row.rank and row.rank < self.rows[i + 1].rank else ""  # two numbered short lines: a list
        is_deeper = row.text[0] in "(（" or bool(NUMBERED.match(row.text))
        return "3" if (i - 1 in chain and i > 0) or is_deeper else "2"

    def _is_label(self, i):
        """Whether the row says something of itself, such as a telephone number, or signs above a day."""
        text = self.rows[i].text
        is_signature = bool(DAY.match(self.rows[i + 1].text)) and self.rows[i + 1].width <= NARROW
        return (
            bool(LABELLED.match(text) or NO_HEADING.match(text) or DAY.match(text) or SPREAD.search(text))
            or is_signature
        )

    def _is_parted(self, i):
        """Whether a table or picture stands between the row and the one before."""
        return i > 0 and self.rows[i].number - self.rows[i - 1].number - 1 > self.rows[i].before

    def _is_set_off(self, i):
        """Whether a Word file, which has ways to do so, sets the row off from its text; where it uses none, a text must follow."""
        row, following = self.rows[i], self.rows[i + 1]
        leads_to_text = following.width > NARROW and (following.is_closed or bool(INNER.search(following.text)))
        if row.is_enumerated or NUMBERED.match(row.text):
            return leads_to_text or self.shape.stands_out(row) or following.rank > row.rank > 0
        if self.is_plain:
            return leads_to_text and not (self._is_parted(i) or self._is_parted(i + 1))
        return self.shape.stands_out(row) and (leads_to_text or bool(following.hint) or following.is_enumerated)


def _is_tail(row, last):
    """Whether the row is the end of a paragraph rather than a line of its own."""
    if last is None or last.is_closed or row.paragraph:
        return False
    return last.text[-1] in "，、；,;“‘《（(" or (row.before == 0 and last.width > NARROW)
