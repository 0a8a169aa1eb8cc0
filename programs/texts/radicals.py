"""Characters that only look like Chinese ones: radicals, which copying out of a PDF gives (⿅⾸⼯⼈), and doubles kept for
old encodings. Nothing that compares or reads aloud knows them, and nobody sees the difference.

radicals.txt is made by make_radicals.py; the doubles have their one spelling in Unicode's canonical form.
"""

import unicodedata
from itertools import chain
from pathlib import Path

DOUBLES = chain(range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))  # CJK Compatibility Ideographs and their supplement


def _read_table():
    lines = Path(__file__).with_name("radicals.txt").read_text(encoding="utf-8").splitlines()
    spelt = {chr(number): unicodedata.normalize("NFC", chr(number)) for number in DOUBLES}
    return {line[0]: line[1] for line in lines} | {
        double: plain for double, plain in spelt.items() if plain != double and "CJK" in unicodedata.name(double, "")
    }


IDEOGRAPHS = _read_table()  # what each stands for
_IN_PLACE = str.maketrans(IDEOGRAPHS)


def with_ideographs(text):
    """`text` of the same length, with the Chinese character in the place of each that only looks like it."""
    return text if text.isascii() else text.translate(_IN_PLACE)


def radicals_in(text):
    """Those characters of `text` that only look like Chinese ones, each once, in turn."""
    return [character for character in dict.fromkeys(text) if character in IDEOGRAPHS]
