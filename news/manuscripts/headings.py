"""Section headings: short lines without closing punctuation that a text follows."""

from .rows import NARROW


class Headings:
    """Judges each row of a body by its own shape and that of its neighbours."""

    def __init__(self, rows, shape):
        self.rows, self.shape = rows, shape
        self.shaped = [self._is_shaped(row) for row in rows]

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
        if not self.shaped[i] or i + 1 >= len(self.rows) or _is_tail(row, last_row):
            return ""
        chain = [j for j in range(max(0, i - 2), min(len(self.rows), i + 3)) if self.shaped[j]]
        if any({j, j + 1, j + 2} <= set(chain) for j in chain):
            return ""  # three short lines in a row are a list or a poem
        if i + 1 in chain and self.rows[i + 1].is_enumerated == row.is_enumerated and row.is_enumerated:
            return "2" if row.rank and row.rank < self.rows[i + 1].rank else ""  # two numbered short lines: a list
        return "3" if (i - 1 in chain and i > 0) or row.text[0] in "(（" else "2"


def _is_tail(row, last):
    """Whether the row is the end of a paragraph rather than a line of its own."""
    if last is None or last.is_closed:
        return False
    return last.text[-1] in "，、；,;“‘《（(" or (row.before == 0 and last.width > NARROW)
