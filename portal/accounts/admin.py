from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm

from media.stale import StaleCheckedFormMixin
from programs.records.searching import SearchedAdmin

from .models import User


class StaffChangeForm(StaleCheckedFormMixin, UserChangeForm):
    pass


@admin.register(User)
class StaffAdmin(SearchedAdmin, UserAdmin):
    """Accounts in bulk. Only superusers say who is one, and hand out permissions beside the role groups."""

    form = StaffChangeForm
    fieldsets = (
        (None, {"fields": ("username", "password", "opened_on")}),
        ("人员", {"fields": ("display_name", "department", "job_title", "email")}),
        ("权限", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("日期", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "display_name", "department", "usable_password", "password1", "password2"),
            },
        ),
    )
    list_display = ("username", "display_name", "department", "roles", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups", "department")
    search_fields = SearchedAdmin.search_fields
    ordering = ("username",)
    readonly_fields = ("last_login", "date_joined")

    @admin.display(description="角色")
    def roles(self, user):
        return "、".join(group.name for group in user.groups.all())

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser", "user_permissions")

    def has_change_permission(self, request, obj=None):
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_delete_permission(request, obj)
