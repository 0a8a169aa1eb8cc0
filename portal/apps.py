from django.apps import AppConfig
from django.db.models.signals import pre_save


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "鹿城门户"

    def ready(self):
        from programs.texts.cleaning import clean_row

        from . import checks  # noqa: F401  (registers the system checks)
        from .sqlite3 import replaced

        pre_save.connect(clean_row, dispatch_uid="clean_row")  # of every model: no door is left open
        replaced.connect(_forget, dispatch_uid="what was remembered of a database that was replaced")


def _forget(sender, **kwargs):
    from django.core.cache import cache

    from news.mentions.name_index import NAMES
    from portal.search.finding import at_hand
    from programs.listing.listing import forget_all

    forget_all()
    NAMES.forget()
    at_hand.forget_all()
    cache.clear()
