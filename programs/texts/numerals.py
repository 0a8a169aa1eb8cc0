"""Numbers as Chinese writes them."""

import re

DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
NUMERAL = "〇零一二三四五六七八九十百千两"
_ONE = "[一二三四五六七八九两]"
_NUMBER = re.compile(
    f"(?:({_ONE})千)?(零)?(?:({_ONE})百)?(零)?(?:([一二三四五六七八九])?(十))?(零)?([一二三四五六七八九两])?"
)


def number_of(numeral):
    """The number that a numeral below ten thousand says (二十五, 一百零三, 两), or None where it is none or not sure:
    三五 may be three or five, 一百二 is said for 120."""
    parts = _NUMBER.fullmatch(numeral)
    if not parts or not numeral.strip("零〇"):
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = parts.groups()
    is_short = ones and not ten and "零" not in numeral and (hundreds or thousands)
    if is_short or numeral.endswith("零"):
        return None
    of = DIGITS.get
    return 1000 * of(thousands, 0) + 100 * of(hundreds, 0) + (10 * of(tens, 1) if ten else 0) + of(ones, 0)


def year_of(numerals):
    """The digits of a year that is written sign by sign: 二〇二三. Digits stay what they are."""
    return "".join(str(DIGITS.get(numeral, numeral)) for numeral in numerals)
