"""Tables for readers' own programs: CSV as it is made, XLSX by way of a temporary file. No cell becomes a formula."""

import csv
import tempfile
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, StreamingHttpResponse

from programs.records.formulas import harmless

from .workbooks import TextWorkbook

MOST_ROWS = 20_000  # of one download; the API gives everything
CUT_OFF = f"（每个文件最多{MOST_ROWS:,}行，其余没有列出；请缩小范围后再下载，或用开放接口）"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a CSV file as GBK
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """`value(row)` gives what stands under `heading`; None and "" leave the cell empty."""

    heading: str
    value: Any


def safe_cell(value):
    """Text that a spreadsheet shows and does not run: what would begin a formula gets an apostrophe before it."""
    return "" if value is None or value == "" else harmless(str(value))


@dataclass(frozen=True)
class Table:
    """One sheet of a file. `rows(record)` gives those of a record's own rows that stand in it, a line each."""

    title: str
    columns: tuple
    rows: Any = lambda record: (record,)

    @property
    def headings(self):
        return [column.heading for column in self.columns]

    def lines(self, record):
        """The lines of one record, as lists of safe texts."""
        return [[safe_cell(column.value(row)) for column in self.columns] for row in self.rows(record)]


class _Sheet:
    """A table on its way into a file: stops at the limit, and says so in its last line."""

    def __init__(self, table):
        self.table, self.left = table, MOST_ROWS

    def lines(self, record):
        if self.left < 0:
            return []
        lines = self.table.lines(record)
        shown = lines if len(lines) <= self.left else [*lines[: self.left], [CUT_OFF]]
        self.left -= len(lines)
        return shown


class _Line:
    """What `csv.writer` writes to: hands each line back."""

    def write(self, text):
        return text


def csv_response(tables, records, name):
    """The first of `tables`: a CSV file has no second."""
    writer, sheet = csv.writer(_Line()), _Sheet(tables[0])

    def lines():
        yield BYTE_ORDER_MARK
        yield writer.writerow(sheet.table.headings)
        for record in records:
            for line in sheet.lines(record):
                yield writer.writerow(line)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(tables, records, name):
    book = TextWorkbook([table.title for table in tables])
    sheets = [_Sheet(table) for table in tables]
    for number, sheet in enumerate(sheets):
        book.append(number, sheet.table.headings)
    for record in records:
        for number, sheet in enumerate(sheets):
            for line in sheet.lines(record):
                book.append(number, line)
    file = tempfile.TemporaryFile()
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
