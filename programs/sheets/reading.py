"""Reads a spreadsheet that anybody may have made: looks at the archive before anything is parsed, then row by row."""

import datetime
import zipfile
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from media.attachments import check_attachment
from programs.records.formulas import GUARDED

from .archives import MAX_ROWS, MERGED_SHOWN, Allowance, SheetRefused, inspect, refuse_too_large
from .delimited import csv_rows
from .elements import Oversized
from .workbooks import LITERAL, Book

MAX_BYTES = 20 << 20
MAX_COLUMNS = 120
MAX_SHEETS = 20
ROW_SIZE = 300  # bytes of memory, besides eight for each column
LOOKED_AT = 1000  # rows of a hidden sheet
MAX_BLANK_ROWS = 20_000  # one after another
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
COPY = "请把内容复制到下载的模板里，另存后再上传。"
AS_TEXT = "请把这一列设为“文本”格式后重新填写"
OURS = ("填写说明", "可选值", "WpsReserved_CellImgList")  # sheets of our template, and of WPS, that hold no records
DAMAGED = "文件已损坏或不是表格，无法打开。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own, such as a formula, or one of which nobody can say what it shows."""

    reason: str
    advice: str = "请改成内容本身"


FORMULA = Unreadable("公式")
ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
# by the kind that `workbooks.Cell` has for it
UNREADABLE = {
    "f": lambda value: FORMULA,
    "e": lambda value: Unreadable(f"错误值 {value}"),
    "u": lambda value: Unreadable(value, AS_TEXT),
}


@dataclass
class Row:
    number: int  # as the spreadsheet program shows it
    values: list
    blanks: set = field(default_factory=set)  # headers over cells that are blank


@dataclass
class Sheet:
    title: str
    headers: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    epoch: datetime.datetime = datetime.datetime(1899, 12, 30)
    is_hidden: bool = False  # then nothing of it is read
    hidden_rows: list = field(default_factory=list)  # numbers of rows that were read all the same
    hidden_columns: list = field(default_factory=list)  # headers

    def address(self, row, header):
        return f"{get_column_letter(self.headers.index(header) + 1)}{row.number}"


def read_sheets(file, name):
    """Return {title: Sheet} of an .xlsx or .csv file. Raises SheetRefused, in Chinese."""
    extension = name.rpartition(".")[2].lower()
    if not file.size:
        raise SheetRefused("文件是空的。")
    if file.size > MAX_BYTES:
        raise SheetRefused(f"文件有 {file.size / (1 << 20):.0f} MB，上限是 {MAX_BYTES >> 20} MB。请分成几个文件导入。")
    file.seek(0)
    head = file.read(8)
    if head == OLE_MAGIC:
        _refuse_old_office(file)
    if extension == "csv":
        return _read_csv(file)
    if extension == "xlsm":
        raise SheetRefused("不接受带宏的 .xlsm 文件，请另存为 .xlsx 后再上传。")
    if extension != "xlsx":
        raise SheetRefused("只接受 .xlsx 和 .csv 文件。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    return _read_xlsx(file)


def _refuse_old_office(file):
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in file.read():
        raise SheetRefused("文件有打开密码，无法读取。请去掉密码后另存为 .xlsx 再上传。")
    raise SheetRefused("这是旧版 Excel（.xls）文件。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")


def _read_csv(file):
    sheet, allowance = Sheet(""), Allowance()
    rows = ([_csv_value(text, allowance) for text in row] for row in csv_rows(file))
    _collect(sheet, enumerate(rows, 1), allowance)
    return {"": sheet}


def _csv_value(text, allowance):
    """A text as a spreadsheet program takes it. What our own export put an apostrophe before, so that no such program
    runs it, comes back without."""
    if not text:
        return None
    if GUARDED.match(text):
        return allowance.keep(text[1:])
    if text[0] == "=":
        said = LITERAL.match(text, 1)
        return allowance.keep(said[1].replace('""', '"')) if said else FORMULA
    return _text_value(allowance.keep(text))


def _text_value(text):
    """A text, unless it is what a spreadsheet program left where there was none."""
    if text[:1] == "#" and (text in ERRORS or (len(text) > 2 and not text.strip("#"))):
        return Unreadable(f"错误值 {text}" if text in ERRORS else f"显示不下的内容 {text[:8]}")
    return text


def _read_xlsx(file):
    try:
        _refuse_too_large(file)
        check_attachment(file, "xlsx", ["xlsx"])
        merged = inspect(file)
        with zipfile.ZipFile(file) as archive:
            return _read_book(archive, merged)
    except SheetRefused:
        raise
    except ValidationError as error:
        raise SheetRefused(error.messages[0]) from error
    except Oversized as error:
        raise SheetRefused(f"{error}，不像是正常的表格，可能是压缩炸弹，不能导入。{COPY}") from error
    except Exception as error:  # a broken file raises whatever the reader stumbles on
        raise SheetRefused(DAMAGED) from error


def _refuse_too_large(file):
    """By what the list of members claims: says what may be wrong with an honest file, before others call it a bomb."""
    file.seek(0)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            refuse_too_large(sum(member.file_size for member in archive.infolist()))


def _read_book(archive, merged):
    book = Book(archive, Allowance())
    sheets = [sheet for sheet in book.worksheets if sheet.title not in OURS]
    visible = [sheet for sheet in sheets if sheet.is_visible]
    if len(visible) > MAX_SHEETS:
        raise SheetRefused(f"文件里有{len(visible)}张工作表，最多{MAX_SHEETS}张。{COPY}")
    hidden = {sheet.title: Sheet(sheet.title, is_hidden=True) for sheet in sheets if _is_hidden_table(sheet)}
    return hidden | {sheet.title: _read_worksheet(sheet, book, merged) for sheet in visible}


def _is_hidden_table(worksheet):
    """Does it hide anything that somebody may miss?"""
    rows = () if worksheet.is_visible else islice(worksheet.numbered_rows(), LOOKED_AT)
    return any(not _is_blank([cell.value for cell in cells]) for _, cells in rows)


def _read_worksheet(worksheet, book, merged):
    if ranges := merged.get(worksheet.member):
        shown = "、".join(ranges[:MERGED_SHOWN]) + ("等" if len(ranges) > MERGED_SHOWN else "")
        raise SheetRefused(f"工作表“{worksheet.title}”有合并单元格（{shown}），请取消合并，把每格的内容填全后再上传。")
    sheet = Sheet(worksheet.title, epoch=book.epoch)
    rows = ((number, _values(number, cells)) for number, cells in worksheet.numbered_rows())
    try:
        _collect(sheet, rows, book.allowance)
    except Oversized as error:
        near = f"第{sheet.rows[-1].number}行之后" if sheet.rows else "开头"
        raise Oversized(f"工作表“{worksheet.title}”{near}{error}") from error
    sheet.hidden_rows = [row.number for row in sheet.rows if row.number in worksheet.hidden_rows]
    sheet.hidden_columns = [
        header
        for number, header in enumerate(sheet.headers, 1)
        if header and any(first <= number <= last for first, last in worksheet.hidden_columns)
    ]
    return sheet


def _is_blank(values):
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in values)


def _values(number, cells):
    """What the cells of one row hold, each in its column."""
    values = []
    for cell in cells:
        value = UNREADABLE[cell.kind](cell.value) if cell.kind else cell.value
        value = _text_value(value) if isinstance(value, str) else value
        if cell.column <= MAX_COLUMNS:
            values += [None] * (cell.column - len(values))
            values[cell.column - 1] = value
        elif value is not None and str(value).strip():
            raise SheetRefused(
                f"{get_column_letter(cell.column)}{number} 有内容，最多读取{MAX_COLUMNS}列。请清空右边多余的列。"
            )
    return values


def _collect(sheet, numbered, allowance):
    """Put the first row into the headers and all that are not blank into the rows; stop at the limits. Rows that the
    file does not write down are blank."""
    blank = last = 0
    has_head = False
    for number, values in numbered:
        if number <= last:
            raise SheetRefused(DAMAGED)
        blank, last = blank + number - last - 1, number
        is_blank = _is_blank(values)
        blank += is_blank
        if blank > MAX_BLANK_ROWS:
            first = number - blank + is_blank
            raise SheetRefused(f"第{first}行起有{MAX_BLANK_ROWS:,}多行空行。请删除空行和多余的格式后再上传。")
        if is_blank:
            continue
        blank = 0
        if not has_head:
            has_head, sheet.headers = True, [_header(value) for value in values]
            while sheet.headers and not sheet.headers[-1]:
                sheet.headers.pop()
            continue
        if len(sheet.rows) >= MAX_ROWS:
            raise SheetRefused(f"表格超过{MAX_ROWS:,}行，一次最多导入{MAX_ROWS:,}行。请分成几个文件导入。")
        allowance.take(ROW_SIZE + 8 * len(sheet.headers))
        sheet.rows.append(Row(number, _under_headers(sheet, number, values)))


def _under_headers(sheet, number, values):
    """The row as long as the headers. What stands under no header would be lost unseen, so it is refused."""
    for index, value in enumerate(values):
        is_headed = index < len(sheet.headers) and sheet.headers[index]
        if not is_headed and value is not None and str(value).strip():
            raise SheetRefused(
                f"{get_column_letter(index + 1)}{number} 有内容，但这一列没有标题。请补上标题或清空这一列。"
            )
    return [*values[: len(sheet.headers)], *[None] * (len(sheet.headers) - len(values))]


def _header(value):
    return "".join(str(value).split()) if value is not None and not isinstance(value, Unreadable) else ""
