from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻"

    def ready(self):
        from . import related  # noqa: F401  (tells the registers what this room knows of their records)
