from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from media.visible_writes import hide_columns

        from .permission_names import name_permissions_in_chinese

        # Without a sender: each app's permissions are made after that app, and the last call sees them all.
        hide_columns(self.get_model("User"), ["last_login"], "sign-ins")
        post_migrate.connect(name_permissions_in_chinese, dispatch_uid="permission names in Chinese")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, with the portal's own fields."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"


class MaintenanceConfig(AdminConfig):
    """Django's admin, open to whoever keeps records."""

    default_site = "portal.accounts.sites.MaintenanceSite"


class SignInGuardConfig(AxesConfig):
    """Failed sign-ins and lock-outs, under a name that people here understand."""

    verbose_name = "登录保护"
