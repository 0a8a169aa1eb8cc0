from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻"

    def ready(self):
        from wagtail.models import Page

        from media.structure import register_page_addresses
        from media.uses import register_public
        from programs.publication import addresses_of_public, public_pages

        from . import related  # noqa: F401  (tells the registers what this room knows of their records)
        from .mentions import api, holding, receivers  # noqa: F401  (count and keep what is mentioned; listen for news)

        register_public(Page, public_pages)
        register_page_addresses(addresses_of_public)
        register_public(self.get_model("Contributor"), self.get_model("Contributor").objects.published)
