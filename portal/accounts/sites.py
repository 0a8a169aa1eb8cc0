"""Who may enter Django's admin: whoever keeps records, without anybody marking them as staff by hand."""

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from programs.records.model import Record

from .index_groups import grouped


def may_maintain(user):
    """May `user` enter the bulk desk? There each sees only what their own permissions name."""
    if not user.is_active:
        return False
    records = [model._meta for model in apps.get_models() if issubclass(model, Record)]
    return user.is_staff or any(user.has_perm(f"{meta.app_label}.change_{meta.model_name}") for meta in records)


class MaintenanceLoginForm(AuthenticationForm):
    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not may_maintain(user):
            raise ValidationError("您的账号不能进入批量维护。写稿和审稿请到工作台。", code="not_a_keeper")


class MaintenanceSite(AdminSite):
    site_title = "鹿城门户批量维护"
    site_header = "鹿城门户批量维护"
    index_title = "批量维护"
    site_url = "/"
    login_form = MaintenanceLoginForm

    def has_permission(self, request):
        return may_maintain(request.user)

    def index(self, request, extra_context=None):
        groups = grouped(self.get_app_list(request))
        return super().index(request, (extra_context or {}) | {"groups": groups})
