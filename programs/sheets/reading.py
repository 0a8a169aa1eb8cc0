"""Reads a spreadsheet that anybody may have made: looks at the archive before anything is unpacked, then row by row."""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from media.attachments import check_attachment

from ..formulas import GUARDED
from .workbooks import LeanReader

MAX_BYTES = 20 << 20
MAX_UNPACKED = 120 << 20  # bytes
MAX_WORDS = 40 << 20  # bytes of the table of shared texts, which the reader keeps in memory
MAX_ROWS = 20_000
MAX_COLUMNS = 120
MAX_BLANK_ROWS = 20_000  # one after another
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,30})"')
# How entities are declared, in the encodings that may hide it; the reader of workbooks relies on there being none.
DEFINITIONS = [
    mark.encode(coding) for mark in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le", "utf-16-be")
]
DAMAGED = "文件已损坏或不是表格，无法打开。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"


class SheetRefused(ValidationError):
    """The file as a whole cannot be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own: a formula, or an error that a formula left."""

    reason: str


@dataclass
class Row:
    number: int  # as the spreadsheet program shows it
    values: list


@dataclass
class Sheet:
    title: str
    headers: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    epoch: datetime.datetime = datetime.datetime(1899, 12, 30)

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
    file.seek(0)
    data = file.read()
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise SheetRefused("文件内容不是 CSV。请另存为“CSV UTF-8”或 .xlsx 后再上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SheetRefused("CSV 的编码无法识别。请另存为“CSV UTF-8”或 .xlsx 后再上传。")
    sheet = Sheet("")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        _collect(sheet, enumerate(([_csv_value(value) for value in row] for row in reader), 1))
    except csv.Error as error:
        raise SheetRefused(f"CSV 第{reader.line_num}行无法读取，可能缺少引号。") from error
    return {"": sheet}


def _csv_value(text):
    """What our own export put an apostrophe before, so that no spreadsheet runs it, comes back without."""
    return text[1:] if GUARDED.match(text) else text or None


def _read_xlsx(file):
    try:
        check_attachment(file, "xlsx", ["xlsx"])
        merged = _inspect_archive(file)
    except SheetRefused:
        raise
    except ValidationError as error:
        raise SheetRefused(error.messages[0]) from error
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise SheetRefused(DAMAGED) from error
    try:
        reader = LeanReader(file, read_only=True, keep_links=False)
        reader.read()
        return {sheet.title: _read_worksheet(sheet, reader.wb.epoch, merged) for sheet in _visible(reader.wb)}
    except SheetRefused:
        raise
    except Exception as error:  # a broken file raises whatever the reader stumbles on
        raise SheetRefused(DAMAGED) from error


def _visible(workbook):
    return [
        sheet
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible" and sheet.title not in ("填写说明", "可选值")
    ]


def _inspect_archive(file):
    """Unpack every member once, in small pieces and to no end: sizes as they are, not as the list claims. Return the
    merged ranges by member."""
    merged, unpacked = {}, 0
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            size, tail, ranges = 0, b"", []
            with archive.open(member) as stream:
                while piece := stream.read(1 << 18):
                    size += len(piece)
                    if unpacked + size > MAX_UNPACKED or (member.filename.endswith("Strings.xml") and size > MAX_WORDS):
                        raise SheetRefused("文件解压后过大，疑似压缩炸弹，不能导入。")
                    text = tail + piece
                    if any(mark in text for mark in DEFINITIONS):
                        raise SheetRefused("文件里有不允许的定义（DOCTYPE），不能导入。请另存为 .xlsx 后再上传。")
                    ranges += MERGED.findall(text)
                    tail = text[-200:]
            unpacked += size
            merged[member.filename] = sorted({found.decode() for found in ranges})
    file.seek(0)
    return merged


def _read_worksheet(worksheet, epoch, merged):
    if ranges := merged.get(worksheet.member):
        shown = "、".join(ranges[:5]) + ("等" if len(ranges) > 5 else "")
        raise SheetRefused(f"工作表“{worksheet.title}”有合并单元格（{shown}），请取消合并，把每格的内容填全后再上传。")
    sheet = Sheet(worksheet.title, epoch=epoch)
    _collect(sheet, ((number, _values(cells)) for number, cells in worksheet.numbered_rows()))
    return sheet


def _values(cells):
    """What the cells of one row hold, each in its column, as far as columns are read."""
    width = min(max((cell["column"] for cell in cells), default=0), MAX_COLUMNS)
    values = [None] * width
    for cell in cells:
        if cell["column"] <= width:
            values[cell["column"] - 1] = _value(cell["value"], cell["data_type"])
    return values


def _value(value, kind):
    if value is None:
        return None
    if kind == "f":
        return Unreadable("公式")
    if kind == "e":
        return Unreadable(f"错误值 {value}")
    return value


def _collect(sheet, numbered):
    """Put the first row into the headers and all that are not blank into the rows; stop at the limits. Rows that the
    file does not write down are blank."""
    blank = last = 0
    for number, values in numbered:
        if number <= last:
            raise SheetRefused(DAMAGED)
        blank, last = blank + number - last - 1, number
        is_blank = all(value is None or (isinstance(value, str) and not value.strip()) for value in values)
        blank += is_blank
        if blank > MAX_BLANK_ROWS:
            first = number - blank + is_blank
            raise SheetRefused(f"第{first}行起有{MAX_BLANK_ROWS:,}多行空行。请删除空行和多余的格式后再上传。")
        if is_blank:
            continue
        blank = 0
        if not sheet.headers:
            sheet.headers = [_header(value) for value in values]
            while sheet.headers and not sheet.headers[-1]:
                sheet.headers.pop()
            continue
        if len(sheet.rows) >= MAX_ROWS:
            raise SheetRefused(f"表格超过{MAX_ROWS:,}行，一次最多导入{MAX_ROWS:,}行。请分成几个文件导入。")
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
