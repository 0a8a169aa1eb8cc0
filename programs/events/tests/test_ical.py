"""Calendars: read back by the library that wrote them, by another one (vobject), and looked at byte by byte."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from icalendar import Calendar

from programs.events.models import Event
from programs.taxonomy.tests.factories import TownFactory

from .factories import EventFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
pytestmark = pytest.mark.django_db


def at(*numbers):
    return datetime.datetime(*numbers, tzinfo=SHANGHAI)


def entry_of(client, event):
    response = client.get(f"/events/{event.slug}/event.ics")
    assert response.status_code == 200
    return Calendar.from_ical(response.content).events[0]


# precision, starts, ends, first day or moment, the first one after (None: not said)
DATES = {
    "a minute": ("minute", at(2022, 12, 16, 19, 30), None, at(2022, 12, 16, 19, 30), None),
    "two minutes": ("minute", at(2022, 12, 16, 19, 30), at(2022, 12, 16, 21), at(2022, 12, 16, 19, 30), at(2022, 12, 16, 21)),
    "a day": ("day", at(2022, 12, 16, 9), None, datetime.date(2022, 12, 16), datetime.date(2022, 12, 17)),
    "days over a year's end": (
        "day", at(2022, 12, 31), at(2023, 1, 2), datetime.date(2022, 12, 31), datetime.date(2023, 1, 3)
    ),
    "a month": ("month", at(2022, 12, 9), None, datetime.date(2022, 12, 1), datetime.date(2023, 1, 1)),
    "a quarter": ("quarter", at(2023, 2, 9), None, datetime.date(2023, 1, 1), datetime.date(2023, 4, 1)),
    "without an end": ("ongoing", at(2023, 2, 9), None, datetime.date(2023, 2, 9), None),
    "going on until": ("ongoing", at(2023, 2, 9), at(2023, 3, 1), datetime.date(2023, 2, 9), datetime.date(2023, 3, 2)),
}  # fmt: skip


@pytest.mark.parametrize("name", DATES)
def test_dates_are_as_precise_as_they_are_known(client, name):
    precision, starts_at, ends_at, first, after = DATES[name]
    entry = entry_of(client, EventFactory(precision=precision, starts_at=starts_at, ends_at=ends_at))
    assert entry["dtstart"].dt == first
    assert (entry["dtend"].dt if "dtend" in entry else None) == after
    is_timed = precision == "minute"
    assert entry["dtstart"].params.get("TZID" if is_timed else "VALUE") == ("Asia/Shanghai" if is_timed else "DATE")
    assert (entry.get("transp") == "TRANSPARENT") is (precision in {"month", "quarter", "ongoing"})


def test_an_end_that_is_not_known_is_not_sent(client):
    noon = at(2026, 12, 16, 12)
    assert "没有写明何时结束" in entry_of(client, EventFactory(precision="minute", starts_at=noon))["description"]
    stated = entry_of(client, EventFactory(precision="minute", starts_at=noon, ends_at=at(2026, 12, 16, 13)))
    assert "没有写明" not in stated["description"]


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", "TENTATIVE"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED"), ("confirmed", "CONFIRMED"),
     ("under_way", "CONFIRMED"), ("ended", "CONFIRMED")],
)  # fmt: skip
def test_states(client, state, status):
    entry = entry_of(client, EventFactory(state=state, title="示例招聘会"))
    assert entry["status"] == status
    assert str(entry["summary"]).startswith("【") is (state in {"cancelled", "postponed"})


def test_everything_said(client, settings):
    settings.BASE_URL = "https://www.lucheng.example"
    event = EventFactory(
        title="采购节，开幕；第一天\\", slug="caigoujie", summary="第一行\n第二行", venue="会展中心，一号馆", precision="quarter",
        starts_at=at(2022, 11, 2), is_year_inferred=True, printed_date="四季度", kind="fair", town=TownFactory(),
    )  # fmt: skip
    response = client.get("/events/caigoujie/event.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="caigoujie.ics"'
    calendar = Calendar.from_ical(response.content)
    assert (calendar["method"], calendar["version"], calendar["x-wr-calname"]) == ("PUBLISH", "2.0", event.title)
    assert calendar["refresh-interval"].dt == datetime.timedelta(hours=1)
    entry, day = calendar.events[0], timezone.localdate(event.updated_at)
    assert entry["uid"] == f"event-{event.pk}@www.lucheng.example"
    assert (entry["summary"], entry["location"]) == ("采购节，开幕；第一天\\", "会展中心，一号馆")
    assert entry["url"] == "https://www.lucheng.example/events/caigoujie/"
    assert entry["description"].split("\n") == [
        "第一行", "第二行", "时间：2022年第四季度，来源没有写明哪一天。", "年份为推定：来源没有印出年份。", "来源中的日期：四季度",
        f"状态：已确定（{day.year}年{day.month}月{day.day}日登记）", "详情：https://www.lucheng.example/events/caigoujie/",
    ]  # fmt: skip
    assert entry["last-modified"].dt == entry["dtstamp"].dt == event.updated_at.replace(microsecond=0)


def test_the_bytes_are_as_the_standard_asks(client):
    event = EventFactory(
        title="长" * 120 + "，；,;\\", summary="介绍" * 300 + "\x07\r\n末行", venue="会展\x00中心".replace("\x00", "")
    )
    raw = client.get(f"/events/{event.slug}/event.ics").content
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"") and b"\x07" not in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is cut in two
    unfolded = raw.replace(b"\r\n ", b"").decode()
    assert "，；\\,\\;\\\\" in unfolded and "\\n末行" in unfolded
    zone = re.search(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE", unfolded, re.S)[0]
    assert "TZID:Asia/Shanghai" in zone and "TZOFFSETTO:+0800" in zone


def test_an_event_is_the_same_one_after_an_edit_and_newer(client):
    event = EventFactory(slug="tong-yi-ge")
    address = "/events/tong-yi-ge/event.ics"
    first = client.get(address)
    assert client.get(address).content == first.content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    before = Calendar.from_ical(first.content).events[0]
    Event.objects.filter(pk=event.pk).update(created_at=timezone.now() - datetime.timedelta(days=1))
    event.refresh_from_db()
    event.title, event.starts_at = "改名改期", timezone.now() + datetime.timedelta(days=40)
    event.save()
    after = Calendar.from_ical(client.get(address).content).events[0]
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    assert after["summary"] == "改名改期"


def test_an_event_without_a_date_has_no_calendar(client):
    event = EventFactory(starts_at=None)
    response = client.get(f"/events/{event.slug}/event.ics")
    assert response.status_code == 404
    assert "没有写明日期" in response.content.decode()


@pytest.mark.parametrize("hidden", [{"visibility": "internal"}, {"live": False}])
def test_hidden_events_are_in_no_calendar(client, hidden):
    event = EventFactory(title="不公开", **hidden)
    assert client.get(f"/events/{event.slug}/event.ics").status_code == 404
    assert "不公开" not in client.get("/events/calendar.ics").content.decode()


def test_a_list_is_a_calendar_with_the_same_filters(client):
    town = TownFactory(slug="wuma")
    here, fair, undated = EventFactory(town=town), EventFactory(kind="job_fair"), EventFactory(starts_at=None)

    def uids(query=""):
        response = client.get(f"/events/calendar.ics?{query}")
        assert response.status_code == 200
        return {
            int(str(entry["uid"]).split("@")[0].removeprefix("event-"))
            for entry in Calendar.from_ical(response.content).events
        }

    assert uids() == {here.pk, fair.pk}
    assert uids("town=wuma") == {here.pk}
    assert uids("kind=job_fair") == {fair.pk}
    assert uids("q=没有这个词") == set()
    assert undated.pk not in uids("kind=nonsense&page=x&after=%ff")


def test_who_waits_for_an_event_is_told_that_it_will_not_take_place(client):
    ahead, past = timezone.now() + datetime.timedelta(days=5), timezone.now() - datetime.timedelta(days=5)
    states = {EventFactory(state=state, starts_at=ahead).pk: state for state in ("cancelled", "postponed", "confirmed")}
    EventFactory(state="cancelled", starts_at=past)
    entries = Calendar.from_ical(client.get("/events/calendar.ics?when=upcoming").content).events
    found = {states[int(entry["uid"].split("@")[0].removeprefix("event-"))]: entry["status"] for entry in entries}
    assert found == {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "confirmed": "CONFIRMED"}


def test_a_calendar_is_bounded(client, monkeypatch):
    monkeypatch.setattr("programs.events.ical_views.MOST", 3)
    EventFactory.create_batch(5)
    monkeypatch.setattr("programs.events.views.MOST", 3)
    calendar = client.get("/events/calendar.ics").content
    assert calendar.count(b"BEGIN:VEVENT") == 3
    assert "共5场活动，日历里是排在前面的3场" in str(Calendar.from_ical(calendar)["x-wr-caldesc"])
    assert "加入日历（前3场）" in client.get("/events/").content.decode()


def test_a_calendar_of_all_says_nothing_of_a_bound(client):
    EventFactory()
    assert "x-wr-caldesc" not in Calendar.from_ical(client.get("/events/calendar.ics").content)
    assert "前500场" not in client.get("/events/").content.decode()


def test_what_goes_on_without_a_known_end_says_so_beside_its_first_day(client):
    EventFactory(title="示例大走访", precision="ongoing", starts_at=at(2026, 12, 1))
    entry = Calendar.from_ical(client.get("/events/calendar.ics").content).events[0]
    assert entry["summary"] == "示例大走访（本日起持续进行）" and "dtend" not in entry
    assert entry["dtstart"].dt == datetime.date(2026, 12, 1) and entry["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_calendars_are_only_read(client, method):
    assert getattr(client, method)("/events/calendar.ics").status_code in (403, 405)


def test_another_library_reads_the_same(client):
    """Hours with their zone, days without one and with the day after as their end, text with commas, a cancellation."""
    EventFactory(
        title="定时，示例；活动", starts_at=at(2026, 12, 1, 9, 30), ends_at=at(2026, 12, 1, 11), precision="minute"
    )
    EventFactory(title="两天的示例", starts_at=at(2026, 12, 5), ends_at=at(2026, 12, 6), state="cancelled")
    calendar = vobject.readOne(client.get("/events/calendar.ics").content.decode())
    timed, days = sorted(calendar.vevent_list, key=lambda event: "两天" in event.summary.value)
    assert timed.summary.value == "定时，示例；活动" and days.summary.value.endswith("两天的示例")
    assert timed.status.value == "CONFIRMED"
    assert timed.dtstart.value == at(2026, 12, 1, 9, 30) and timed.dtend.value == at(2026, 12, 1, 11)
    assert (days.dtstart.value, days.dtend.value) == (datetime.date(2026, 12, 5), datetime.date(2026, 12, 7))
    assert days.status.value == "CANCELLED"
