from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html

from .models import ImportedSheet


@admin.register(ImportedSheet)
class ImportedSheetAdmin(admin.ModelAdmin):
    """What was imported, by whom, and the file as it came. Nobody changes or deletes it here."""

    list_display = (
        "name", "register", "state_now", "new_count", "changed_count", "unchanged_count", "problem_count", "user",
        "uploaded_at",
    )  # fmt: skip
    list_filter = ("register", "state", "uploaded_at")
    list_select_related = ("user",)
    search_fields = ("name", "sha256")
    date_hierarchy = "uploaded_at"
    fields = (
        "name", "register", "original", "sha256", "user", "uploaded_at", "state_now", "new_count", "changed_count",
        "unchanged_count", "problem_count", "finished_at", "message",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description="原文件")
    def original(self, sheet):
        return format_html('<a href="{}">下载</a>', reverse("admin:sheets_importedsheet_original", args=[sheet.pk]))

    @admin.display(description="状态", ordering="state")
    def state_now(self, sheet):
        return sheet.state_text

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report")

    def get_urls(self):
        download = self.admin_site.admin_view(self.original_view)
        return [path("<int:pk>/original/", download, name="sheets_importedsheet_original"), *super().get_urls()]

    def original_view(self, request, pk):
        sheet = self.get_object(request, str(pk))
        if not self.has_view_permission(request, sheet):
            raise PermissionDenied
        if sheet is None or not sheet.file.storage.exists(sheet.file.name):
            raise Http404
        response = FileResponse(sheet.file.open("rb"), as_attachment=True, filename=sheet.name)
        response.headers["Cache-Control"] = "no-store"
        return response

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
