"""What can be claimed now, until when and for how much: for badges, list rows and front pages.

Only what a source states makes a claim of its own: an item without a time for claims is neither open nor closed.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.text import Truncator

from programs.showing.facts import Badge

from .items import amount_of

OPEN, COMING = "open", "coming"
LONGEST_AMOUNT = 40  # characters


@dataclass(frozen=True)
class Claims:
    """The items of one policy that are open, or else those that will be: how many, and the one that closes (or opens)
    first."""

    state: str
    number: int
    item: object
    day: object  # today

    @property
    def label(self):
        return "受理中" if self.state == OPEN else f"{day_words(self.item.opens_on, self.day)}起受理"

    @property
    def left(self):
        return days_left(self.item.closes_on, self.day) if self.state == OPEN else ""

    @property
    def closes_on(self):
        return self.item.closes_on

    @property
    def closing(self):
        """12月20日截止, where that is stated of what is open."""
        return closing_of(self.item, self.day) if self.state == OPEN else ""

    @property
    def amount(self):
        return amount_of(self.item)

    @property
    def link(self):
        return self.item.link if self.state == OPEN else ""


def is_open(item, day):
    """Is its stated time for claims on?"""
    begun = item.opens_on is None or item.opens_on <= day
    return bool(item.opens_on or item.closes_on) and begun and (item.closes_on is None or item.closes_on >= day)


def is_coming(item, day):
    return bool(item.opens_on and item.opens_on > day)


def claims_of(items, day=None):
    """The `Claims` of `items`; None where none is open or to come, as far as is stated."""
    day = day or timezone.localdate()
    opened = sorted((item for item in items if is_open(item, day)), key=lambda item: _days_to(item.closes_on))
    if opened:
        return Claims(OPEN, len(opened), opened[0], day)
    coming = sorted((item for item in items if is_coming(item, day)), key=lambda item: _days_to(item.opens_on))
    return Claims(COMING, len(coming), coming[0], day) if coming else None


@dataclass(frozen=True)
class ListedItem:
    """Of an item what a row of a list shows."""

    amount_text: str
    amount_ceiling: Decimal | None
    opens_on: datetime.date | None
    closes_on: datetime.date | None


def listed_claims(policy):
    """The `Claims` of a policy from `PolicyQuerySet.for_listing`, without a query."""
    if policy.first_claim is None:
        return None
    stored = policy.first_claim
    days = {name: stored[name] and datetime.date.fromisoformat(stored[name]) for name in ("opens_on", "closes_on")}
    ceiling = stored["amount_ceiling"]
    item = ListedItem(stored["amount_text"], None if ceiling is None else Decimal(str(ceiling)), **days)
    return (
        Claims(OPEN, policy.open_items, item, timezone.localdate())
        if policy.open_items
        else Claims(COMING, 1, item, timezone.localdate())
    )


def _days_to(day):
    return (day is None, day.toordinal() if day else 0)


def days_left(last, day=None):
    """还剩20天, 明天截止, 今天截止; nothing where no last day is stated."""
    if last is None:
        return ""
    number = (last - (day or timezone.localdate())).days
    return {0: "今天截止", 1: "明天截止"}.get(number, f"还剩{number}天")


def day_words(date, day=None):
    """12月20日, with its year unless that is this year."""
    day = day or timezone.localdate()
    return formats.date_format(date, "n月j日" if date.year == day.year else "Y年n月j日")


def closing_of(item, day=None):
    return f"{day_words(item.closes_on, day)}截止" if item.closes_on else ""


def offer_of(item, day=None):
    """What an item gives and until when, or from when: 每人1000元 · 12月20日截止. Of `item` only `OF_CLAIM` is read."""
    day = day or timezone.localdate()
    amount = Truncator(amount_of(item).split("\n")[0]).chars(LONGEST_AMOUNT)
    time = f"{day_words(item.opens_on, day)}起受理" if is_coming(item, day) else closing_of(item, day)
    return " · ".join(filter(None, [amount, time]))


def standing_of(item, day=None):
    """(受理中 or 尚未开始受理 as a badge, the days that are left); None and nothing where no source tells."""
    day = day or timezone.localdate()
    if is_coming(item, day):
        return Badge(COMING, "尚未开始受理"), ""
    return (Badge(OPEN, "受理中"), days_left(item.closes_on, day)) if is_open(item, day) else (None, "")


@dataclass(frozen=True)
class OpenItem:
    title: str
    url: str
    offer: str  # 每人1000元 · 12月20日截止
    left: str


def open_items(count):
    """The items of public policies in force whose stated last day is the nearest: on now, the soonest first."""
    from .models import Policy, PolicyItem

    day = timezone.localdate()
    rows = PolicyItem.objects.claimable_now(Policy.objects.all(), day).closing_soonest(day)[:count]
    return [
        OpenItem(
            row.title,
            row.get_absolute_url(),
            offer_of(row, day),
            days_left(row.closes_on, day),
        )
        for row in rows
    ]
