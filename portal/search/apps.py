from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "搜索"

    def ready(self):
        from programs.listing.keywords import register_finder

        from .documents import receivers
        from .finding import registers

        receivers.connect()
        register_finder(registers.matches)
