"""Made-up events of many years."""

import datetime
import json

from django.utils import timezone

from programs.events.models import Event, EventFigure, EventParty, EventStop

from . import names, words
from .policies import body
from .writing import Draft

FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 365 * 13
KINDS = list(words.EVENT_NAMES)
STATES = ["confirmed"] * 80 + ["planned"] * 8 + ["ended"] * 6 + ["postponed"] * 3 + ["cancelled"] * 3
PRECISIONS = ["day"] * 70 + ["minute"] * 20 + ["month"] * 5 + ["quarter"] * 4 + ["ongoing"]
STOPS = ["上海", "杭州", "深圳", "广州", "苏州", "合肥"]


def event(rng, number, seed, vocabulary):
    kind, trade, town = rng.choice(KINDS), rng.choice(names.TRADE_WORDS), rng.choice(list(vocabulary["towns"]))
    name = words.EVENT_NAMES[kind].format(trade=trade, town=town, market=rng.choice(words.MARKETS))
    series = rng.choice(list(vocabulary["series"].values())) if rng.random() < 0.2 else None
    starts = _moment(FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS)), rng.choice((9, 14)))
    row = Event(
        title=f"{name}（测试第{number}场）",
        series=series,
        edition=rng.randrange(1, 30) if series else None,
        kind=kind,
        state=rng.choice(STATES),
        starts_at=starts,
        ends_at=starts + datetime.timedelta(days=rng.randrange(5), hours=3) if rng.random() < 0.6 else None,
        precision=rng.choice(PRECISIONS),
        is_year_inferred=rng.random() < 0.02,
        venue=f"{town}{rng.choice(words.VENUES)}",
        town=vocabulary["towns"][town],
        summary=f"{name}，地点在{town}。",
        body=json.dumps(body(rng, 2), ensure_ascii=False),
        visibility="internal" if rng.random() < 0.01 else "public",
    )
    children = {"parties": _parties(rng, vocabulary), "figures": _figures(rng), "stops": _stops(rng, kind)}
    return Draft(row, children, {"policies": []})


def link(drafts, rng, made):
    """Let a part of `drafts` name companies and policies of `made`, rows of this corpus by noun."""
    companies, policies = made.get("companies"), made.get("policies")
    for draft in drafts:
        if companies and rng.random() < 0.6:
            draft.children["parties"].append(EventParty(role="participant", company=rng.choice(companies)))
        if policies and rng.random() < 0.1:
            draft.terms["policies"] = [rng.choice(policies)]


def _moment(day, hour):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def _parties(rng, vocabulary):
    host = EventParty(role="host", department=rng.choice(list(vocabulary["departments"].values())))
    return [host, *(EventParty(role="participant", name="采购商代表团（测试）") for _ in range(rng.randrange(2)))]


def _figures(rng):
    if rng.random() < 0.5:
        return []
    target = rng.randrange(10, 900)
    planned = EventFigure(name="参会企业", figure=target, unit="家", basis="planned", source="测试")
    actual = EventFigure(name="参会企业", figure=rng.randrange(10, 900), unit="家", basis="actual", source="测试")
    return [planned] + ([actual] if rng.random() < 0.5 else [])


def _stops(rng, kind):
    return [EventStop(place=place) for place in rng.sample(STOPS, 3)] if kind in ("investment", "trade_trip") else []
