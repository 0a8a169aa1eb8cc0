"""Format codes of cells, read once each: sections, conditions, literals, digits, parts of dates (ECMA-376 part 1, 18.8.31)."""

import operator
import re
from dataclasses import dataclass, field

from .dates import written_date
from .errors import Unshowable
from .numbers import exact, general, written_general, written_number

LONGEST = 255  # characters; Excel accepts no more
PIECES = re.compile(
    r"""(?P<quoted>"[^"]*"?)|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]{0,255}+)\]"""
    r"""|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<power>E[+-])"""
    r"""|(?P<part>y+|m+|d+|h+|s+|aaaa?|e+|g+|b+)|(?P<digit>[0#?])|(?P<mark>[.,%/@;])|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
COLOUR = re.compile(
    r"(black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝青绿红白黄]色?|洋红色?|颜色 ?\d+)$", re.IGNORECASE
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
HIDDEN = "格子里有内容，格式却让它不显示"
CHINESE = {"804", "0804", "zh-cn", "zh-hans-cn"}
SYSTEM = {"f800": 'yyyy"年"m"月"d"日"', "x-sysdate": 'yyyy"年"m"月"d"日"', "f400": "h:mm:ss", "x-systime": "h:mm:ss"}
# As a Chinese Excel shows the formats that a file names by number alone; openpyxl knows what an American one does.
BUILT_IN = {
    5: "¥#,##0;¥-#,##0", 6: "¥#,##0;[Red]¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;[Red]¥-#,##0.00",
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ',
    44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


@dataclass(slots=True)
class Shown:
    """A number as its cell shows it. `value` is the number, or the moment of a date; `parts` says which of
    y, m, d, h a date shows."""

    text: str
    value: object
    parts: str = ""

    def __str__(self):
        return self.text


@dataclass
class Section:
    pieces: list = field(default_factory=list)  # (kind, text)
    condition: tuple | None = None
    numerals: int = 0
    is_chinese: bool = False

    @property
    def kinds(self):
        return {kind for kind, _ in self.pieces}

    def holds_for(self, number):
        return COMPARE[self.condition[0]](number, self.condition[1])


class Format:
    """A format code; what is wrong with it is told when a cell needs it."""

    def __init__(self, code):
        self.code, self.error, self.sections = code, None, []
        try:
            if len(code) > LONGEST:
                raise Unshowable
            self.sections = _sections(code)
        except Unshowable as error:
            self.error = error
        self.is_general = not self.error and self.kinds == [{"general"}] and not self.sections[0].numerals
        self.text_section = next((section for section in self.sections if "text" in section.kinds), None)
        if len(self.sections) > 3:
            self.text_section = self.sections[3]
        self.changes_text = self.text_section is not None and self.text_section.pieces != [("text", "@")]

    @property
    def kinds(self):
        return [section.kinds for section in self.sections]

    def show(self, number, epoch):
        """The Shown of a number; None where the cell looks empty. Raises Unshowable."""
        if self.error:
            raise self.error
        try:
            return self._show(number, epoch)
        except ArithmeticError as error:
            raise Unshowable from error

    def _show(self, number, epoch):
        if self.is_general:
            return Shown(general(number), number)
        section, is_abs = self._section_for(exact(number))
        if not section.pieces:
            text = ""
        elif section.kinds & {"part", "elapsed"}:
            return Shown(*written_date(section, number, epoch))
        elif section.kinds & {"general", "text"}:
            text = written_general(section, abs(number) if is_abs else number)
        else:
            text = written_number(section, abs(exact(number)) if is_abs else exact(number))
        if not text.strip() and number:
            raise Unshowable(HIDDEN)
        return Shown(text.strip(), number) if text.strip() else None

    def show_text(self, text):
        """A text as the section for texts shows it. Raises Unshowable."""
        if not self.changes_text:
            return text
        if not self.text_section.pieces and text.strip():
            raise Unshowable(HIDDEN)
        return "".join(text if kind == "text" else written for kind, written in self.text_section.pieces).strip()

    def _section_for(self, number):
        """The section that shows `number`, and whether it does so without the sign."""
        numeric = self.sections[:3]
        if "text" in numeric[-1].kinds and len(numeric) > 1:
            numeric.pop()
        if any(section.condition for section in numeric):
            return _by_condition(numeric, number)
        if len(numeric) > 1 and number < 0:
            return numeric[1], True
        if len(numeric) > 2 and number == 0:
            return numeric[2], True
        return numeric[0], False


def _by_condition(sections, number):
    for index, section in enumerate(sections):
        if not section.condition:
            if index == 0 and len(sections) > 1 and number <= 0:  # [without one] stands for: above zero
                continue
            return section, False
        if section.holds_for(number):
            sign, limit = section.condition
            return section, number < 0 and sign in ("<", "<=") and limit <= 0
    raise Unshowable("数值不符合格式里的任何条件，显示为 ####")


def _sections(code):
    sections = [Section()]
    for match in PIECES.finditer(code):
        kind, text = match.lastgroup, match.group(match.lastgroup)
        if kind == "mark" and text == ";":
            sections.append(Section())
        elif kind == "bracket":
            _bracket(sections[-1], text)
        elif kind != "fill":
            sections[-1].pieces.append(_piece(kind, text))
    if len(sections) > 4:
        raise Unshowable
    for section in sections:
        if system := next((text for kind, text in section.pieces if kind == "system"), None):
            section.pieces = _sections(system)[0].pieces
        if section.numerals and not section.pieces:
            section.pieces.append(("general", ""))
        if "part" in section.kinds and section.kinds & {"digit", "power", "general", "text"}:
            _seconds(section)
    return sections if code.strip() else [Section([("general", "")])]


def _seconds(section):
    """Digits behind a point are parts of a second; among the parts of a date there are no others."""
    pieces, is_fraction = [], False
    for kind, text in section.pieces:
        if kind == "digit" and is_fraction and text == "0":
            pieces[-1] = ("part", pieces[-1][1] + "0")
            continue
        is_fraction = (kind, text) == ("mark", ".") and bool(pieces) and pieces[-1][1] in ("s", "ss")
        if not is_fraction:
            pieces.append((kind, text))
    section.pieces = pieces
    if section.kinds & {"digit", "power", "general", "text"}:
        raise Unshowable


def _piece(kind, text):
    if kind == "quoted":
        return "literal", text.strip('"')
    if kind == "space":
        return "literal", " "
    if kind in ("escaped", "other"):
        return "literal", text
    if kind == "part":
        if text[0] in "gGbB":
            raise Unshowable
        return "part", text.lower()
    return ("text", "@") if text == "@" else (kind, text)


def _bracket(section, text):
    low = text.strip().lower()
    if match := re.match(r"dbnum([1-3])$", low):
        section.numerals = int(match[1])
    elif re.match(r"(h+|m+|s+)$", low):
        section.pieces.append(("elapsed", low))
    elif match := CONDITION.match(low):
        section.condition = match[1], exact(float(match[2]))
    elif low.startswith("$"):
        _locale(section, text[1:])
    elif not COLOUR.match(low):
        raise Unshowable


def _locale(section, text):
    """A sign of currency, and the language and calendar in which it is shown."""
    sign, _, place = text.lower().partition("-")
    place = place.partition(",")[0]
    if sign:
        section.pieces.append(("literal", text[: len(sign)]))
    if place in SYSTEM:
        section.pieces.append(("system", SYSTEM[place]))
    elif re.match(r"[0-9a-f]{5,8}$", place):
        number = int(place, 16)
        if (number >> 16) & 0xFF > 1 or number >> 24 > 1:  # another calendar, other digits
            raise Unshowable
        place = f"{number & 0xFFFF:x}"
    section.is_chinese = section.is_chinese or place in CHINESE
