"""Rows that belong to records, to look through across all records at the bulk desk: which items close soon, who stands on
which list. Each is changed in its record, whose history keeps the change."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html


class RowAdmin(admin.ModelAdmin):
    """Shows what is published. `owner` names the key to the record; whoever may see the record may see its rows."""

    owner = ""
    actions = None
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-pk",)

    @admin.display(description="所属记录")
    def record(self, row):
        return format_html('<a href="{}">{}</a>', self._address(row), getattr(row, self.owner))

    def _address(self, row):
        meta = self._owner_meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[getattr(row, f"{self.owner}_id")])

    @property
    def _owner_meta(self):
        return self.opts.get_field(self.owner).related_model._meta

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(Prefetch(self.owner, self._owners()))

    def _owners(self):
        return self._owner_meta.model._default_manager.only("title")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect(self._address(row))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        label, name = self._owner_meta.app_label, self._owner_meta.model_name
        return any(request.user.has_perm(f"{label}.{act}_{name}") for act in ("view", "change"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
