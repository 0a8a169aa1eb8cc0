"""A week of made-up searches, so that the demo's search desk has something to show; the desk says that it is made up."""

import datetime
import random
from dataclasses import dataclass

from django.utils import timezone

from portal.search.models import QueryDay, ReleasedQuery, ResultPositionDay
from portal.search.statistics.reading import Period

from .models import DemoItem

KEY = "searches:week"
DAYS = 7
POSITIONS = 20
SEED = 20260301
WEEKDAYS = (1.0, 1.05, 1.1, 1.0, 0.95, 0.55, 0.5)  # from Monday on: offices search on working days


@dataclass(frozen=True)
class Searched:
    """How often one question is asked on a working day, in how many of a hundred something is chosen, what it finds."""

    words: str
    a_day: int
    clicked: int = 60
    results: int = 8


SEARCHED = (
    Searched("外贸", 46, 66, 24), Searched("招工补贴", 38, 71, 9), Searched("人才新政", 31, 74, 6), Searched("采购节", 24, 69, 7),
    Searched("巨一", 19, 81, 4), Searched("招聘会", 17, 58, 8), Searched("企业招工有什么补贴", 14, 63, 11), Searched("白名单", 13, 62, 3),
    Searched("独居老人", 12, 67, 3), Searched("2716.1亿元", 9, 78, 2), Searched("lucheng", 8, 41, 40), Searched("跨境电商", 8, 52, 5),
    Searched("市场采购", 7, 64, 4), Searched("预拨制", 6, 70, 2), Searched("鞋", 6, 48, 19), Searched("邻里新闻官", 5, 72, 2),
    Searched("学区划分", 11, 0, 0), Searched("公积金提取", 9, 0, 0), Searched("居住证办理", 7, 0, 0), Searched("用工荒怎么办", 5, 0, 0),
    Searched("报税流程", 3, 0, 0), Searched("地铁线路", 2, 0, 0),
)  # fmt: skip
RELEASED = (
    "招工补贴",
    "人才新政",
    "采购节",
    "招聘会",
    "白名单",
    "跨境电商",
    "市场采购",
)  # by the demo's keeper; the others wait
OTHERS = Searched("", 28, 44, 0)


def load_searches(shelf):
    """Write the week that ended yesterday, once."""
    if KEY in shelf:
        return
    dice, today = random.Random(SEED), timezone.localdate()  # noqa: S311 - nothing secret hangs on it
    days = [today - datetime.timedelta(DAYS - number) for number in range(DAYS)]
    rows = [row for day in days for one in (*SEARCHED, OTHERS) if (row := _query_day(dice, day, one)).searches]
    QueryDay.objects.bulk_create(rows, ignore_conflicts=True)
    ResultPositionDay.objects.bulk_create(
        [row for day in days for row in _positions(dice, day, rows)], ignore_conflicts=True
    )
    ReleasedQuery.objects.bulk_create([ReleasedQuery(words=words) for words in RELEASED], ignore_conflicts=True)
    shelf.remember(KEY, QueryDay.objects.filter(day=days[0]).earliest("pk"))


def _query_day(dice, day, one):
    searches = round(one.a_day * WEEKDAYS[day.weekday()] * dice.uniform(0.7, 1.3))
    is_lost = one.words and not one.results
    without = searches if is_lost else round(searches * dice.uniform(0, 0.08)) if not one.words else 0
    clicked = round((searches - without) * one.clicked / 100 * dice.uniform(0.85, 1.1))
    return QueryDay(
        day=day,
        words=one.words,
        searches=searches,
        askers=round(searches * 0.8),
        without_result=without,
        clicked=clicked,
        results=one.results,
    )


def _positions(dice, day, rows):
    """The first places are chosen most, as everywhere; lists are mostly shorter than a page."""
    asked = [row for row in rows if row.day == day and row.searches > row.without_result]
    chosen = sum(row.clicked for row in asked)
    weights = [1 / (number + 0.6) ** 1.2 for number in range(POSITIONS)]
    for number, weight in enumerate(weights):
        shown = sum(row.searches - row.without_result for row in asked if row.results > number)
        clicks = min(round(chosen * 1.15 * weight / sum(weights) * dice.uniform(0.8, 1.2)), shown)
        yield ResultPositionDay(day=day, position=number + 1, shown=shown, clicks=clicks)


def made_up_period():
    """The days whose numbers are made up, as long as they are kept; None on a site that has none."""
    numbers = DemoItem.objects.filter(key=KEY).values("object_id")
    first = QueryDay.objects.filter(pk__in=numbers).values_list("day", flat=True).first()
    return Period(first, first + datetime.timedelta(DAYS - 1)) if first else None
