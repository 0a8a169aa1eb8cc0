"""What the records that an article names are, in a line each: the list under the article, and a card at each mark."""

from dataclasses import dataclass, field

from django.utils.text import Truncator

from programs.events.reading import when
from programs.policies.reading import issuer_names

from .links import expand_records
from .nouns import NOUNS

GIVES = 60  # characters of what an item gives


@dataclass
class Card:
    """One record: `facts` are its line, `roles` what it has to do in each sentence of the page that names it, by the
    sentence's address, in the page's order."""

    key: str
    title: str
    url: str
    facts: list[str]
    roles: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class CardGroup:
    name: str
    title: str
    cards: list[Card]


def named_records(addressed):
    """Open the links of an article to the records that it names, and return those that are public, by kind.

    Costs a query a kind of record, three for policies. The rows found are those that the links are opened with.
    """
    named, rows = addressed.named, {}
    for noun in NOUNS:
        numbers = {one.number for one in named if one.noun == noun.name}
        if numbers:
            rows |= {(noun.name, row.pk): row for row in noun.public_now().for_card().filter(pk__in=numbers)}
    known = dict.fromkeys((one.noun, one.number) for one in named) | rows
    for text in addressed.texts if known else ():
        text.source = expand_records(text.source, known)
    return _groups(rows, named)


def _groups(rows, named):
    cards = {}
    for one in named:
        row = rows.get((one.noun, one.number))
        if row is None:
            continue
        group = cards.setdefault(one.noun, {})
        card = group.get(row.pk) or group.setdefault(row.pk, card_of(one.noun, row))
        said = card.roles.setdefault(one.anchor, [])
        if one.role and one.role not in said:
            said.append(one.role)
    return [CardGroup(noun.name, noun.title, [*cards[noun.name].values()]) for noun in NOUNS if noun.name in cards]


def card_of(noun, row):
    facts = [fact for fact in FACTS[noun](row) if fact]
    return Card(f"{noun}-{row.pk}", str(row), row.get_absolute_url(), facts)


def _policy(policy):
    validity = policy.validity_on()
    return [policy.get_kind_display(), issuer_names(policy), "" if validity == "unstated" else str(validity.label)]


def _item(item):
    gives = item.amount_text or Truncator(" ".join(item.gives.split())).chars(GIVES)
    return [gives, item.policy.short_title or item.policy.title]


def _company(company):
    return [company.get_kind_display(), str(company.town or ""), str(company.sector or "")]


def _event(event):
    return [when(event), str(event.state_at().label), event.venue]


FACTS = {"policy": _policy, "policy-item": _item, "company": _company, "event": _event}
