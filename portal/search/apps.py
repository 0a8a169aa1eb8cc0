from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self):
        from .documents import receivers

        receivers.connect()
