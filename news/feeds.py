from django.shortcuts import get_object_or_404

from programs.listing.feeds import KeepsIds

from .models import ArticlePage, SectionPage


class NewsFeed(KeepsIds):
    """The 30 newest articles; `?section=slug` narrows to one section."""

    title = "鹿城门户·新闻"
    link = "/news/"
    subtitle = "鹿城区新闻"

    def get_object(self, request):
        slug = request.GET.get("section")
        return get_object_or_404(SectionPage.objects.public_now(), slug=slug) if slug else None

    def items(self, section):
        articles = section.articles() if section else ArticlePage.objects.public_now()
        return articles.for_feed()[:30]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.summary

    def item_link(self, article):
        return article.url

    def item_pubdate(self, article):
        return article.published_at

    def item_updateddate(self, article):
        return article.last_published_at
