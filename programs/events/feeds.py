from ..listing.feeds import RecordFeed
from .dates import date_text
from .filters import EVENTS
from .reading import badge


class EventFeed(RecordFeed):
    listing = EVENTS
    name = "活动"

    def item_description(self, event):
        where = badge(event)
        return "｜".join(filter(None, [where.label, where.note, date_text(event), event.venue, event.summary]))
