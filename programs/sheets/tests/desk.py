"""A keeper at the bulk desk of one register: templates, uploads, confirmations, exports."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from programs.sheets.models import ImportedSheet


class Desk:
    def __init__(self, user, model):
        self.user, self.model = user, model

    def url(self, name, *args):
        return reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{name}", args=args)

    def workbook(self, name="template", *args):
        response = self.user.client.get(self.url(name, *args))
        assert response.status_code == 200
        return load_workbook(io.BytesIO(response.content))

    def check(self, workbook):
        """Upload; return the ImportedSheet, or what the form says against the file."""
        data = workbook if isinstance(workbook, bytes) else saved(workbook)
        response = self.user.client.post(self.url("import"), {"file": SimpleUploadedFile("表.xlsx", data)})
        if response.status_code == 200:
            return response.context["form"].errors["file"][0]
        assert self.user.client.get(response.url).status_code == 200
        return ImportedSheet.objects.latest("pk")

    def confirm(self, sheet, **answers):
        """Press the button, with what is answered: clears="1", rows={0: "skip"}, check="1" to have it only checked."""
        rows = {f"row-{number}": answer for number, answer in answers.pop("rows", {}).items()}
        data = {"asks": "1", **rows, **answers} if rows or answers else {}
        self.user.client.post(self.url("import_confirm", sheet.pk), data)
        sheet.refresh_from_db()
        return sheet

    def import_(self, workbook):
        sheet = self.check(workbook)
        assert problems(sheet) == []
        sheet = self.confirm(sheet)
        assert sheet.state == "imported", sheet.message
        return sheet


def saved(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def fill(sheet, **cells):
    """Add a row with `cells` under their headers."""
    headers = [cell.value for cell in sheet[1]]
    assert set(cells) <= set(headers), set(cells) - set(headers)
    sheet.append([cells.get(header) for header in headers])


def values(sheet):
    """The rows of `sheet` as {header: text}, without empty cells."""
    headers, *lines = sheet.values
    return [{h: value for h, value in zip(headers, line, strict=True) if value not in (None, "")} for line in lines]


def problems(sheet):
    assert not isinstance(sheet, str), sheet
    return [(p["sheet"], p["row"], p["column"], p["value"], p["message"]) for p in sheet.report["problems"]]


def counts(sheet):
    """New, changed, unchanged, wrong."""
    return sheet.new_count, sheet.changed_count, sheet.unchanged_count, sheet.problem_count


def form_data(response):
    """What the browser would send back of an admin form, unchanged."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            add_field(data, bound)
    return data


def add_field(data, bound):
    value = bound.value()
    if isinstance(value, list):
        data[bound.html_name] = [getattr(one, "pk", one) for one in value]
    elif isinstance(value, datetime.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        data |= {f"{bound.html_name}_0": local.date(), f"{bound.html_name}_1": local.time()}
    elif value is not None and value is not False:
        data[bound.html_name] = value
