"""A register as a feed: what its list shows for the same question, the last changed first."""

from django.contrib.syndication.views import Feed
from django.urls import reverse

from ..texts.feeds import AtomFeed

ENTRIES = 30


class RecordFeed(Feed):
    """The 30 last changed records; the list's own query parameters narrow it. Each noun names `listing` and words."""

    feed_type = AtomFeed
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

    def item_pubdate(self, record):
        return record.first_published_at

    def item_updateddate(self, record):
        return record.last_published_at
