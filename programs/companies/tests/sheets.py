"""Spreadsheets as keepers make them, and as they should not."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from stdnum.cn import uscc

HEADERS = ["编号", "法定名称", "统一社会信用代码", "类别", "成立日期", "规模", "标签", "街镇", "网站", "内部备注"]


def code(number):
    start = f"91330302MA{number:07d}"
    return start + uscc.calc_check_digit(start)


def row(title="", **cells):
    return [{"法定名称": title, **cells}.get(header, "") for header in HEADERS]


def xlsx(*rows, headers=HEADERS, title="企业", more=None, merge=None, hook=None):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for line in [headers, *rows]:
        sheet.append(list(line))
    for name, lines in (more or {}).items():
        extra = workbook.create_sheet(name)
        for line in lines:
            extra.append(line)
    if merge:
        sheet.merge_cells(merge)
    if hook:
        hook(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def upload(data, name="企业.xlsx"):
    return SimpleUploadedFile(name, data)


def rewritten(data, **members):
    """`data`, an .xlsx, with members added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in members:
                new.writestr(member, old.read(member))
        for name, content in members.items():
            new.writestr(name, content)
    return out.getvalue()
