"""One spelling for all that a reader means the same by: width, case, accents, traditional characters, punctuation.

In folded text, words and numbers stand between single spaces; a run of Han characters stands between spaces too, and
has none inside. So a space is a border, whatever the original had there, and nothing else is.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

# From here on Unicode has scripts that put no spaces between words: Han, kana, Hangul and their like.
FIRST_WIDE = "\u2e80"
WIDE = f"[{FIRST_WIDE}-\U0010ffff]"
NARROW = rf"[^\s{FIRST_WIDE}-\U0010ffff]"
REMEMBERED = 50_000  # characters: more than a language has
BORDER = "\n"
LONGEST = 64  # letters of a word; what is longer is nobody's word, and is cut

_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_LISTED_YEAR = re.compile(r"[0-9]{1,2}\.(?:19|20)[0-9]{2}")
# Newspapers spread short names and headings: 王　伟, 通  知. One narrow space does not say so: folded text has it.
_SPREAD = re.compile(rf"(?<!{WIDE})({WIDE}) {{2,8}}(?={WIDE}(?!{WIDE}))")
_STRAY = re.compile(r"(?<![0-9])\.|\.(?![0-9])|,")
_CHANGE = re.compile(rf"(?<={WIDE})(?={NARROW})|(?<={NARROW})(?={WIDE})")
_LONG = re.compile(rf"{NARROW}{{{LONGEST + 1},}}")
_SPACES = re.compile(r"[ \n]+")
# A share keeps its sign, in the wide spelling, as a unit: so 96% is not met in 第96场.
PERCENT = "\uff05"
_LONE_PERCENT = re.compile(f"(?<![0-9])(?<![0-9] ){PERCENT}")


@dataclass(frozen=True)
class Folded:
    """`text` as it is compared; its n-th character stands for the original's from `starts[n]` to `ends[n]`."""

    text: str
    starts: list
    ends: list


def _read_table():
    lines = Path(__file__).with_name("simplified.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1] for line in lines}


SIMPLIFIED = _read_table()


class _Characters(dict):
    """What single characters become, found out when they are first met."""

    def __missing__(self, number):
        found = _spelt(chr(number))
        if len(self) < REMEMBERED:
            self[number] = found
        return found


def _spelt(character):
    if character in " \u00a0":
        return " "
    if character == "\u3000":
        return "  "
    category = unicodedata.category(character)
    if category in {"Mn", "Cf"}:  # accents apart, and signs without width: they part nothing
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if character in ".,\uff0e":  # the wide comma parts the members of a list, never thousands
        return plain
    out = "".join(map(_letter, plain.casefold()))
    is_sign = category in {"So", "No"} and not unicodedata.decomposition(character).startswith("<su")
    return f"{BORDER}{out}{BORDER}" if is_sign else out or BORDER


def _letter(character):
    """One letter or digit of a compatibility form, without its accent, simplified."""
    if character == "%":
        return PERCENT
    bare = "".join(c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn")
    bare = unicodedata.normalize("NFC", bare)
    return "".join(SIMPLIFIED.get(c, c) if c.isalnum() else BORDER for c in bare)


_CHARACTERS = _Characters()


def _without_commas(match):
    return match[0].replace(",", "")


def _decimal(match):
    """2716.1 stays one number. 2024.5.1 and 1.2024年 (an item of a list that begins with a year) are several."""
    after = match.string[match.end() : match.end() + 1]
    if match[0].count(".") > 1 or (after == "年" and _LISTED_YEAR.fullmatch(match[0])):
        return match[0].replace(".", BORDER)
    return match[0]


def _cut(match):
    pieces = match[0].split(".")
    return " ".join(piece[at : at + LONGEST] for piece in pieces for at in range(0, len(piece), LONGEST))


def _settled(spelt):
    if "," in spelt:
        spelt = _THOUSANDS.sub(_without_commas, spelt)
    if "." in spelt or "," in spelt:
        spelt = _STRAY.sub(BORDER, _DOTTED.sub(_decimal, spelt))
    if PERCENT in spelt:
        spelt = _LONE_PERCENT.sub(BORDER, spelt)
    spelt = _SPREAD.sub(r"\1", spelt)
    return _LONG.sub(_cut, _SPACES.sub(" ", _CHANGE.sub(" ", spelt)).strip())


def fold(text):
    """Return `text` in the one spelling that is compared."""
    return _settled(text.translate(_CHARACTERS))


def fold_with_places(text):
    """Return `text` as Folded, so that what is found in the folded text can be shown in the original."""
    pieces = [_CHARACTERS[ord(character)] for character in text]
    spelt = "".join(pieces)
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    folded = _settled(spelt)
    starts, ends, at = [], [], 0
    for character in folded:
        if character == " ":
            starts.append(ends[-1])
            ends.append(ends[-1])
            continue
        at = spelt.index(character, at)  # settling drops and parts, it neither adds nor moves a letter
        place = origins[at]
        if starts and folded[len(starts) - 1] == " ":  # which fills what lies between its neighbours
            starts[-1], ends[-1] = min(starts[-1], place), max(ends[-1], place)
        starts.append(place)
        ends.append(place + 1)
        at += 1
    return Folded(folded, starts, ends)
