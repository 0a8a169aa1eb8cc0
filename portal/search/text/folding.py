"""One spelling for all that a reader means the same by: width, case, accents, traditional characters, radicals, punctuation.

In folded text, words and numbers stand between single spaces; a run of Han characters stands between spaces too, and
has none inside. A space in folded text is a border: it stands for punctuation, or parts Han from what is not. Spaces and
middle dots between two Han characters are none, for newspapers and forms spread what they print (王　伟, 鹿 城 区), and
names are written with a dot or without. So folded text must not be folded again.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from programs.texts.radicals import IDEOGRAPHS

# From here on Unicode has scripts that put no spaces between words: Han, kana, Hangul and their like.
FIRST_WIDE = "\u2e80"
WIDE = f"[{FIRST_WIDE}-\U0010ffff]"
NARROW = rf"[^\s{FIRST_WIDE}-\U0010ffff]"
HAN = "[\u3007\u3400-\u9fff\U00020000-\U0003ffff]"
BETWEEN = re.compile(f"(?<={WIDE}) (?={NARROW})|(?<={NARROW}) (?={WIDE})")  # where nobody types a space
REMEMBERED = 50_000  # characters: more than a language has
BORDER = "\n"
LONGEST = 64  # letters of a word; what is longer is nobody's word, and is cut

_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])")
_DOTTED = re.compile(r"(?<![0-9])[0-9]++(?:\.[0-9]+)+")
_LISTED_YEAR = re.compile(r"[0-9]{1,2}\.(?:19|20)[0-9]{2}")
_SPREAD = re.compile(f"(?<={HAN}) +(?={HAN})")
_STRAY = re.compile(r"(?<![0-9])\.|\.(?![0-9])|,")
_CHANGE = re.compile(rf"(?<={WIDE})(?={NARROW})|(?<={NARROW})(?={WIDE})")
_LONG = re.compile(rf"{NARROW}{{{LONGEST + 1},}}")
_SPACES = re.compile(r"[ \n]+")
# A share keeps its sign, in the wide spelling, as a unit: so 96% is not met in 第96场.
PERCENT = "\uff05"
_LONE_PERCENT = re.compile(f"(?<![0-9])(?<![0-9] ){PERCENT}")

SPACES = frozenset(" \u00a0\u3000·•‧∙⋅・･")
# A circle is typed for the round zero: 二○二三年.
_ROUND = re.compile("(?<=[〇零一二三四五六七八九十百千])[○◯]{1,8}(?=[〇零一二三四五六七八九年])")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
# Doubles and Japanese forms that OpenCC's tables leave alone, some of them made of radicals; and both zeros.
_SAME = dict(zip("靑戸斉歯竜亀〇", "青户齐齿龙龟零", strict=True))


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
    if character in SPACES:
        return " "
    character = IDEOGRAPHS.get(character, character)
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
    return "".join(_plain(c) if c.isalnum() else BORDER for c in bare)


def _plain(letter):
    letter = SIMPLIFIED.get(letter, letter)
    return _SAME.get(letter, letter) if letter >= FIRST_WIDE else _LETTERS.get(letter, letter)


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
    spelt = _SPREAD.sub("", spelt)
    return _LONG.sub(_cut, _SPACES.sub(" ", _CHANGE.sub(" ", spelt)).strip())


def fold(text):
    """Return `text` in the one spelling that is compared."""
    return _settled(with_round_zeros(text).translate(_CHARACTERS))


def with_round_zeros(text):
    """`text`, of the same length, with the zeros of numerals that were typed as circles."""
    return _ROUND.sub(lambda match: "零" * len(match[0]), text) if "○" in text or "◯" in text else text


def fold_with_places(text):
    """Return `text` as Folded, so that what is found in the folded text can be shown in the original."""
    pieces = [_CHARACTERS[ord(character)] for character in with_round_zeros(text)]
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
