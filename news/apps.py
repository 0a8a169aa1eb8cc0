from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "新闻"

    def ready(self):
        from wagtail.models import Page

        from media.models import Attachment, Picture
        from media.uses import register_door, register_public
        from media.visible_writes import hide
        from programs.records.in_use import protect_in_use
        from programs.records.publication import public_pages
        from programs.showing.page_links import register_pages

        from . import doors, related  # noqa: F401  (tells the registers what this room knows of their records)
        from .mentions import api, holding, receivers  # noqa: F401  (count and keep what is mentioned; listen for news)
        from .mentions.links import register_linked_records

        for name in ("ManuscriptImport", "PreviewLink", "DismissedSuggestion", "LostMention", "WantedRecord"):
            hide(self.get_model(name), "for the desk, and for who was given a link")
        register_public(Page, public_pages)
        for door in (doors.reads_a_private_page, doors.holds_a_preview_link):
            register_door(door)
        register_pages()
        register_linked_records()
        register_public(self.get_model("Contributor"), self.get_model("Contributor").objects.published)
        for model in (Picture, Attachment, self.get_model("Contributor")):
            protect_in_use(model)
