"""The rows of an .xlsx file, in less than half of openpyxl's time: its own reader, without what no register needs.

Left out: walking through sheets that do not state their size, objects for texts and cells, and the parser that looks for
entities, since `reading.py` has refused every member that declares any.
"""

from xml.etree import ElementTree

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import INLINE_STRING, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

TEXT, RUN, STRING = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("t", "r", "si"))


class LeanReader(ExcelReader):
    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = list(_strings(source))

    def read_worksheets(self):
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                worksheet = LeanWorksheet(self.wb, sheet.name, relation.target, self.shared_strings)
                worksheet.sheet_state = sheet.state
                self.wb._sheets.append(worksheet)


class LeanWorksheet(ReadOnlyWorksheet):
    @property
    def member(self):
        """Its name in the archive."""
        return self._worksheet_path.lstrip("/")

    def numbered_rows(self):
        """Yield (number, cells) of the rows that are written down. A cell is openpyxl's dictionary of it."""
        with self._get_source() as source:
            yield from LeanParser(
                source,
                self._shared_strings,
                epoch=self.parent.epoch,
                date_formats=self.parent._date_formats,
                timedelta_formats=self.parent._timedelta_formats,
            ).parse()

    def _get_size(self):
        """Nobody asks for it, and a sheet that does not state it would be read to its end."""


class LeanParser(WorkSheetParser):
    def parse(self):
        for _, element in ElementTree.iterparse(self.source):  # noqa: S314 - see above
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()

    def parse_cell(self, element):
        text = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
        if text is None:
            return super().parse_cell(element)
        element.attrib["t"] = "n"
        element.remove(text)
        return super().parse_cell(element) | {"value": _text(text), "data_type": "s"}


def _strings(source):
    for _, element in ElementTree.iterparse(source):  # noqa: S314 - see above
        if element.tag == STRING:
            yield _text(element).replace("x005F_", "")
            element.clear()


def _text(element):
    """The words of a string, plain or in runs of different looks, without readings printed over characters."""
    return "".join(
        child.text or "" if child.tag == TEXT else child.findtext(TEXT, "")
        for child in element
        if child.tag in (TEXT, RUN)
    )
