"""What an .xlsx file says in its cells, in less than half of openpyxl's time and in little memory, whatever it holds.

Only what a register needs is read: the list of sheets, which styles show dates, the shared texts, and rows one by one.
"""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from .elements import Oversized, elements

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MAX_SHEETS = 200
MAX_RELATIONS = 1000
MAX_NUMBER = 1_048_576  # of a row; Excel has no more
MAX_WORDS = 1_000_000
MAX_STYLES = 65_000  # as many as Excel itself keeps
MAX_CELLS = 16_384  # in one row; Excel has no more columns
LONGEST_FORMAT = 255  # characters
LONGEST_NAME = 500


def _named(*names):
    return (f"{{{SHEET_MAIN_NS}}}{name}" for name in names)


SHEET, PROPERTIES, ROW, CELL = _named("sheet", "workbookPr", "row", "c")
VALUE, FORMULA, INLINE, STRING, TEXT, RUN = _named("v", "f", "is", "si", "t", "r")
FORMAT, FORMATS, STYLE, STYLES = _named("numFmt", "numFmts", "xf", "cellXfs")
RELATION = f"{{{PKG_REL_NS}}}Relationship"


class Cell(NamedTuple):
    column: int
    value: object
    kind: str = ""  # "f" a formula, "e" an error that one left


@dataclass
class Worksheet:
    title: str
    member: str  # its name in the archive
    is_visible: bool
    book: object

    def numbered_rows(self):
        """Yield (number, cells) of the rows that are written down. Raises Oversized, ParseError, ValueError."""
        number = 0
        with self.book.archive.open(self.member) as source:
            for _, element in elements(source, {ROW}):
                number = int(float(element.get("r", number + 1)))
                if number > MAX_NUMBER:
                    raise Oversized(f"有超过{MAX_NUMBER:,}行")
                if len(element) > MAX_CELLS:
                    raise Oversized(f"第{number}行有超过{MAX_CELLS:,}格")
                yield number, list(self._cells(element))

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
        self.dates, self.durations = self._date_styles()
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
                self.epoch = MAC_EPOCH if element.get("date1904") in ("1", "true") else WINDOWS_EPOCH
                continue
            count += 1
            if count > MAX_SHEETS:
                raise Oversized(f"有超过{MAX_SHEETS}张工作表")
            member = self.parts.get(element.get(f"{{{REL_NS}}}id"))
            if member in self.archive.NameToInfo:
                is_visible = element.get("state", "visible") == "visible"
                yield Worksheet(element.get("name", "")[:LONGEST_NAME], member, is_visible, self)

    def _date_styles(self):
        """The numbers of the styles that show dates, and of those among them that show durations."""
        by_format = {number: _kinds(code) for number, code in BUILTIN_FORMATS.items()}
        dates, durations, styles = set(), set(), 0
        for parent, element in self._read(self.parts.get("styles", "xl/styles.xml"), {FORMAT, STYLE}):
            if parent == FORMATS:
                by_format[int(element.get("numFmtId"))] = _kinds(element.get("formatCode", ""))
            elif parent == STYLES:
                is_date, is_duration = by_format.get(int(element.get("numFmtId", 0)), (False, False))
                dates |= {styles} if is_date else set()
                durations |= {styles} if is_duration else set()
                styles += 1
            if max(styles, len(by_format)) > MAX_STYLES:
                raise Oversized(f"有超过{MAX_STYLES:,}种单元格格式")
        return dates, durations

    def _words(self):
        texts = self._read(self.parts.get("sharedStrings", "xl/sharedStrings.xml"), {STRING})
        for number, (_, element) in enumerate(texts):
            if number >= MAX_WORDS:
                raise Oversized(f"有超过{MAX_WORDS:,}段不同的文字")
            yield self.allowance.keep(_text(element).replace("x005F_", ""))

    def content(self, element):
        """The value of a cell, and the kind that `Cell` has for it."""
        kind = element.get("t", "n")
        if element.find(FORMULA) is not None:
            return "=", "f"
        if kind == "inlineStr":
            text = element.find(INLINE)
            return (None if text is None else self.allowance.keep(_text(text))), ""
        written = element.findtext(VALUE)
        if not written:
            return None, ""
        if kind == "s":
            return self.words[int(written)], ""
        if kind == "n" and int(element.get("s", 0)) in self.dates:
            return self._date(written, int(element.get("s", 0)))
        return self.allowance.keep(_READ[kind](written)), kind if kind == "e" else ""

    def _date(self, written, style):
        try:
            value = from_excel(_number(written), self.epoch, timedelta=style in self.durations)
        except (OverflowError, ValueError):
            return "#VALUE!", "e"
        return self.allowance.keep(value), ""


def _kinds(code):
    code = code[:LONGEST_FORMAT]
    return is_date_format(code), is_timedelta_format(code)


def _number(written):
    return float(written) if "." in written or "E" in written or "e" in written else int(written)


_READ = {
    "n": _number,
    "b": lambda written: bool(int(written)),
    "d": from_ISO8601,
    "str": str,
    "e": str,
}


def _text(element):
    """The words of a string, plain or in runs of different looks, without readings printed over characters."""
    return "".join(
        child.text or "" if child.tag == TEXT else child.findtext(TEXT, "")
        for child in element
        if child.tag in (TEXT, RUN)
    )
