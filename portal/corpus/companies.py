"""Made-up companies."""

import datetime

from programs.companies.models import Company, CompanyAlias, CompanyPerson, ListMembership

from . import names, words
from .writing import Draft

KINDS = ["company"] * 94 + ["market", "park", "association", "institution", "foreign", "foreign"]
SIZES = ["", "large", "medium", "medium"] + ["small"] * 8 + ["micro"] * 12
BUSY = ["双屿街道", "丰门街道", "仰义街道"]  # where most of the factories are said to be


def company(rng, number, seed, vocabulary):
    title, trade = names.company_name(seed, number)
    sector, products = words.TRADES[trade]
    town = rng.choice(BUSY) if rng.random() < 0.4 else rng.choice(list(vocabulary["towns"]))
    row = Company(
        title=title,
        short_name=_trade_name(title),
        kind=rng.choice(KINDS),
        credit_code=names.credit_code(seed, number) if rng.random() < 0.9 else None,
        sector=vocabulary["sectors"][sector] if rng.random() < 0.97 else None,
        town=vocabulary["towns"][town] if rng.random() < 0.95 else None,
        address=f"{town}{rng.choice(words.ROADS)}{rng.randrange(1, 900)}号",
        founded_on=datetime.date(1985, 1, 1) + datetime.timedelta(days=rng.randrange(14_000)),
        size_band=rng.choice(SIZES),
        main_products=products,
        export_markets="、".join(rng.sample(words.MARKETS, rng.randrange(4))),
        summary=f"主营{products}，位于{town}。",
        visibility="internal" if rng.random() < 0.01 else "public",
        internal_contact=f"测试联系人{number}",
    )
    return Draft(row, {"aliases": _aliases(rng, title), "people": _people(rng), "memberships": _lists(rng, vocabulary)}, {
        "tags": rng.sample(list(vocabulary["tags"].values()), rng.choice((0, 0, 0, 1, 1, 2)))
    })  # fmt: skip


def _trade_name(title):
    for place in sorted(words.PLACES, key=len, reverse=True):
        title = title.removeprefix(place)
    return title[:3]


def _aliases(rng, title):
    name = _trade_name(title)
    aliases = [CompanyAlias(name=name, kind="brand")] if rng.random() < 0.5 else []
    return aliases + ([CompanyAlias(name=f"原{name}厂", kind="former")] if rng.random() < 0.1 else [])


def _people(rng):
    roles = rng.sample(["董事长", "总经理", "联系人"], rng.choice((0, 1, 1, 2)))
    return [CompanyPerson(name=names.person(rng), role=role, is_public=role == "董事长") for role in roles]


def _lists(rng, vocabulary):
    if rng.random() > 0.12:
        return []
    entered = datetime.date(2019, 1, 1) + datetime.timedelta(days=rng.randrange(2000))
    left = entered + datetime.timedelta(days=rng.randrange(30, 900)) if rng.random() < 0.3 else None
    chosen = rng.choice(list(vocabulary["lists"].values()))
    return [ListMembership(list=chosen, entered_on=entered, left_on=left, basis="测试依据")]
