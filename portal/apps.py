from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "鹿城门户"

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)
