from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self):
        from media.moments import register_moments
        from media.uses import register_public
        from media.visible_writes import hide
        from programs.listing.keywords import register_finder

        from . import checks  # noqa: F401 - they register themselves
        from .backend import pending  # noqa: F401  it listens
        from .documents import receivers
        from .engine.text_index import forget_emptied
        from .finding import registers
        from .finding.providers import register_popular
        from .statistics.reading import POPULAR_QUERIES

        receivers.connect()
        register_public(self.get_model("Promotion"), self.get_model("Promotion").objects.running)
        hide("search_searchentry_text", "the words of the desk's search, in a table of SQLite's own")
        for name in ("QueryDay", "ResultPositionDay"):
            hide(self.get_model(name), "statistics; what of them readers are told stands on pages that are not kept")
        for name in ("SearchEntry", "PendingEntry", "PendingDocument", "IndexRebuild"):
            hide(self.get_model(name), "the desk's search, and what is still to be done; what is done is seen")
        register_moments(self.get_model("SearchDocument"), "stale_at")  # when one expires, what it stands for does
        register_finder(registers.matches)
        register_popular(POPULAR_QUERIES)
        post_migrate.connect(forget_emptied, sender=self)
