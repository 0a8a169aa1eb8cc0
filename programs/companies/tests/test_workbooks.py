"""The lean reader reads what openpyxl's own reads."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from programs.companies.tests.sheets import rewritten
from programs.sheets.formats.codes import Shown
from programs.sheets.reading import Unreadable, read_sheets

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
VALUES = [
    ["名称", "数", "小数", "日期", "时刻", "真假", "长文", "公式", "错误", "空"],
    ["温州示例鞋业有限公司", 7, 1.5, datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 9, 30), True, "甲" * 3000, "=1+1", "#N/A", None],
    ["  两端有空格  ", -3, 1e20, datetime.date(1900, 3, 1), datetime.time(8, 15), False, "一行\n二行 &<>\"'", "=B2", "#DIV/0!", ""],
    [None, None, None, None, None, None, None, None, None, "只有最后一格"],
]  # fmt: skip


def workbook_of(write_only):
    book = Workbook(write_only=write_only)
    sheet = book.create_sheet("企业") if write_only else book.active
    sheet.title = "企业"
    for line in VALUES:
        sheet.append(line)
    hidden = book.create_sheet("藏起来的")
    hidden.append(["不读"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_openpyxl(data):
    sheet = load_workbook(io.BytesIO(data), read_only=True)["企业"]
    marks = {"f": "公式", "e": "错误"}
    return [[marks.get(cell.data_type, cell.value) for cell in row] for row in sheet.iter_rows(max_col=10)]


def held(value):
    """What the cell holds, whatever it shows."""
    if isinstance(value, Unreadable):
        return value.reason[:2]
    if isinstance(value, Shown):
        return value.value.time() if value.parts == "h" else value.value
    return {"TRUE": True, "FALSE": False}.get(value, value)


def by_us(data):
    sheet = read_sheets(SimpleUploadedFile("企业.xlsx", data), "企业.xlsx")["企业"]
    rows = [[held(value) for value in row.values] for row in sheet.rows]
    return [sheet.headers, *rows], [row.number for row in sheet.rows]


@pytest.mark.parametrize("write_only", [True, False])
def test_values_are_those_of_openpyxl(write_only):
    """A program that writes line by line puts texts into the cells and states no size; others share them."""
    data = workbook_of(write_only)
    found, numbers = by_us(data)
    assert found == by_openpyxl(data) and numbers == [2, 3, 4]
    assert found[1][7:9] == ["公式", "错误"] and found[1][3] == datetime.datetime(2026, 1, 2)


def test_looks_and_readings_are_left_away():
    """A text in runs, and one with its reading printed above, as East Asian programs write them."""
    book = Workbook()
    book.active.title = "企业"
    book.active.append(["法定名称"])
    book.active.append([CellRichText("温州", TextBlock(InlineFont(b=True), "示例"), "鞋业")])
    book.active.append(["占位"])
    out = io.BytesIO()
    book.save(out)
    reading = f'<si><t>占位</t><rPh sb="0" eb="1"><t>zhan</t></rPh></si>'  # noqa: F541
    strings = f'<sst {MAIN} count="3" uniqueCount="3"><si><t>法定名称</t></si><si><r><t>温州</t></r><r><rPr><b/></rPr><t>示例</t></r><r><t>鞋业</t></r></si>{reading}</sst>'
    data = rewritten(out.getvalue(), **{"xl/sharedStrings.xml": strings})
    assert by_us(data)[0] == [["法定名称"], ["温州示例鞋业"], ["占位"]]


def test_rows_that_the_file_leaves_out_count():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row><row r="7"><c r="A7"><v>5</v></c></row><row><c><v>6</v></c></row>'
    data = rewritten(workbook_of(False), **{"xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"})  # fmt: skip
    assert by_us(data) == ([["名称"], [5], [6]], [7, 8])
