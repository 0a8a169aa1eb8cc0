"""What a record states and what it does not: labels with texts, for the public pages to print alike."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils import formats


@dataclass(frozen=True)
class Badge:
    """Where a thing stands, as `components/mark.html` prints it. `state` is for styles; `note` is what goes with it in
    words: until when, or what nobody has said."""

    state: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class FactLink:
    text: str
    url: str = ""  # empty: the text stands alone
    is_external: bool = False
    is_for_screen: bool = False  # of no use on paper


@dataclass(frozen=True)
class Fact:
    """One label and what the source states under it: a text, or a few links. With neither it is 未载."""

    label: str
    text: str = ""
    links: tuple[FactLink, ...] = ()
    is_long: bool = False  # takes the whole width
    phone: str = ""  # the text as a number to dial

    @property
    def is_stated(self):
        return bool(self.text or self.links)


def unstated(facts):
    """The labels of those facts that the source leaves open."""
    return [fact.label for fact in facts if not fact.is_stated]


def day_text(day):
    """2022年12月16日, or nothing for no date."""
    return formats.date_format(day, "Y年n月j日") if day else ""


def lines(text):
    """The lines of `text` that say something: conditions and materials are written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def web_link(url, text=""):
    return (FactLink(text or url, url, is_external=True),) if url else ()


def map_link(address):
    """An address that is a place, and the way to find it on the map that the site has chosen, if it has: see
    `settings.MAP_URL`. Nothing for no address."""
    if not address:
        return ()
    url = settings.MAP_URL.replace("{address}", quote(address, safe=""))
    return (
        (FactLink(address), FactLink("查看地图", url, is_external=True, is_for_screen=True))
        if url
        else (FactLink(address),)
    )


def dialled(phone):
    """The digits of a number that stands alone in `phone`, for a tel: link; empty where it holds words or several."""
    plain = "".join(phone.split()).replace("－", "-").replace("—", "-")
    digits = plain.replace("-", "").removeprefix("+")
    return plain if digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 15 else ""
