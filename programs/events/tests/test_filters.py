import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.filters import EVENTS
from programs.events.models import Event
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.events.words import HELP

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def ask(query=""):
    return EVENTS.select(QueryDict(query))


def titles(query=""):
    return [row.title for row in ask(query).rows]


@pytest.fixture
def events(time_machine):
    time_machine.move_to("2026-11-20 12:00+08:00", tick=False)
    now = timezone.now()
    for title, hours, extra in [
        ("上月", -700, {}),
        ("去年", -8000, {}),
        ("正在", -1, {"ends_at": now + 2 * HOUR}),
        ("将到", 1, {}),
        ("明年", 1000, {}),
        ("取消了", 500, {"state": "cancelled"}),
    ]:
        EventFactory(title=title, starts_at=now + hours * HOUR, precision="minute", **extra)
    EventFactory(title="无日期", starts_at=None)
    EventFactory(title="常年", starts_at=None, precision="ongoing")
    EventFactory(title="今年起", starts_at=now - 4000 * HOUR, precision="ongoing", state="under_way")
    EventFactory(title="多年前起", starts_at=now - 40_000 * HOUR, precision="ongoing", state="under_way")


def test_upcoming_ones_stand_first_the_soonest_at_the_top_then_the_past(events):
    assert titles() == ["今年起", "正在", "将到", "取消了", "明年", "上月", "去年", "多年前起", "无日期", "常年"]
    assert titles("sort=newest") == [
        "明年", "取消了", "将到", "正在", "上月", "今年起", "去年", "多年前起", "无日期", "常年"
    ]  # fmt: skip


def test_when_agrees_with_the_queryset(events):
    assert set(titles("when=upcoming")) == {event.title for event in Event.objects.upcoming()}
    assert titles("when=past") == ["上月", "去年"]
    assert titles("when=cancelled") == ["取消了"] and "取消了" in titles("when=upcoming")
    for group in ask().facets:
        for value in group.values:
            assert value.count == ask(f"{group.name}={value.slug}").total
    assert titles("when=undated") == ["多年前起", "无日期", "常年"]


def test_what_began_long_ago_and_has_no_end_is_not_said_to_go_on(events, time_machine):
    assert titles("state=open_ended") == ["多年前起"]
    assert "今年起" in titles("state=under_way") and "今年起" in titles("when=upcoming")
    time_machine.shift(datetime.timedelta(days=366))
    assert titles("state=open_ended") == ["今年起", "多年前起"]
    assert set(titles("when=upcoming")) == {event.title for event in Event.objects.upcoming()} == set()
    unknown = Event.objects.get(title="多年前起").standing
    assert (unknown.label, unknown.note) == ("结束时间未载", "据来源持续进行，是否已经结束未载")


def test_a_keepers_word_holds_until_the_record_is_to_be_looked_at_again(events, client, home, time_machine):
    for title in "常年", "多年前起":
        Event.objects.filter(title=title).update(state="under_way", review_by_on="2026-11-25")
    where = "常年", "多年前起"

    def said(title):
        event = Event.objects.get(title=title)
        api = client.get(f"/api/v1/events/{event.slug}/").json()["state"]["value"]
        page = event.standing.label in client.get(event.get_absolute_url()).content.decode()
        lists = {title in titles("when=upcoming"), Event.objects.upcoming().filter(pk=event.pk).exists(),
                 title in titles("state=under_way"), title not in titles("when=undated")}  # fmt: skip
        assert page and api == event.standing.state and len(lists) == 1
        return api, lists.pop()

    assert [said(title) for title in where] == [("under_way", True)] * 2
    assert titles("when=upcoming")[-1] == "常年" and titles()[-1] == "无日期"
    time_machine.move_to("2026-11-25 23:59+08:00", tick=False)
    assert [said(title) for title in where] == [("under_way", True)] * 2
    time_machine.move_to("2026-11-26 00:00+08:00", tick=False)
    assert [said(title) for title in where] == [("open_ended", False)] * 2


def test_keepers_are_told_how_long_their_word_holds(client, staff):
    client.force_login(staff("keeper"))
    event = EventFactory()
    for address in reverse(Event.snippet_viewset.get_url_name("add")), f"/admin/events/event/{event.pk}/change/":
        page = client.get(address).content.decode()
        assert HELP["state"] in page and HELP["review_by_on"] in page


def test_an_event_at_the_end_of_all_calendars_is_listed():
    far = timezone.make_aware(datetime.datetime(9999, 12, 1))
    EventFactory(title="永远", starts_at=far, precision="ongoing", state="under_way")
    assert titles("when=upcoming") == ["永远"]


def test_the_clock_moves_events_on(events, time_machine):
    assert titles("state=under_way") == ["今年起", "正在"]
    time_machine.shift(datetime.timedelta(minutes=90))
    assert set(titles("state=under_way")) == {"今年起", "正在", "将到"}
    time_machine.shift(datetime.timedelta(hours=1))
    assert titles("when=past") == ["正在", "上月", "去年"]
    assert titles("state=ended") == titles("when=past")
    assert titles()[:3] == ["今年起", "将到", "取消了"]
    time_machine.shift(datetime.timedelta(hours=10))  # the day is over, and with it what states no end
    assert titles("when=past") == titles("state=ended") == ["将到", "正在", "上月", "去年"]
    time_machine.shift(datetime.timedelta(days=30))
    assert titles("when=cancelled") == ["取消了"] and "取消了" not in titles("when=upcoming")
    assert "将到" not in {event.title for event in Event.objects.upcoming()}


def test_years_and_kinds(events):
    assert titles("year=2025") == ["去年"]
    assert ask("kind=fair").total == 10
    assert ask("kind=nothing").notices


def test_an_event_is_found_by_the_names_it_shows_and_by_no_others():
    company = CompanyFactory(title="瓯江示例鞋业有限公司")
    event, other = EventFactory(title="采购节"), EventFactory(title="招聘会")
    EventPartyFactory(event=event, company=company, name="")
    EventPartyFactory(event=event, name="没有登记的商会")
    EventPartyFactory(event=other, company=company, name="老鞋厂")
    event.save(), other.save()
    assert titles("q=瓯江示例") == ["采购节"]
    assert titles("q=老鞋厂") == ["招聘会"]
    assert titles("q=商会") == titles("q=商会+瓯江") == ["采购节"]
    Company.objects.filter(pk=company.pk).update(title="改名示例鞋业有限公司")
    assert (titles("q=瓯江示例"), titles("q=改名示例")) == ([], ["采购节"])
    Company.objects.filter(pk=company.pk).update(visibility="internal")
    assert titles("q=改名示例") == titles("q=老鞋厂") == []
    assert titles("q=商会") == ["采购节"]


def test_todays_and_the_weekends_events_come_and_go_with_the_days(client, home, time_machine):
    """Weeks begin on Monday: on a Sunday the weekend is the one that ends."""
    friday = datetime.datetime(2026, 12, 4, 4, tzinfo=datetime.UTC)
    time_machine.move_to(friday)
    days = {"周五": 4, "周六": 5, "下周六": 12}
    for title, day in days.items():
        EventFactory(
            title=f"示例{title}招聘会", precision="day", starts_at=datetime.datetime(2026, 12, day, tzinfo=datetime.UTC)
        )
    EventFactory(title="示例十二月", precision="month", starts_at=datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC))
    EventFactory(title="示例取消的", precision="day", starts_at=friday, state="cancelled")

    def shown(when):
        rows = client.get(f"/events/?when={when}").context["selection"].rows
        return [row.title.removeprefix("示例").removesuffix("招聘会") for row in rows]

    seen = []
    for day in range(4, 14):
        time_machine.move_to(datetime.datetime(2026, 12, day, 4, tzinfo=datetime.UTC))
        seen.append((day, shown("today"), shown("weekend")))
    assert [row for row in seen if row[1] or row[2]] == [
        (4, ["周五"], ["周六"]),
        (5, ["周六"], ["周六"]),
        *((day, [], ["下周六"]) for day in range(7, 12)),
        (12, ["下周六"], ["下周六"]),
    ]


def test_the_calendar_marks_today_in_its_own_month_alone(client, home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 30, 4, tzinfo=datetime.UTC))
    assert client.get("/events/calendar/2026/11/").content.decode().count("month__day--today") == 1
    assert "month__day--today" not in client.get("/events/calendar/2026/12/").content.decode()


def test_the_list_and_the_calendar_lead_to_today_the_weekend_and_this_month(client, home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 30, 4, tzinfo=datetime.UTC))
    for path in ("/events/", "/events/calendar/"):
        page = client.get(path).content.decode()
        for query in ("when=today", "when=weekend", "month=2026-11"):
            assert f'href="/events/?{query}"' in page
    assert 'href="/events/?when=today" aria-current="page"' in client.get("/events/?when=today").content.decode()
