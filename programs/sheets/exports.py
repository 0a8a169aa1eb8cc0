"""Registers written as sheets that can be read back unchanged, and that no spreadsheet program runs."""

import csv

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from programs.records.formulas import harmless
from programs.texts.signs import without_forbidden

from .reading import MAX_ROWS
from .resources import EXAMPLE, KEY, OwnerColumn
from .widgets import Choice, Choices, Flag, Term, Terms

INSTRUCTIONS = "填写说明"
VOCABULARY = "可选值"
CHUNK = 500
HEAD_FILL = PatternFill("solid", fgColor="DCEBEA")
EXAMPLE_FONT = Font(color="808080", italic=True)


def rows_of(resource, queryset):
    """Yield each record with the texts of its row, with no more queries for many than for few."""
    found = queryset.select_related(*resource.foreign_keys).prefetch_related(*resource.relations)
    for record in found.iterator(chunk_size=CHUNK):
        yield record, [column.export(record) for column in resource.columns.values()]


def child_rows(resource, record, label):
    for child in getattr(record, resource.relation).all():
        yield [
            label if isinstance(column, OwnerColumn) else column.export(child) for column in resource.columns.values()
        ]


def write_csv(resource, queryset, out):
    """The main sheet alone: a CSV file has no others."""
    out.write("\ufeff")  # without it, Excel takes UTF-8 for the system's own encoding
    writer = csv.writer(out)
    writer.writerow(resource.columns)
    for _, texts in rows_of(resource, queryset):
        writer.writerow([harmless(str(text)) for text in texts])


def write_xlsx(resource, queryset, out):
    """The main sheet and those that go with it. Every cell is text, so nothing runs."""
    workbook = Workbook(write_only=True)
    main = _new_sheet(workbook, resource)
    children = [(child, _new_sheet(workbook, child)) for child in resource.children]
    ambiguous = resource.ambiguous_titles() if children else ()
    for record, texts in rows_of(resource, queryset):
        main.append([_text(main, text) for text in texts])
        label = resource.label(record, ambiguous)
        for child, sheet in children:
            for row in child_rows(child, record, label):
                sheet.append([_text(sheet, text) for text in row])
    workbook.save(out)


def write_template(resource, out):
    """An empty workbook to fill in: headers, an example that is not imported, drop-down lists and instructions."""
    workbook = Workbook(write_only=True)
    lists = {}
    for part in (resource, *resource.children):
        sheet = _new_sheet(workbook, part, lists)
        sheet.append([_text(sheet, _example(part, column), font=EXAMPLE_FONT) for column in part.columns.values()])
    _write_instructions(workbook.create_sheet(INSTRUCTIONS), resource)
    _write_lists(workbook.create_sheet(VOCABULARY), lists)
    workbook.save(out)


def _example(resource, column):
    return EXAMPLE if column is next(iter(resource.columns.values())) else column.example


def _new_sheet(workbook, resource, lists=None):
    sheet = workbook.create_sheet(resource.sheet)
    sheet.freeze_panes = "A2"
    for index, column in enumerate(resource.columns.values(), 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(12, len(column.header) * 2 + 4)
        sheet.column_dimensions[letter].number_format = "@"  # text: a code keeps its zeros, a date its writing
        if lists is not None:
            _offer(sheet, letter, column, lists)
    head = []
    for column in resource.columns.values():
        cell = _text(sheet, column.header, font=Font(bold=True))
        cell.fill = HEAD_FILL
        if lists is not None:
            cell.comment = Comment(_note(column), "鹿城门户", height=90, width=260)
        head.append(cell)
    sheet.append(head)
    return sheet


def _note(column):
    return ("必填。" if column.required else "") + (column.note or getattr(column.widget, "hint", ""))


def _text(sheet, value, font=None):
    cell = WriteOnlyCell(sheet, without_forbidden(str(value)))
    cell.data_type, cell.number_format = "s", "@"
    if font:
        cell.font = font
    return cell


def options_of(column):
    """The words that a cell of `column` may hold, where they can be listed."""
    if isinstance(column.widget, Choice | Flag):
        return column.widget.options
    if isinstance(column.widget, Term):
        return [term.name for term in column.widget.model.objects.active()]
    return []


def _offer(sheet, letter, column, lists):
    options = options_of(column)
    if not options or isinstance(column.widget, Terms | Choices):  # a drop-down list gives one word only
        return
    place = lists.setdefault(column.header, (get_column_letter(len(lists) + 1), options))[0]
    formula = f"{quote_sheetname(VOCABULARY)}!${place}$2:${place}${len(options) + 1}"
    validation = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
    validation.errorTitle, validation.error = "没有这个选项", f"请从下拉列表里选，或见“{INSTRUCTIONS}”。"
    validation.add(f"{letter}2:{letter}{MAX_ROWS + 2}")
    sheet.data_validations.append(validation)


def _write_lists(sheet, lists):
    sheet.sheet_state = "hidden"
    longest = max((len(options) for _, options in lists.values()), default=0)
    sheet.append([_text(sheet, header) for header in lists])
    for index in range(longest):
        sheet.append([_text(sheet, o[index]) if index < len(o) else None for _, o in lists.values()])


def _write_instructions(sheet, resource):
    for letter, width in zip("ABCDE", (14, 22, 8, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in _general(resource):
        sheet.append([_text(sheet, line)])
    sheet.append([])
    sheet.append([_text(sheet, text, font=Font(bold=True)) for text in ("工作表", "列", "必填", "怎么填", "可选值")])
    for part in (resource, *resource.children):
        for column in part.columns.values():
            hint = getattr(column.widget, "hint", "")
            note = "。".join(text.rstrip("。") for text in (hint, column.note) if text)
            options = "、".join(options_of(column))
            texts = (part.sheet, column.header, "是" if column.required else "", note, options)
            cells = [_text(sheet, text) for text in texts]
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append(cells)


def _general(resource):
    yield f"{resource.sheet}导入表填写说明"
    yield f"1. 第一行是表头，请不要改动；第一格写着“{EXAMPLE}”的行是示例，不会导入。"
    yield f"2. “{KEY}”认出台账里已有的一条；留空的，按{'、'.join(h for _, h in resource.identities)}查找，找不到就新增。"
    yield "3. 表里没有的列保持原样；有这一列而格子留空，核对后会问您是否清空，不勾选就保持原样。来源没有写明的请留空，不要猜测。"
    yield "4. 不要合并单元格，不要用公式，不要写合计、说明、落款等行；日期写成 2026-01-02、2026/1/2 或 2026年1月2日。"
    yield f"5. 一次最多导入{resource.max_rows:,}行；只要有一行有错误，整张表都不导入。"
    if resource.children:
        names = "、".join(f"“{child.sheet}”" for child in resource.children)
        yield f"6. 工作表{names}的第一列写明属于“{resource.sheet}”里的哪一行；在其中有行的，以表里的行为准（没有写的会删除），没有行的保持原样。"
