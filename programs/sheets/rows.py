"""One row of a sheet on its way to become a record: read, compared, checked."""

from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.fields import StreamField

from .answers import KEPT
from .doubtful import doubts_about
from .reading import Unreadable
from .resources import EXAMPLE, KEY, KeyColumn, OwnerColumn
from .widgets import Reference, split


@dataclass
class Problem:
    sheet: str
    row: int
    column: str
    value: str
    message: str


@dataclass
class Question:
    """A row that seems to be no record, and what a keeper says of it: skip, keep, or nothing yet."""

    sheet: str
    row: int
    text: str
    reason: str
    answer: str = ""


@dataclass
class Entry:
    """One row of the main sheet on its way to become a record."""

    row: object
    values: dict
    record: object = None
    is_new: bool = True
    changes: list = field(default_factory=list)  # (header, before, after)
    clears: list = field(default_factory=list)  # the same, of cells that are blank where the record has something


def shown(value):
    text = value.reason if isinstance(value, Unreadable) else "" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"


def read_rows(plan, sheet, resource):
    """Return [(row, {header: value})] of all rows but the example and those that are no records; what cannot be read
    becomes a problem."""
    columns = [(index, resource.columns[header]) for index, header in enumerate(sheet.headers) if header]
    for index, column in columns:
        if isinstance(column.widget, Reference):
            texts = {text for row in sheet.rows for text in split(row.values[index])}
            plan.lookups.prepare(column.widget.model, column.widget.field, texts)
    rows, reason_against = [], doubts_about(sheet.headers, resource)
    for row in sheet.rows:
        if is_example(row, resource.columns[sheet.headers[0]] if sheet.headers[0] else None):
            continue
        reason = reason_against(row)
        if not reason or plan.ask(sheet, row, reason) == KEPT:
            rows.append((row, _read_row(plan, sheet, row, columns)))
    return rows


def is_example(row, column):
    """Is this the template's own row? It says so where no record's number or name would."""
    return isinstance(column, KeyColumn | OwnerColumn) and str(row.values[0]).strip() == EXAMPLE


def _read_row(plan, sheet, row, columns):
    values = {}
    for index, column in columns:
        value, header = row.values[index], column.header
        if value is None or not str(value).strip():
            row.blanks.add(header)
        if isinstance(value, Unreadable):
            plan.refuse(sheet, row, header, value, f"{sheet.address(row, header)} 里是{value.reason}，{value.advice}。")
            continue
        try:
            cleaned = column.widget.clean(value, lookups=plan.lookups, epoch=sheet.epoch)
        except (ValueError, ValidationError) as error:
            plan.refuse(sheet, row, header, value, "；".join(getattr(error, "messages", [str(error)])))
            continue
        if column.required and cleaned in (None, "", []):
            plan.refuse(sheet, row, header, value, "必填，不能留空。")
        values[header] = cleaned
    return values


def apply_values(record, values, resource, changes, prefix=""):
    """Put `values` on `record`, and note what was and what comes. Columns that the sheet lacks leave all as it was."""
    for header, value, before, after in _differences(record, values, resource):
        changes.append((prefix + header, before, after))
        resource.columns[header].put(record, value)


def set_blanks_aside(plan, record, row, values, resource, clears, prefix=""):
    """Return `values` without those of blank cells, and note what the record on file has there. It stays, as if the
    sheet lacked the column, unless a keeper has said that blank cells clear."""
    blanks = {header: value for header, value in values.items() if header in row.blanks}
    for header, value, before, after in list(_differences(record, blanks, resource)):
        clears.append((prefix + header, before, after))
        if plan.answers.clears:
            resource.columns[header].put(record, value)
    return {header: value for header, value in values.items() if header not in blanks}


def _differences(record, values, resource):
    """Yield (header, value, text before, text after) of what is not yet so."""
    for header, value in values.items():
        column = resource.columns[header]
        if header == KEY or column.attribute is None:
            continue
        after = column.widget.render(value)
        if not after and record.pk is None:
            continue
        before = column.export(record)
        if before != after and before.strip().replace("\r\n", "\n") != after:
            yield header, value, before, after


def errors_of(record):
    """{field: messages} of what is wrong with the row itself; asks the database nothing that was asked before."""
    try:
        record.clean_fields(exclude=_unasked(type(record)))
        record.clean()
    except ValidationError as error:
        return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return {}


@cache
def _unasked(model):
    """Fields whose validation asks the database, or that no sheet holds."""
    return ["slug", *(field.name for field in model._meta.fields if field.is_relation or not field.editable)] + [
        field.name for field in model._meta.fields if isinstance(field, StreamField)
    ]
