"""What nobody should upload, and some do: refused with a sentence, quickly, and nothing kept."""

import io
import time
import zipfile

import pytest

from programs.companies.models import Company
from programs.companies.tests.sheets import rewritten, row, upload, xlsx
from programs.companies.tests.test_import import IMPORT
from programs.sheets import reading
from programs.sheets.models import ImportedSheet

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def stray_cell(sheet):
    sheet["A1048576"] = "x"


def cell_far_right(sheet):
    sheet["XFD2"] = "x"


def many_rows(count):
    """A workbook of `count` companies, made by hand: a writer of spreadsheets takes minutes for it."""
    lines = [
        f'<row r="{number}"><c r="B{number}" t="inlineStr"><is><t>{number * 7919 % 999983}公司</t></is></c></row>'
        for number in range(2, count + 2)
    ]
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="inlineStr"><is><t>法定名称</t></is></c></row>'
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{head}{"".join(lines)}</sheetData></worksheet>'
    return rewritten(xlsx(row("示例公司")), **{"xl/worksheets/sheet1.xml": sheet})


def bomb(name="xl/worksheets/sheet1.xml", size=300 << 20):
    """Members that unpack to far more than they weigh."""
    return rewritten(xlsx(row("示例公司")), **{name: b" " * size})


def lying_bomb():
    """A member whose list entry says that it is small."""
    data = bytearray(bomb(size=50 << 20))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature)
        while at >= 0:
            if int.from_bytes(data[at + offset : at + offset + 4], "little") == 50 << 20:
                data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
            at = data.find(signature, at + 4)
    return bytes(data)


def entities(encoding="utf-8"):
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    return rewritten(xlsx(row("示例公司")), **{"xl/worksheets/sheet1.xml": text.encode(encoding)})


def backwards():
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>法定名称</t></is></c></row>'
    rows = "".join(cell.format(number) for number in (1, 3, 2))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return rewritten(xlsx(row("示例公司")), **{"xl/worksheets/sheet1.xml": sheet})


def other_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


CASES = {
    "wrong headers": (lambda: xlsx(["示例"], headers=["法定名", "规模", "规模"]), "企业.xlsx",
                      "缺少：法定名称；不认识：“法定名”，您是不是要填“法定名称”；重复：规模"),
    "no headers": (lambda: xlsx(headers=[]), "企业.xlsx", "或者它是空的"),
    "only headers": (lambda: xlsx(), "企业.xlsx", "没有可以导入的行"),
    "merged cells": (lambda: xlsx(row("示例公司"), row("示例乙公司"), merge="C2:C3"), "企业.xlsx", "有合并单元格（C2:C3）"),
    "a cell beside the table": (lambda: xlsx([*row("示例公司"), "旁注"]), "企业.xlsx", "K2 有内容，但这一列没有标题"),
    "an unknown sheet": (lambda: xlsx(row("示例公司"), more={"人員": [["企业"]]}), "企业.xlsx", "不认识工作表“人員”"),
    "a stray cell far below": (lambda: xlsx(row("示例公司"), hook=stray_cell), "企业.xlsx", "行空行"),
    "a stray cell far to the right": (lambda: xlsx(row("示例公司"), hook=cell_far_right), "企业.xlsx", "XFD2 有内容，最多读取120列"),
    "200,000 rows": (lambda: many_rows(200_000), "企业.xlsx", "超过20,000行"),
    "21,000 rows": (lambda: many_rows(21_000), "企业.xlsx", "超过20,000行"),
    "a zip bomb": (bomb, "企业.xlsx", "压缩炸弹"),
    "a zip bomb that lies": (lying_bomb, "企业.xlsx", ("压缩炸弹", "已损坏")),
    "entities": (entities, "企业.xlsx", "DOCTYPE"),
    "entities in UTF-16": (lambda: entities("utf-16"), "企业.xlsx", "DOCTYPE"),
    "rows that go backwards": (backwards, "企业.xlsx", "损坏"),
    "a zip of something else": (other_zip, "企业.xlsx", "文件内容不是 XLSX"),
    "an old workbook": (lambda: OLE + "Workbook".encode("utf-16-le"), "企业.xls", "旧版 Excel"),
    "an encrypted workbook": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "企业.xlsx", "打开密码"),
    "macros": (lambda: rewritten(xlsx(row("示例公司")), **{"xl/vbaProject.bin": b"x"}), "企业.xlsx", "带有宏"),
    "a workbook with macros by its name": (lambda: xlsx(row("示例公司")), "企业.xlsm", "带宏的 .xlsm"),
    "cut off": (lambda: xlsx(row("示例公司"))[:2000], "企业.xlsx", "损坏"),
    "broken inside": (lambda: rewritten(xlsx(row("示例公司")), **{"xl/workbook.xml": "<x"}), "企业.xlsx", "损坏"),
    "noise": (lambda: bytes(range(1, 256)) * 20, "企业.xlsx", "文件内容不是 XLSX"),
    "empty": (lambda: b"", "企业.xlsx", "文件是空的"),
    "another extension": (lambda: b"x", "企业.exe", "只接受 .xlsx 和 .csv"),
    "a csv of NUL": (lambda: b"a\0b", "企业.csv", "内容不是 CSV"),
    "a csv in no encoding": (lambda: b"\xff\xff\xff", "企业.csv", "编码无法识别"),
    "a csv with an endless cell": (lambda: ("法定名称\n" + "示" * 200_000).encode(), "企业.csv", "无法读取"),
    "no extension": (lambda: b"x", "企业", "只接受"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_cannot_be_imported_is_refused_with_a_reason(staff, case):
    make, name, told = CASES[case]
    data, keeper = make(), staff("keeper")
    started = time.process_time()
    response = keeper.client.post(IMPORT, {"file": upload(data, name)})
    assert time.process_time() - started < 20
    assert response.status_code == 200
    message = response.context["form"].errors["file"][0]
    assert any(text in message for text in ([told] if isinstance(told, str) else told)), message
    assert not ImportedSheet.objects.exists() and not Company.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_csv_in_the_encodings_of_spreadsheet_programs(staff, encoding):
    text = "法定名称,规模\r\n温州示例“鞋业”有限公司,小型\r\n"
    staff("keeper").client.post(IMPORT, {"file": upload(text.encode(encoding), "企业.csv")})
    sheet = ImportedSheet.objects.get()
    assert sheet.state == "checked" and sheet.report["changes"][0]["title"] == "温州示例“鞋业”有限公司"


def test_nothing_is_sent(staff):
    assert staff("keeper").client.post(IMPORT, {}).context["form"].errors["file"] == ["请选择文件。"]


def test_limits_are_what_the_page_says(staff):
    page = staff("keeper").client.get(IMPORT).content.decode()
    assert f"{reading.MAX_BYTES >> 20} MB" in page
