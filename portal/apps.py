from django.apps import AppConfig
from django.db.models.signals import pre_save


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "鹿城门户"

    def ready(self):
        from programs.texts.cleaning import clean_row

        from . import checks  # noqa: F401  (registers the system checks)

        pre_save.connect(clean_row, dispatch_uid="clean_row")  # of every model: no door is left open
