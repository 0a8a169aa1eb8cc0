"""What a builder says of one public thing, before it is folded and written."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone


@dataclass
class Built:
    """`names` begin with the title. `body` and `summary` are lines. `moments` are those at which it may say something
    else although nobody changed it; past ones and None are passed over."""

    kind: str
    pk: int
    title: str
    url: str
    names: list = field(default_factory=list)
    numbers: list = field(default_factory=list)
    summary: list = field(default_factory=list)
    body: list = field(default_factory=list)
    dated_at: datetime.datetime | None = None
    topics: list = field(default_factory=list)
    towns: list = field(default_factory=list)
    validity: str = ""
    validity_text: str = ""
    weight: int = 0
    expire_at: datetime.datetime | None = None
    moments: list = field(default_factory=list)
    uses: list = field(default_factory=list)  # of an attachment: (content type, key) of the public things that show it


def midnight(day):
    """The first moment of `day` here; None for no day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) if day else None


def day_after(day):
    return day + datetime.timedelta(days=1) if day else None


def keys(prefix, pks):
    """`section:12` for 12; nothing for None."""
    return [f"{prefix}:{pk}" for pk in pks if pk]
