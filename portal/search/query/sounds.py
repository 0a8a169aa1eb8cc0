"""How Chinese characters sound: each becomes one sign for its syllable, tones left out, so that text and sound keep the
same length and are searched in the same way.

The table is made by `make_sounds.py`. Everything that is no Chinese character stays what it is.
"""

import functools
import re
from bisect import bisect_left
from pathlib import Path

FIRST_SIGN = 0xE000  # private use: no text that people type holds these
NOT_TYPED = frozenset({"n", "m", "ng", "o"})  # syllables of a character or two, which a typed letter hardly means
FILE = Path(__file__).parent / "data" / "sounds.txt"


class Sounds:
    def __init__(self, text):
        self.syllables, self.table, self.pairs = [], {}, {}
        usual, _, pairs = text.partition("\n\n")
        lines = [line.split() for line in usual.splitlines() if not line.startswith("#")]
        for number, (syllable, characters) in enumerate(sorted(lines)):
            self.syllables.append(syllable)
            self.table |= dict.fromkeys(map(ord, characters), chr(FIRST_SIGN + number))
        self.signs = {syllable: chr(FIRST_SIGN + number) for number, syllable in enumerate(self.syllables)}
        for pair, *sounds in map(str.split, pairs.splitlines()):
            self.pairs[pair] = "".join(self.signs[sound] for sound in sounds)
        # the pairs by either character: looking at these places alone is what makes long texts quick
        self.doubtful = re.compile(f"(?=([{''.join(sorted({pair[0] for pair in self.pairs}))}][\u4e00-\u9fff]))")
        self.letters = {FIRST_SIGN + number: syllable[0] for number, syllable in enumerate(self.syllables)}

    def heard(self, text):
        """`text` with a sign in the place of each Chinese character."""
        signs = text.translate(self.table)
        changes = [
            (found.start(), self.pairs[found[1]]) for found in self.doubtful.finditer(text) if found[1] in self.pairs
        ]
        if not changes:
            return signs
        pieces, done = [], 0
        for start, sounds in changes:
            if start < done:  # 同行 before 行业: the first pair has it
                continue
            pieces += [signs[done:start], sounds]
            done = start + 2
        return "".join([*pieces, signs[done:]])

    def initials(self, heard):
        """The first letter of each syllable in what `heard` gave."""
        return heard.translate(self.letters)

    def beginning_with(self, letters):
        """(first, last) sign of the syllables that begin with `letters`, or None."""
        first = bisect_left(self.syllables, letters)
        last = bisect_left(self.syllables, letters + "{")  # the character behind z
        return (chr(FIRST_SIGN + first), chr(FIRST_SIGN + last - 1)) if last > first else None


@functools.cache
def sounds():
    """The table, read when first asked for."""
    return Sounds(FILE.read_text(encoding="utf-8"))
