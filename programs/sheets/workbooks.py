"""What an .xlsx file says in its cells, in less than half of openpyxl's time and in little memory, whatever it holds.

Only what a register needs is read: the list of sheets, how each style shows a number, the shared texts, and rows one by
one. A cell says what it shows (`formats`), not what it holds.
"""

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_ISO8601, to_excel
from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from .elements import STRICT_REL_NS, Oversized, elements
from .formats.codes import BUILT_IN, Format, Shown
from .formats.codes import LONGEST as LONGEST_FORMAT
from .formats.errors import Unshowable

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MAX_SHEETS = 200
MAX_RELATIONS = 1000
MAX_NUMBER = 1_048_576  # of a row; Excel has no more
MAX_WORDS = 1_000_000
MAX_STYLES = 65_000  # as many as Excel itself keeps
MAX_CELLS = 16_384  # in one row; Excel has no more columns
LONGEST_NAME = 500
LARGEST = 10**308  # a number; Excel has no larger
SHOWN_SIZE = 180  # bytes of memory: a number with its text, or a date
USUAL_FORMAT = 32  # characters
FORMAT_SIZE = 20_000  # bytes of memory: a format code of the longest, taken apart
DAY, MINUTE = Format("yyyy/m/d"), Format("yyyy/m/d h:mm")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LITERAL = re.compile(r'"((?:[^"]|"")*)"$')  # a formula that says a text and no more


def _named(*names):
    return (f"{{{SHEET_MAIN_NS}}}{name}" for name in names)


SHEET, PROPERTIES, ROW, CELL, COLUMN = _named("sheet", "workbookPr", "row", "c", "col")
VALUE, FORMULA, INLINE, STRING, TEXT, RUN = _named("v", "f", "is", "si", "t", "r")
FORMAT, FORMATS, STYLE, STYLES = _named("numFmt", "numFmts", "xf", "cellXfs")
TRUE = ("1", "true", "on")
RELATION = f"{{{PKG_REL_NS}}}Relationship"


class Cell(NamedTuple):
    column: int
    value: object
    kind: str = ""  # "f" a formula, "e" an error that one left, "u" what nobody can say for sure


@dataclass
class Worksheet:
    title: str
    member: str  # its name in the archive
    is_visible: bool
    book: object
    hidden_rows: set = field(default_factory=set)  # of those that were read
    hidden_columns: list = field(default_factory=list)  # (first, last)

    def numbered_rows(self):
        """Yield (number, cells) of the rows that are written down. Raises Oversized, ParseError, ValueError."""
        number = 0
        with self.book.archive.open(self.member) as source:
            for _, element in elements(source, {ROW, COLUMN}):
                if element.tag == COLUMN:
                    self._note_hidden(element)
                    continue
                number = int(float(element.get("r", number + 1)))
                if number > MAX_NUMBER:
                    raise Oversized(f"有超过{MAX_NUMBER:,}行")
                if len(element) > MAX_CELLS:
                    raise Oversized(f"第{number}行有超过{MAX_CELLS:,}格")
                if element.get("hidden") in TRUE:
                    self.hidden_rows.add(number)
                yield number, list(self._cells(element))

    def _note_hidden(self, column):
        if column.get("hidden") in TRUE and len(self.hidden_columns) < MAX_CELLS:
            self.hidden_columns.append((int(column.get("min", 0)), int(column.get("max", 0))))

    def _cells(self, row):
        column = 0
        for element in row:
            if element.tag == CELL:
                place = element.get("r")
                column = _column(place.rstrip("0123456789")) if place else column + 1
                yield Cell(column, *self.book.content(element))


@lru_cache(maxsize=MAX_CELLS)
def _column(letters):
    return column_index_from_string(letters)


class Book:
    """An .xlsx file that has been looked into; what is kept of it is taken from `allowance`."""

    def __init__(self, archive, allowance):
        self.archive, self.allowance, self.epoch = archive, allowance, WINDOWS_EPOCH
        self.parts = dict(self._relations())
        self.worksheets = list(self._worksheets())
        self.codes, self.wordy = self._styles()
        self.formats = {}  # by code, those that a cell has needed
        self.words = list(self._words())

    def _read(self, member, tags):
        """Nothing where there is no such member."""
        if member in self.archive.NameToInfo:
            with self.archive.open(member) as source:
                try:
                    yield from elements(source, tags)
                except Oversized as error:
                    raise Oversized(f"“{member}”{error}") from None

    def _relations(self):
        for number, (_, element) in enumerate(self._read(RELATIONS, {RELATION})):
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            if number >= MAX_RELATIONS or len(target) > LONGEST_NAME:
                raise Oversized(f"“{RELATIONS}”里的关联太多或太长")
            member = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if kind == "worksheet":
                yield element.get("Id", "")[:LONGEST_NAME], member
            elif kind in ("styles", "sharedStrings"):
                yield kind, member

    def _worksheets(self):
        count = 0
        for _, element in self._read(WORKBOOK, {SHEET, PROPERTIES}):
            if element.tag == PROPERTIES:
                self.epoch = MAC_EPOCH if element.get("date1904") in TRUE else WINDOWS_EPOCH
                continue
            count += 1
            if count > MAX_SHEETS:
                raise Oversized(f"有超过{MAX_SHEETS}张工作表")
            member = self.parts.get(element.get(f"{{{REL_NS}}}id") or element.get(f"{{{STRICT_REL_NS}}}id"))
            if member in self.archive.NameToInfo:
                is_visible = element.get("state", "visible") == "visible"
                yield Worksheet(element.get("name", "")[:LONGEST_NAME], member, is_visible, self)

    def _styles(self):
        """The format code of each style by its number, and the numbers of those that may change texts too."""
        codes, styles, wordy = BUILTIN_FORMATS | BUILT_IN, [], set()
        for parent, element in self._read(self.parts.get("styles", "xl/styles.xml"), {FORMAT, STYLE}):
            if parent == FORMATS:
                code = element.get("formatCode", "")[: LONGEST_FORMAT + 1]
                codes[int(element.get("numFmtId"))] = self.allowance.keep(code)
            elif parent == STYLES:
                code = codes.get(int(element.get("numFmtId", 0)), "General")
                if code != "@" and ("@" in code or code.count(";") > 2):
                    wordy.add(str(len(styles)))
                styles.append(code)
            if max(len(styles), len(codes)) > MAX_STYLES:
                raise Oversized(f"有超过{MAX_STYLES:,}种单元格格式")
        return styles, wordy

    def _format(self, style):
        code = self.codes[int(style)] if int(style) < len(self.codes) else "General"
        if code not in self.formats:
            self.allowance.take(FORMAT_SIZE)
            self.formats[code] = Format(code)
        return self.formats[code]

    def _words(self):
        texts = self._read(self.parts.get("sharedStrings", "xl/sharedStrings.xml"), {STRING})
        for number, (_, element) in enumerate(texts):
            if number >= MAX_WORDS:
                raise Oversized(f"有超过{MAX_WORDS:,}段不同的文字")
            yield self.allowance.keep(_text(element))

    def content(self, element):
        """The value of a cell, and the kind that `Cell` has for it."""
        kind = element.get("t", "n")
        if (formula := element.find(FORMULA)) is not None:
            said = LITERAL.match(formula.text or "")
            return (self.allowance.keep(said[1].replace('""', '"')), "") if said else ("=", "f")
        if kind == "inlineStr":
            text = element.find(INLINE)
            return (None, "") if text is None else self._worded(element, self.allowance.keep(_text(text)))
        written = element.findtext(VALUE)
        if not written:
            return None, ""
        if kind == "s":
            return self._worded(element, self.words[int(written)])
        if kind == "n":
            return self._shown(element, _number(written))
        if kind == "d":
            return self._day(element, written)
        if kind == "b":
            return "TRUE" if int(written) else "FALSE", ""
        return self.allowance.keep(_unescaped(written)), {"str": "", "e": "e"}[kind]

    def _worded(self, element, text):
        if element.get("s") not in self.wordy:
            return text, ""
        shown = self._format(element.get("s"))
        try:
            return shown.show_text(text), ""
        except Unshowable as error:
            return _unsure(shown, error)

    def _shown(self, element, number):
        shown = self._format(element.get("s", 0))
        self.allowance.take(SHOWN_SIZE + 8 * max(len(shown.code) - USUAL_FORMAT, 0))  # a long one takes its time
        try:
            return shown.show(number, self.epoch), ""
        except Unshowable as error:
            return _unsure(shown, error)

    def _day(self, element, written):
        """A date that is written as one, as strict Open XML does, and shown as every other."""
        try:
            value = to_excel(from_ISO8601(written), self.epoch)
        except (OverflowError, ValueError):
            return "#VALUE!", "e"
        shown, kind = self._shown(element, value)
        if isinstance(shown, Shown) and not shown.parts and shown.value == value:
            return DAY.show(value, self.epoch) if value == int(value) else MINUTE.show(value, self.epoch), ""
        return shown, kind


def _unsure(shown, error):
    return str(error) or f"显示格式“{shown.code[:50]}”认不出来", "u"


def _number(written):
    number = float(written) if "." in written or "E" in written or "e" in written else int(written)
    if not abs(number) <= LARGEST:
        raise ValueError
    return number


def _unescaped(text):
    """Characters that XML cannot hold are written _xHHHH_, and what only looks like that begins with _x005F_."""
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(element):
    """The words of a string, plain or in runs of different looks, without readings printed over characters."""
    text = "".join(
        child.text or "" if child.tag == TEXT else child.findtext(TEXT, "")
        for child in element
        if child.tag in (TEXT, RUN)
    )
    return _unescaped(text)
