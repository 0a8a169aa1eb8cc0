"""A register as a feed: what its list shows for the same question, the last changed first."""

from django.contrib.sites.shortcuts import get_current_site
from django.contrib.syndication.views import Feed, add_domain
from django.urls import reverse

from programs.texts.feeds import AtomFeed

ENTRIES = 30


class KeepsIds(Feed):
    """A feed whose entries keep their ids when they move: each is named by the address that it had first."""

    feed_type = AtomFeed

    def item_extra_kwargs(self, row):
        return {"first_address": row.first_address or self.item_link(row)}

    def get_feed(self, obj, request):
        feed = super().get_feed(obj, request)
        domain = get_current_site(request).domain
        for entry in feed.items:
            entry["unique_id"] = add_domain(domain, entry["first_address"], request.is_secure())
        return feed


class RecordFeed(KeepsIds):
    """The 30 last changed records; the list's own query parameters narrow it. Each noun names `listing` and words."""

    listing = None
    name = ""

    def get_object(self, request):
        question = request.GET.copy()
        question["sort"] = "updated"
        for place in ("after", "before"):
            question.pop(place, None)
        return self.listing.select(question, path=reverse(self.listing.url_name), page_size=ENTRIES)

    def title(self, selection):
        return f"鹿城门户·{self.name}"

    def subtitle(self, selection):
        chosen = "、".join(f"{chip.label}：{chip.value}" for chip in selection.chips)
        return f"{self.name}（{chosen}）" if chosen else f"鹿城区{self.name}"

    def link(self, selection):
        return selection.url

    def items(self, selection):
        return selection.rows

    def item_title(self, record):
        return record.title

    def item_link(self, record):
        return record.get_absolute_url()

    def item_updateddate(self, record):
        return record.last_published_at
