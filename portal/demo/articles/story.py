from dataclasses import dataclass

SOURCE = "演示稿：据公开报道事实改写"


@dataclass(frozen=True)
class Correction:
    """What a published story lacked at first: `before` stands in its first version where `after` stands now."""

    before: str
    after: str
    text: str


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
    change_note: str = ""
    source: str = SOURCE
    correction: Correction | None = None
    state: str = "live"

    @property
    def key(self):
        return f"article:{self.slug}"
