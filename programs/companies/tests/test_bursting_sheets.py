"""Sheets that are small, and would fill the memory if they were parsed as they are: none does, and each is told why."""

import os
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programs.companies.tests.sheets import rewritten, row, xlsx
from programs.sheets.reading import SheetRefused, read_sheets

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
SIZE = 12 << 20  # bytes of XML: beyond what may be packed as tightly as it likes
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>法定名称</t></is></c></row>'


def many(text, size=SIZE):
    """`text` again and again, with enough noise between to be packed no tighter than an honest sheet."""
    part = text * (2000 // len(text))
    return "".join(f"{part}<!--{os.urandom(24).hex()}-->" for _ in range(size // len(part)))


def sheet(rows, before=""):
    return {SHEET: f"<worksheet {MAIN}>{before}<sheetData>{HEAD}{rows}</sheetData></worksheet>"}


def styles(inside):
    return {"xl/styles.xml": f"<styleSheet {MAIN}>{inside}</styleSheet>"}


def words(inside):
    return {"xl/sharedStrings.xml": f"<sst {MAIN}>{inside}</sst>"}


def book(inside):
    return {"xl/workbook.xml": f"<workbook {MAIN}>{inside}</workbook>"}


CASES = {
    "cells of one row": (lambda: sheet(f'<row r="2">{many("<c/>")}</row>'), "有一处内容超过1 MB"),
    "many cells of one row": (lambda: sheet(f'<row r="2">{"<c/>" * 20_000}</row>'), "第2行有超过16,384格"),
    "columns": (lambda: sheet("", f"<cols>{many('<a/>')}</cols>"), "“企业”开头与数据无关的标记超过1,000,000个"),
    "styles": (lambda: styles(f"<x>{many('<a/>')}</x>"), "“xl/styles.xml”与数据无关的标记超过1,000,000个"),
    "formats": (lambda: styles(f"<cellXfs>{many('<xf/>')}</cellXfs>"), "有超过65,000种单元格格式"),
    "texts": (lambda: words(many("<si/>")), "有超过1,000,000段不同的文字"),
    "one text": (lambda: words("<si><t>" + many("a&#10;", 4 << 20) + "</t></si>"), "有一处内容超过1 MB"),
    "names of the workbook": (
        lambda: book(f"<definedNames>{many('<n/>')}</definedNames>"),
        "“xl/workbook.xml”与数据无关的标记超过1,000,000个",
    ),
    "nested": (lambda: sheet("", "<a>" * 1000), "标记嵌套超过64层"),
    "names of elements": (lambda: sheet("", "".join(f"<a{n}/>" for n in range(20_000))), "太多不同的标记名"),
    "names of attributes": (
        lambda: sheet("".join(f'<row a{n}=""/>' for n in range(20_000))),
        "太多不同的标记名",
    ),
    "prefixes": (lambda: sheet("".join(f'<row xmlns:a{n}="x"/>' for n in range(20_000))), "太多不同的标记名"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_sheet_that_would_burst_is_refused_in_little_memory(case):
    make, told = CASES[case]
    file = SimpleUploadedFile("企业.xlsx", rewritten(xlsx(row("示例公司")), **make()))
    tracemalloc.start()
    try:
        with pytest.raises(SheetRefused) as refused:
            read_sheets(file, "企业.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert told in refused.value.messages[0] and "可能是压缩炸弹" in refused.value.messages[0]
    assert peak < 110 << 20


def test_texts_of_cells_are_counted_as_they_lie_in_memory(monkeypatch):
    """One rare character in a text takes four bytes for each of its others."""
    monkeypatch.setattr("programs.sheets.archives.Allowance.__init__.__defaults__", (1 << 20,))
    cell = f'<row><c t="inlineStr"><is><t>😀{"a" * 500}</t></is></c></row>'
    read_sheets(SimpleUploadedFile("a.xlsx", rewritten(xlsx(row("示例")), **sheet(cell * 300))), "a.xlsx")
    with pytest.raises(SheetRefused, match="表格内容超过"):
        read_sheets(SimpleUploadedFile("a.xlsx", rewritten(xlsx(row("示例")), **sheet(cell * 600))), "a.xlsx")


def test_one_member_packed_too_tightly_is_refused_whatever_lies_beside_it():
    noise = os.urandom(2 << 20)
    data = rewritten(xlsx(row("示例公司")), **{SHEET: " " * SIZE, "docProps/noise.bin": noise})
    with pytest.raises(SheetRefused, match=r"sheet1\.xml”解压后过大（12 MB，是压缩后的100倍以上），疑似压缩炸弹"):
        read_sheets(SimpleUploadedFile("企业.xlsx", data), "企业.xlsx")


def test_a_bloated_but_honest_style_sheet_is_read():
    """Spreadsheet programs that copy styles back and forth leave thousands."""
    bloated = styles(
        '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
        + "<cellXfs>" + '<xf numFmtId="0"/>' * 40_000 + '<xf numFmtId="200"/></cellXfs>'
    )  # fmt: skip
    cell = '<row r="2"><c r="A2" s="40000"><v>46024</v></c></row>'
    data = rewritten(xlsx(row("示例公司")), **bloated, **sheet(cell))
    assert read_sheets(SimpleUploadedFile("企业.xlsx", data), "企业.xlsx")["企业"].rows[0].values[0].value.year == 2026
