"""A number put into the places that a format has for its digits."""

from decimal import ROUND_HALF_UP, Context, Decimal

from .errors import Unshowable
from .numerals import LARGEST, counted, digits

PRECISION = 15  # digits that a spreadsheet program keeps
WIDTH = 11  # characters of a number without a format
MANY = Context(prec=400)


def exact(number):
    """The number as a spreadsheet program knows it, without what a float adds behind its 15 digits."""
    return (
        Decimal(number)
        if isinstance(number, int) and abs(number) < 10**PRECISION
        else Decimal(f"{number:.{PRECISION}g}")
    )


def rounded(number, places):
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, MANY)


def general(number):
    """A number without a format: 11 characters, or a power of ten."""
    value = exact(number)
    if not value:
        return "0"
    size = value.adjusted()
    if size < WIDTH:
        near = rounded(value, min(max(WIDTH - 2 - size, 0), WIDTH - 2))
        if size > -5 or near == value:
            return _trimmed(near)
    mantissa, _, power = f"{value:.5E}".partition("E")
    return f"{_trimmed(Decimal(mantissa))}E{power[0]}{int(power[1:]):02d}"


def _trimmed(number):
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written_general(section, number):
    """A number without a form of its own among the words of its format."""
    text = general(number)
    if section.numerals:
        whole, _, rest = text.lstrip("-").partition(".")
        if not whole.isdigit() or int(whole) >= LARGEST or section.numerals == 3:
            raise Unshowable
        sign = "-" if number < 0 else ""
        text = sign + counted(int(whole), section.numerals)
        text += f".{digits(rest, section.numerals)}" if rest else ""
    return "".join(text if kind in ("general", "text") else _literal(kind, word) for kind, word in section.pieces)


def _literal(kind, word):
    if kind not in ("literal", "mark"):
        raise Unshowable
    return word


def written_number(section, number):
    """`number` in the digits, thousands and powers that the pieces of `section` ask for."""
    pieces, whole, fraction, is_grouped, scale = _layout(section.pieces)
    percents = sum(kind == "mark" and text == "%" for kind, text in pieces)
    value = number.scaleb(2 * percents - 3 * scale, MANY)
    if power := next((index for index, (kind, _) in enumerate(pieces) if kind == "power"), None):
        return f"{value:.{sum(index < power for index in fraction)}E}"
    value = rounded(value, len(fraction))
    before, _, after = f"{abs(value):f}".partition(".")
    before = before.lstrip("0")
    filled = _whole(pieces, whole, before, is_grouped) | _fraction(pieces, fraction, after)
    if "." in {text for kind, text in pieces if kind == "mark"} and not whole:
        point = next(index for index, piece in enumerate(pieces) if piece == ("mark", "."))
        filled[point] = f"{before}."
    text = "".join(filled.get(index, word) for index, (_, word) in enumerate(pieces))
    if section.numerals:
        text = digits(text, section.numerals)
    return f"-{text}" if value < 0 else text


def _layout(pieces):
    """The pieces without commas that only say something; where the digits go; thousands; how often by a thousand."""
    places = [index for index, (kind, _) in enumerate(pieces) if kind == "digit"]
    point = next((index for index, piece in enumerate(pieces) if piece == ("mark", ".")), len(pieces))
    whole_places = [index for index in places if index < point]
    is_grouped, scale, kept = False, 0, []
    for index, piece in enumerate(pieces):
        if piece == ("mark", ","):
            if whole_places and whole_places[0] < index < whole_places[-1]:
                is_grouped = True
                continue
            if (places and places[-1] < index) or (whole_places and whole_places[-1] < index < point):
                scale += 1
                continue
        if piece == ("mark", "/") and places and places[0] < index < places[-1]:
            raise Unshowable("分数")
        kept.append(piece)
    where = [index for index, (kind, _) in enumerate(kept) if kind == "digit"]
    point = next((index for index, piece in enumerate(kept) if piece == ("mark", ".")), len(kept))
    whole, fraction = [i for i in where if i < point], [i for i in where if i > point]
    return kept, whole, fraction, is_grouped, scale


def _whole(pieces, places, text, is_grouped):
    filled, left = {}, text
    for number, index in enumerate(reversed(places)):
        is_first = number == len(places) - 1
        digit, left = (left, "") if is_first and left else (left[-1:], left[:-1])
        digit = digit or {"0": "0", "?": " "}.get(pieces[index][1], "")
        if is_grouped and digit.strip():
            digit = _grouped(digit, number)
        filled[index] = digit
    return filled


def _grouped(text, behind):
    """`text` with a comma wherever a multiple of three digits follows; `behind` are those that follow all of it."""
    out = ""
    for offset, character in enumerate(reversed(text)):
        position = behind + offset
        out = character + ("," if position and position % 3 == 0 else "") + out
    return out


def _fraction(pieces, places, text):
    filled = {}
    for number, index in enumerate(places):
        digit = text[number : number + 1] or "0"
        is_end = not text[number:].strip("0")
        filled[index] = {"#": "", "?": " "}.get(pieces[index][1], digit) if is_end else digit
    return filled
