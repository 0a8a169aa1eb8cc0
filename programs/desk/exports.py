"""A list as a spreadsheet, for people: Chinese headings and words, and no cell that a spreadsheet would run."""

import datetime
from decimal import Decimal
from functools import partial

from django.db.models import Manager
from django.utils import timezone
from django.utils.http import content_disposition_header
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from programs.records.formulas import harmless
from programs.texts.signs import without_forbidden

UNEXPORTED = {"search_text", "body", "recap"}  # long, and left in the database
LONGEST_CELL = 32_767  # characters that Excel takes


def cell(value):
    """What a cell says of `value`: numbers, dates and local times as such, everything else as harmless text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, (int, Decimal, datetime.date)):
        return value
    if isinstance(value, Manager):
        value = value.all()
    if hasattr(value, "__iter__") and not isinstance(value, str):
        value = "；".join(str(item) for item in value)
    return harmless(str(value)[:LONGEST_CELL])


def said(record, name):
    """What `record` says in the field `name`, in words: the label of a choice, the names of what it points to."""
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else getattr(record, name)


def guard_wagtails_exports():
    """Let every list and report of the desk that Wagtail exports go through `harmless`, as CSV; in its XLSX all is text."""
    formats = {SpreadsheetExportMixin.FORMAT_CSV: harmless, SpreadsheetExportMixin.FORMAT_XLSX: without_forbidden}
    guarded = {
        object: {name: partial(_guarded, guard) for name, guard in formats.items()}
    }  # last: what nothing else fits
    SpreadsheetExportMixin.custom_value_preprocess = SpreadsheetExportMixin.custom_value_preprocess | guarded


def _guarded(guard, value):
    return value if isinstance(value, (int, float, Decimal, datetime.date, type(None))) else guard(str(value))


class RecordExportMixin(SpreadsheetExportMixin):
    """Exports what the filters leave, in pieces. Fields that only keepers may read go to those who may change."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.desk = self.model.snippet_viewset
        self.list_export = [*self.desk.export_fields]
        if self.may_see_internal:
            self.list_export += self.desk.internal_export_fields

    @property
    def may_see_internal(self):
        return self.user_has_permission("change")

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        rows = self.get_queryset().select_related(None).prefetch_related(None).defer(None)
        rows = rows.defer(*UNEXPORTED & {field.name for field in self.model._meta.fields})
        rows = rows.prefetch_related("responsible_department", "responsible_person", *self.desk.export_prefetch)
        return self.as_spreadsheet(rows.iterator(chunk_size=500), request.GET["export"])

    def get_filename(self):
        return f"{self.model._meta.verbose_name}-{timezone.localtime():%Y%m%d-%H%M}"

    def get_heading(self, queryset, field):
        return str(self.desk.heading(field))

    def to_row_dict(self, item):
        return {name: cell(self.desk.exported(item, name, self.may_see_internal)) for name in self.list_export}

    def preprocess_field_value(self, field, value, export_format):
        if export_format == self.FORMAT_CSV and isinstance(value, datetime.datetime):
            return f"{value:%Y-%m-%d %H:%M}"
        return "" if value is None else value

    def write_csv_response(self, queryset):
        response = super().write_csv_response(queryset)
        response.streaming_content = _with_mark(response.streaming_content)
        response["Content-Type"] = "text/csv; charset=utf-8"
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{self.get_filename()}.csv"
        )
        return response


def _with_mark(chunks):
    yield b"\xef\xbb\xbf"  # without it Excel takes Chinese for something else
    yield from chunks
