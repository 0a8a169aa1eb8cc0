"""All public addresses for machines, at most 5,000 a file. The index asks for two numbers a kind and reads no rows."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from wagtail.models import get_page_models

from news.models.base import PortalPage
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy
from programs.records.publication import public_pages


class PublicSitemap(Sitemap):
    limit = 5000

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would read every row for the index."""
        return self.items().order_by().aggregate(latest=Max("last_published_at"))["latest"]


class PageSitemap(PublicSitemap):
    def items(self):
        pages = public_pages().filter(depth__gte=2)
        for model in get_page_models():
            if issubclass(model, PortalPage):
                pages = pages.exclude(pk__in=model.objects.filter(is_noindex=True).values("pk"))
        return pages.order_by("pk")

    def location(self, page):
        return page.url


class RecordSitemap(PublicSitemap):
    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public_now().only("slug", "last_published_at").order_by("pk")


SITEMAPS = {
    "pages": PageSitemap(),
    "policies": RecordSitemap(Policy),
    "companies": RecordSitemap(Company),
    "events": RecordSitemap(Event),
}
