"""The bulk desk's pages for sheets: template, upload, preview, confirmation, progress, export."""

import io

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from .answers import KEPT, SKIPPED, Answers
from .exports import write_csv, write_template, write_xlsx
from .importing import OPEN, check_again, keep, start
from .models import ImportedSheet
from .progress import Progress
from .reading import MAX_BYTES, SheetRefused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_EXPORTED = 50_000
PER_PAGE = 100
HEADINGS = {
    ImportedSheet.State.ASKED: "将要写入的内容",
    ImportedSheet.State.CHECKED: "将要写入的内容",
    ImportedSheet.State.WAITING: "正在写入的内容",
    ImportedSheet.State.IMPORTED: "已写入的内容",
    ImportedSheet.State.REFUSED: "没有错误的行，这次也没有写入",
    ImportedSheet.State.FAILED: "没有写入的内容",
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="表格文件",
        help_text=f".xlsx 或 .csv，不超过 {MAX_BYTES >> 20} MB。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "文件是空的。", "required": "请选择文件。"},
    )


def _answers_in(data, sheet):
    """The Answers that a form sends; of what it does not speak of, nothing has changed."""
    answers = Answers(**sheet.answers)
    if "asks" not in data:
        return answers
    rows = {}
    for number, question in enumerate(sheet.report.get("questions", [])):
        if (said := data.get(f"row-{number}")) in (SKIPPED, KEPT):
            rows[f"{question['sheet']}!{question['row']}"] = said
    return Answers(rows, "clears" in data)


class SheetDesk:
    """A register's import and export. `resource_class` says which columns there are."""

    resource_class = None

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = [
            ("import/", self.import_view, "import"),
            ("import/<int:pk>/", self.preview_view, "import_preview"),
            ("import/<int:pk>/confirm/", self.confirm_view, "import_confirm"),
            ("template/", self.template_view, "template"),
            ("export/<str:extension>/", self.export_view, "export"),
        ]
        return [
            path(at, self._wrapped(view), name=f"{name}_{called}") for at, view, called in views
        ] + super().get_urls()

    def _wrapped(self, view):
        """Checking and importing may take a while: they hold the write lock only while they write."""
        return transaction.non_atomic_requests(self.admin_site.admin_view(view))

    def sheet_url(self, name, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def changelist_view(self, request, extra_context=None):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        links = [
            {"url": self.sheet_url("export", "xlsx") + query, "label": "导出 XLSX"},
            {"url": self.sheet_url("export", "csv") + query, "label": "导出 CSV"},
        ]
        if self.may_import(request):
            links.insert(0, {"url": self.sheet_url("import"), "label": "导入表格"})
        return super().changelist_view(request, (extra_context or {}) | {"sheet_links": links})

    def may_import(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _require_import(self, request):
        if not self.may_import(request):
            raise PermissionDenied

    def _page(self, request, template, **context):
        return TemplateResponse(
            request,
            template,
            self.admin_site.each_context(request) | {"opts": self.opts, "resource": self.resource_class()} | context,
        )

    # --- in ---

    def import_view(self, request):
        self._require_import(request)
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                sheet, _ = keep(self.resource_class(), upload, upload.name, request.user)
                return redirect(self.sheet_url("import_preview", sheet.pk))
            except SheetRefused as error:
                form.add_error("file", error.messages[0])
        return self._page(
            request,
            "admin/sheets/import.html",
            title=f"导入{self.opts.verbose_name}表格",
            form=form,
            template_url=self.sheet_url("template"),
            recent=ImportedSheet.objects.filter(register=self.resource_class.sheet).select_related("user")[:10],
        )

    def _sheet(self, request, pk):
        self._require_import(request)
        return get_object_or_404(ImportedSheet, pk=pk, register=self.resource_class.sheet)

    def preview_view(self, request, pk):
        sheet = self._sheet(request, pk)
        done, total, is_stale = Progress(sheet).read()
        is_waiting = sheet.state == ImportedSheet.State.WAITING
        return self._page(
            request,
            "admin/sheets/preview.html",
            title=f"导入“{sheet.name}”",
            sheet=sheet,
            report=sheet.report,
            problems=Paginator(sheet.report["problems"], PER_PAGE).get_page(request.GET.get("p")),
            is_running=is_waiting and not is_stale,
            done=done,
            total=total,
            changes_heading=HEADINGS[sheet.state],
            asks=sheet.state in OPEN and (sheet.report.get("questions") or sheet.report.get("clear_total")),
            can_confirm=self._can_confirm(sheet),
            confirm_url=self.sheet_url("import_confirm", sheet.pk),
            import_url=self.sheet_url("import"),
            list_url=self.sheet_url("changelist"),
        )

    def _can_confirm(self, sheet):
        anything = sheet.new_count or sheet.changed_count or sheet.report.get("clear_total")
        return sheet.state == ImportedSheet.State.CHECKED and anything

    def confirm_view(self, request, pk):
        """Take what a keeper answers, and import unless an answer changes which rows are records: then the preview
        has to be seen again."""
        sheet = self._sheet(request, pk)
        if request.method == "POST":
            before = Answers(**sheet.answers)
            answers = _answers_in(request.POST, sheet)
            try:
                if answers != before and sheet.state in OPEN:
                    check_again(sheet, self.resource_class(), request.user, answers)
                is_seen = answers.rows == before.rows and "check" not in request.POST
                if is_seen and sheet.state not in (ImportedSheet.State.ASKED, ImportedSheet.State.REFUSED):
                    start(sheet, self.resource_class(), request.user)
            except ValidationError as error:
                messages.error(request, error.messages[0])
            except OSError:
                messages.error(request, "原文件已经不在，无法再核对。请重新上传。")
        return redirect(self.sheet_url("import_preview", pk))

    # --- out ---

    def template_view(self, request):
        self._require_import(request)
        out = io.BytesIO()
        write_template(self.resource_class(), out)
        return self._file(out.getvalue(), XLSX, f"{self.opts.verbose_name}导入模板.xlsx")

    def export_view(self, request, extension):
        """The list as it is filtered, in the form that an import reads back unchanged."""
        if extension not in ("xlsx", "csv"):
            raise Http404
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request)
        if (count := found.count()) > MAX_EXPORTED:
            self.message_user(request, f"共{count:,}条，一次最多导出{MAX_EXPORTED:,}条，请先筛选。", messages.ERROR)
            return redirect(self.sheet_url("changelist"))
        name = f"{self.opts.verbose_name}{timezone.localdate():%Y%m%d}.{extension}"
        if extension == "csv":
            text = io.StringIO(newline="")
            write_csv(self.resource_class(), found, text)
            return self._file(text.getvalue().encode(), "text/csv; charset=utf-8", name)
        out = io.BytesIO()
        write_xlsx(self.resource_class(), found, out)
        return self._file(out.getvalue(), XLSX, name)

    def _file(self, data, content_type, name):
        response = HttpResponse(data, content_type=content_type)
        response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        response.headers["Cache-Control"] = "no-store"
        return response
