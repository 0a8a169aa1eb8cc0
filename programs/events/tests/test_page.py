"""An event's page: when, whether it took place, who took part, and what was planned against what came of it."""

import datetime
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from programs.companies.tests.factories import CompanyFactory
from programs.events.dates import date_text
from programs.events.listed import listed_of
from programs.events.models import Event, EventFigure, EventStop
from programs.events.reading import figure_text

from .factories import EventFactory, EventFigureFactory, EventPartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 10, 4, tzinfo=datetime.UTC))


def at(*numbers):
    return timezone.make_aware(datetime.datetime(*numbers))


def page_of(client, event):
    return client.get(event.get_absolute_url()).content.decode()


def badge_of(page):
    return re.search(r'class="record__kind">[^<]*<span class="mark mark--(\w+)">(.*?)<', page).groups()


@pytest.mark.parametrize(
    ("state", "start", "shown"),
    [
        ("planned", at(2026, 7, 1), "计划中"),
        ("confirmed", at(2026, 7, 1), "已确定"),
        ("confirmed", at(2026, 6, 10), "进行中"),
        ("confirmed", at(2026, 6, 1), "已结束"),
        ("postponed", at(2026, 6, 1), "延期"),
        ("cancelled", at(2026, 7, 1), "取消"),
    ],
)
def test_the_state_is_shown_as_it_is_now(client, state, start, shown):
    page = page_of(client, EventFactory(state=state, starts_at=start))
    assert badge_of(page)[1] == shown
    assert "是否举行未载" not in page


@pytest.mark.parametrize(("hours", "shown"), [(0.1, "进行中"), (11.9, "进行中"), (12.1, "已结束")])
def test_an_event_known_to_begin_at_noon_goes_on_until_its_day_ends(client, time_machine, hours, shown):
    event = EventFactory(precision="minute", starts_at=timezone.now(), title="示例讲座")
    time_machine.shift(datetime.timedelta(hours=hours))
    page, is_on = page_of(client, event), shown == "进行中"
    assert badge_of(page)[1] == shown and "12:00至" not in page and "endDate" not in page
    api = client.get(f"/api/v1/events/{event.slug}/").json()
    assert (api["state"]["label"], api["ends_at"]) == (shown, None)
    for address in ("/events/?when=upcoming", "/events/?state=under_way", "/api/v1/events/?when=upcoming"):
        assert ("示例讲座" in client.get(address).content.decode()) is is_on
    assert Event.objects.upcoming().exists() is is_on
    assert f'mark--{"under_way" if is_on else "ended"}"' in client.get("/events/calendar/2026/6/").content.decode()


def test_a_plan_whose_time_is_over_is_no_event_that_took_place(client):
    page = page_of(client, EventFactory(state="planned", starts_at=at(2026, 6, 1)))
    assert badge_of(page) == ("planned", "计划中") and "计划时间已过，是否举行未载" in page


@pytest.mark.parametrize("precision", ["minute", "day", "month", "quarter", "ongoing"])
def test_the_date_stands_in_the_head_as_precisely_as_it_is_known(client, precision):
    event = EventFactory(precision=precision, starts_at=at(2026, 6, 10, 9), is_year_inferred=True)
    page = page_of(client, event)
    assert f'<p class="record__date">{date_text(event)}</p>' in page and "年份推定" in date_text(event)
    assert "startDate" not in page  # a guessed year is no date for machines


def test_an_undated_event_says_so_and_offers_no_calendar(client):
    page = page_of(client, EventFactory(starts_at=None))
    assert "event.ics" not in page and 'class="record__date"' not in page
    assert "<dt>时间</dt>" not in page and "来源未载：时间、" in page
    assert "来源中的日期" not in page
    assert "event.ics" in page_of(client, EventFactory())


def test_parties_stand_by_role_and_only_public_companies_are_named(client):
    event = EventFactory()
    company = CompanyFactory()
    EventPartyFactory(event=event, role="participant", name="示例客商", note="线上")
    EventPartyFactory(event=event, role="host", name="", company=company)
    for hidden in ({"live": False}, {"visibility": "internal"}):
        EventPartyFactory(event=event, company=CompanyFactory(**hidden), name="示例隐名")
    page = page_of(client, event)
    assert page.index("<dt>主办</dt>") < page.index("<dt>参与</dt>")
    assert f'<a href="{company.get_absolute_url()}">' in page
    assert "示例客商（线上）" in page and "示例隐名" not in page
    assert event.title in page_of(client, company)
    event = Event.objects.get(pk=event.pk)
    event.save()
    assert "示例隐名" not in event.search_text and "示例客商" in event.search_text


def figure_cells(page, name):
    row = re.search(rf'scope="row" class="stacked__head">{name}</th>(.*?)</tr>', page, re.DOTALL)[1]
    cells = re.findall(r'<td role="cell"><span.*?</span>(.*?)</td>', row, re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", cell).split() for cell in cells]


def test_plan_intent_and_result_stand_apart(client):
    event = EventFactory()
    figures = [("planned", 200, "超", "示例方案"), ("actual", 236, "", "示例报道"), ("actual", 50, "以上", "示例报道")]
    for basis, number, qualifier, source in figures:
        EventFigureFactory(
            event=event, name="参展", figure=number, unit="家", qualifier=qualifier, basis=basis, source=source
        )
    EventFigureFactory(event=event, name="成交", figure="1.5000", unit="亿元", basis="intent")
    EventFigureFactory(event=event, name="签约", figure=None, unit="", printed="一批", basis="actual")
    page = page_of(client, event)
    assert figure_cells(page, "参展") == [["超200家"], ["未载"], ["236家", "50家以上"], ["示例方案", "示例报道"]]
    assert figure_cells(page, "成交") == [["未载"], ["1.5亿元"], ["未载"], ["未载"]]
    assert figure_cells(page, "签约") == [["未载"], ["未载"], ["一批"], ["未载"]]


@pytest.mark.parametrize(
    ("qualifier", "unit", "text"),
    [
        ("余", "万个", "1万余个"),
        ("多", "家", "1多家"),
        ("超", "万个", "超1万个"),
        ("以上", "%", "1%以上"),
        ("", "万", "1万"),
    ],
)
def test_a_qualifier_stands_where_chinese_puts_it(qualifier, unit, text):
    assert figure_text(EventFigure(figure=Decimal(1), qualifier=qualifier, unit=unit)) == text


def test_stops_and_figures_come_whole_and_in_their_order(db):
    event = EventFactory()
    for place, order in ("示例末站", 2), ("示例首站", 1):
        EventStop.objects.create(event=event, place=place, sort_order=order, time_text="上午", description="参观\n座谈")
    for name, order, number in ("示例后项", 2, "1234567.8900"), ("示例前项", 1, None):
        EventFigureFactory(
            event=event, name=name, sort_order=order, figure=number and Decimal(number), qualifier="超", unit="万元",
            basis="intent", printed="照原文", source="示例方案",
        )  # fmt: skip
    stored = Event.objects.get(pk=event.pk)
    stops, figures = listed_of(stored)
    for found, kept in (stops, stored.stops.all()), (figures, stored.figures.all()):
        names = [field.attname for field in kept.model._meta.fields if field.attname not in ("event_id", "sort_order")]
        assert [[getattr(row, name) for name in names] for row in found] == [
            [getattr(row, name) for name in names] for row in kept
        ]
    assert [stop.place for stop in stops] == ["示例首站", "示例末站"] and figures[0].figure is None
    assert listed_of(EventFactory()) == ([], [])


@pytest.mark.parametrize("words", ["不久前", "第一时间", "如火如荼深入开展", "近日", "今天上午", "日前"])
def test_words_that_tell_no_time_are_no_time_in_a_list(client, words):
    event = EventFactory(title="示例走访", starts_at=None, precision="ongoing", state="under_way", printed_date=words)
    for address in ("/events/", "/feeds/events.xml"):
        page = client.get(address).content.decode()
        assert "示例走访" in page and words not in page, address
    page = page_of(client, event)
    assert 'class="record__date"' not in page and "<dt>时间</dt>" not in page
    assert re.search(rf"<dt>来源中的日期</dt><dd>\s*{words}", page)


@pytest.mark.parametrize(
    "words", ["2022年12月16日晚", "春节前后", "去年年底", "一季度", "每周六", "岁末年初", "国庆期间", "十月"]
)
def test_words_that_tell_a_time_are_shown_where_there_is_no_date(client, words):
    EventFactory(starts_at=None, printed_date=words)
    assert f"<dt>时间</dt><dd>{words}</dd>" in client.get("/events/").content.decode()


def test_a_state_has_one_mark_wherever_it_is_told(client):
    event = EventFactory(title="示例订货会", state="cancelled", starts_at=at(2026, 7, 1))
    company = CompanyFactory()
    EventPartyFactory(event=event, name="", company=company)
    mark = '<span class="mark mark--cancelled">取消</span>'
    for address in ("/events/", event.get_absolute_url(), company.get_absolute_url(), "/events/calendar/2026/7/"):
        assert mark in client.get(address).content.decode(), address
