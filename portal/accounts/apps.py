from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .permission_names import name_permissions_in_chinese

        # Without a sender: each app's permissions are made after that app, and the last call sees them all.
        post_migrate.connect(name_permissions_in_chinese, dispatch_uid="permission names in Chinese")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, with the portal's own fields."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
