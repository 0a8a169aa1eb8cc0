import datetime
from dataclasses import dataclass

from ..parts import Days

FICTION = "演示稿：内容全部为虚构"
SOURCE = "演示稿：据公开报道事实改写"


@dataclass(frozen=True)
class Correction:
    """What a published story lacked at first: `before` stands in its first version where `after` stands now."""

    before: str
    after: str
    text: str
    day: datetime.date


@dataclass(frozen=True)
class Story:
    slug: str
    section: str
    title: str
    body: list
    lead: str = ""
    kicker: str = ""
    subtitle: str = ""
    cover: str = ""
    authors: tuple = (("reporter-a", "记者"),)
    topics: tuple = ()
    interprets: tuple = ()  # keys of the policies that it explains
    links: tuple = ()  # (words, key of a record) for words in it that are no name of what they mean
    roles: tuple = ()  # (words, role) of names in it, where the grammar around them does not say
    published: str | Days = ""  # the day and time over it, as fits what it tells
    change_note: str = ""
    source: str = SOURCE
    correction: Correction | None = None
    state: str = "live"

    @property
    def key(self):
        return f"article:{self.slug}"
