from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, with the portal's own fields."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
