"""Many names and whom each means, so that a text is looked through once however many there are.

A dictionary of folded names, and for each first two characters the lengths that names beginning so have: at each place
of a text a few slices are looked up. Reasons and figures: docs/decisions/0009.
"""

from pathlib import Path

from .folding import folded_name, is_latin

SHORTEST, LONGEST = 2, 255
COMMON = frozenset(folded_name(line) for line in (Path(__file__).parent / "common_names.txt").read_text().split())


class Names:
    """Never changed once it is filled: a reader keeps the one it began with."""

    def __init__(self, rows=()):
        """`rows` yields (row key, owner key, names); keys are whatever the caller likes."""
        self.bearers = {}  # folded name → the row's key, or a tuple of several
        self.lengths = {}  # first two characters → lengths of the names that begin so, longest first
        self.owners = {}  # row key → owner key, of those rows that have another owner
        for row, owner, names in rows:
            if owner != row:
                self.owners[row] = owner
            for name in names:
                self._add(name, row)
        self.lengths = {start: tuple(sorted(found, reverse=True)) for start, found in self.lengths.items()}

    def _add(self, name, row):
        folded = folded_name(name) if name else ""
        if not SHORTEST <= len(folded) <= LONGEST or folded in COMMON or not any(map(str.isalpha, folded)):
            return
        known = self.bearers.get(folded)
        if known is None:
            self.bearers[folded] = row
            self.lengths.setdefault(folded[:SHORTEST], set()).add(len(folded))
        elif type(known) is tuple:
            if row not in known:
                self.bearers[folded] = (*known, row)
        elif known != row:
            self.bearers[folded] = (known, row)

    def hits(self, folded):
        """Yield (start, end, rows) for each name anywhere in a Folded text, in its own characters, overlaps included."""
        text, lengths, bearers = folded.text, self.lengths, self.bearers
        for start in range(len(text) - 1):
            for length in lengths.get(text[start : start + SHORTEST], ()):
                rows = bearers.get(text[start : start + length])
                if rows is not None and start + length <= len(text) and _are_words(folded, start, start + length):
                    yield start, start + length, rows if type(rows) is tuple else (rows,)


def _are_words(folded, start, end):
    """Latin words are matched whole: no other letter or digit touches them in the original."""
    text = folded.text
    if start and is_latin(text[start]) and is_latin(text[start - 1]) and folded.ends[start - 1] == folded.starts[start]:
        return False
    touches = end < len(text) and is_latin(text[end - 1]) and is_latin(text[end])
    return not (touches and folded.ends[end - 1] == folded.starts[end])
