"""Workbooks of plain text, written several times as fast as openpyxl writes cells, and never whole in memory."""

import io
import re
import shutil
import tempfile
import zipfile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

LONGEST = 32_767  # characters that a spreadsheet program takes in one cell
EMPTY = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")


class TextWorkbook:
    """Sheets under `titles`, whose first row stays in view. `append` texts to them, then `save`."""

    def __init__(self, titles):
        self.frame = _frame(titles)
        self.rows = [tempfile.TemporaryFile() for _ in titles]
        self.counts = [0] * len(titles)

    def append(self, sheet, texts):
        self.counts[sheet] += 1
        number = self.counts[sheet]
        cells = "".join(
            f'<c r="{get_column_letter(column)}{number}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{_escaped(text[:LONGEST])}</t></is></c>'
            for column, text in enumerate(texts, 1)
            if text
        )
        self.rows[sheet].write(f'<row r="{number}">{cells}</row>'.encode())

    def save(self, out):
        """Write the workbook to the file `out`; afterwards nothing more can be appended."""
        with (
            zipfile.ZipFile(self.frame) as frame,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as new,
        ):
            for name in frame.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    head, tail = EMPTY.split(frame.read(name))
                    rows = self.rows[int(re.findall(r"\d+", name)[0]) - 1]
                    self._write_sheet(new, name, head, rows, tail)
                else:
                    new.writestr(name, frame.read(name))

    def _write_sheet(self, archive, name, head, rows, tail):
        rows.seek(0)
        with archive.open(name, "w", force_zip64=True) as member, rows:
            member.write(head + b"<sheetData>")
            shutil.copyfileobj(rows, member, 1 << 20)
            member.write(b"</sheetData>" + tail)


def _frame(titles):
    """Everything of the workbook but its rows, as openpyxl makes it."""
    book = Workbook(write_only=True)
    for title in titles:
        book.create_sheet(title).freeze_panes = "A2"
    frame = io.BytesIO()
    book.save(frame)
    return frame


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
