"""What events are called: as printed, without 第N届, and by the name of the series that they are an edition of."""

import re

from programs.showing.naming import Naming, lines, register_names

from .editions import in_chinese
from .models import Event

EDITION = re.compile(r"第[〇零一二三四五六七八九十百\d]+届")


def _names(title, short_title, other_names, series, edition):
    printed = [name for name in (title, short_title, *lines(other_names)) if name]
    yield from printed
    for name in printed:
        bare = EDITION.sub("", name, count=1)
        if bare != name:
            yield bare
    if series:
        yield series
        for number in (str(edition), in_chinese(edition)) if edition else ():
            yield f"第{number}届{series}"


def _read(owners=None):
    events = Event._base_manager.all()
    if owners is not None:
        events = events.filter(pk__in=owners)
    columns = events.order_by().values_list("pk", "title", "short_title", "other_names", "series__name", "edition")
    for pk, *parts in columns.iterator(chunk_size=5000):
        yield pk, pk, list(_names(*parts))


register_names(Naming(Event, _read))
