from programs.listing.feeds import RecordFeed

from .filters import EVENTS
from .reading import badge, when


class EventFeed(RecordFeed):
    listing = EVENTS
    name = "活动"

    def item_description(self, event):
        where = badge(event)
        return "｜".join(filter(None, [where.label, where.note, when(event), event.venue, event.summary]))
