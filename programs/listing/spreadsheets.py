"""Tables for readers' own programs: CSV as it is made, XLSX by way of a temporary file. No cell becomes a formula."""

import csv
import re
import tempfile
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook

from ..formulas import harmless

MOST_ROWS = 20_000  # of one download; the API gives everything
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a CSV file as GBK
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """`value(row)` gives what stands under `heading`; None and "" leave the cell empty."""

    heading: str
    value: Any


def safe_cell(value):
    """Text that a spreadsheet shows and does not run: what would begin a formula gets an apostrophe before it."""
    return "" if value is None else harmless(CONTROL.sub("", str(value)))


def table(columns, records):
    """The heading and then each record, as lists of safe texts."""
    yield [column.heading for column in columns]
    for record in records:
        yield [safe_cell(column.value(record)) for column in columns]


class _Line:
    """What `csv.writer` writes to: hands each line back."""

    def write(self, text):
        return text


def csv_response(columns, records, name):
    writer = csv.writer(_Line())

    def lines():
        yield BYTE_ORDER_MARK
        for row in table(columns, records):
            yield writer.writerow(row)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(columns, records, name):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in table(columns, records):
        sheet.append(row)
    file = tempfile.TemporaryFile()
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
