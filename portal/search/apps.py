from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self):
        from .documents import receivers
        from .finding.providers import register_popular
        from .statistics.reading import POPULAR_QUERIES

        receivers.connect()
        register_popular(POPULAR_QUERIES)
