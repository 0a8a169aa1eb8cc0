"""The public lists of companies, policies and events: one set of promises for all three."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from programs.companies.models import Company, ListMembership
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory
from programs.events.models import EventSeries
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import (
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

from .reading_client import ReadingClient

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10  # the masthead's included


def make_company(**kwargs):
    company = CompanyFactory(sector=SectorFactory(), town=TownFactory(), size_band="large", **kwargs)
    company.tags.add(CompanyTagFactory(), CompanyTagFactory())
    company.save()
    ListMembership.objects.create(company=company, list=CompanyListFactory())
    return company


def make_policy(**kwargs):
    policy = PolicyFactory(topic=TopicFactory(), **kwargs)
    policy.issuers.add(DepartmentFactory(), DepartmentFactory())
    policy.supersedes.add(PolicyFactory(live=False))
    policy.save()
    item = PolicyItemFactory(policy=policy, claim_mode="quick", size_bands=["small"])
    item.needs.add(NeedFactory())
    item.sectors.add(SectorFactory())
    item.save()
    return policy


def make_event(**kwargs):
    series = EventSeries.objects.create(name=f"系列{EventSeries.objects.count()}")
    day = timezone.now() + datetime.timedelta(minutes=5)
    return EventFactory(town=TownFactory(), series=series, **{"starts_at": day, **kwargs})


MAKERS = {"/companies/": make_company, "/policies/": make_policy, "/events/": make_event}
SOME = {"/companies/": "town=x&size=large", "/policies/": "claim=quick", "/events/": "when=upcoming"}


@pytest.fixture
def reader(home):
    return ReadingClient(raise_request_exception=False)


def queries_of(client, url):
    assert client.get(url).status_code == 200  # reads the index, remembers the site
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
        assert response.status_code == 200
        if response.streaming:
            response.getvalue()
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("path", MAKERS)
@pytest.mark.parametrize("ending", ["", "?sort=updated", "?q=示例", "filtered", "download.csv", "download.xlsx"])
def test_queries_do_not_grow_with_rows(reader, path, ending):
    url = f"{path}?{SOME[path]}" if ending == "filtered" else path + ending
    for _ in range(2):
        MAKERS[path]()
    few = queries_of(reader, url)
    for _ in range(10):
        MAKERS[path]()
    many = queries_of(reader, url)
    assert len(many) == len(few), "\n".join(query[:200] for query in many)
    assert len(many) <= MOST_QUERIES, "\n".join(query[:200] for query in many)


def test_queries_of_the_calendar_do_not_grow_with_events(reader):
    day = timezone.make_aware(datetime.datetime(2026, 11, 9, 12))
    [make_event(starts_at=day + datetime.timedelta(days=number)) for number in range(2)]
    few = queries_of(reader, "/events/calendar/2026/11/")
    [make_event(starts_at=day + datetime.timedelta(days=number)) for number in range(10)]
    many = queries_of(reader, "/events/calendar/2026/11/")
    assert len(many) == len(few) <= MOST_QUERIES


@pytest.mark.parametrize("path", MAKERS)
def test_drafts_and_internal_records_are_nowhere(reader, path):
    for state in ({"live": False}, {"visibility": "internal"}, {"expire_at": timezone.now()}):
        MAKERS[path](title="不公开的记录", **state)
    shown = MAKERS[path](title="公开的记录")
    for ending in ("", "?q=记录", "download.csv"):
        text = reader.get(path + ending).getvalue().decode()
        assert "公开的记录" in text
        assert "不公开的记录" not in text
    response = reader.get(path)
    assert response.context["selection"].total == 1
    assert [row.pk for row in response.context["selection"].rows] == [shown.pk]
    assert {value.count for facet in response.context["selection"].facets for value in facet.values} == {1}


@pytest.mark.parametrize("path", MAKERS)
def test_pages_lead_to_each_other_and_are_not_indexed_twice(reader, path):
    [MAKERS[path](title=f"记录{number}") for number in range(21)]
    first = reader.get(path)
    assert 'name="robots"' not in first.content.decode()
    second = reader.get(first.context["selection"].next_url)
    text = second.content.decode()
    assert "第 21 至 21，共 21" in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' in text
    assert 'rel="next"' not in text
    assert reader.get(second.context["selection"].previous_url).context["selection"].first == 1
    filtered = reader.get(f"{path}?q=记录").content.decode()
    assert '<meta name="robots" content="noindex">' in filtered


@pytest.mark.parametrize("path", MAKERS)
def test_an_empty_answer_says_what_to_loosen(reader, path):
    assert "这里还没有公开的内容" in reader.get(path).content.decode()
    MAKERS[path](title="记录")
    facet = {"/companies/": "size=micro", "/policies/": "claim=without", "/events/": "state=postponed"}[path]
    text = reader.get(f"{path}?q=记录&{facet}").content.decode()
    assert "没有同时符合以上条件的内容" in text
    assert "去掉“关键词：记录”" not in text, "leads to an empty list again"
    assert f'<a href="{path}?q=%E8%AE%B0%E5%BD%95">去掉' in text


def test_conditions_that_never_meet_are_offered_one_by_one(reader):
    CompanyFactory(size_band="large", kind="company", title="甲")
    CompanyFactory(size_band="small", kind="park", title="乙")
    text = reader.get("/companies/?size=large&kind=park&q=丙").content.decode()
    assert "去掉“" not in text
    assert '<a href="/companies/?kind=park">只按“类别：园区”查找</a>，有 1 家' in text
    assert "只按“关键词" not in text


HOSTILE = [
    "after=", "after=1.1&before=1.1", "after=1.~!!!!", "before=99999999999999999999.1", "after=1." + "9" * 60, "town=%ff", "town=" + "a" * 3000,
    "kind=__import__", "kind=&kind=&q=", "sort=id;drop", "sort=updated&after=1.~QQ", "year=-1", "year=٣", "month=2026-13", "q=%25%25", "q=" + "长" * 300,
    "q=%ed%a0%80", "q=\\", "size=large&" * 60, "&".join(f"sector={number}" for number in range(200)), "q='%20OR%201=1", "list=x&tag=y&topic=z",
]  # fmt: skip


@pytest.mark.parametrize("path", [*MAKERS, "/events/calendar/", "/companies/download.csv", "/events/download.xlsx"])
def test_hostile_questions_are_answered(reader, path):
    MAKERS[f"/{path.split('/')[1]}/"]()
    answers = {query: reader.get(f"{path}?{query}").status_code for query in HOSTILE}
    assert {query: status for query, status in answers.items() if status not in (200, 400)} == {}
    assert list(answers.values()).count(200) > 15


def test_an_unknown_filter_is_named_and_left_out(reader):
    make_company(title="记录")
    text = reader.get("/companies/?town=nowhere<b>").content.decode()
    assert "“街镇”里没有“nowhere&lt;b&gt;”" in text
    assert "记录" in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_downloads_hold_no_formulas(reader, start):
    company = CompanyFactory(internal_note="机密", internal_contact="机密")
    Company.objects.filter(pk=company.pk).update(title=f"{start}1+cmd", short_name="普通\x07")  # past what saving drops
    answer = reader.get("/companies/download.csv").getvalue().decode()
    assert answer.startswith("\ufeff法定名称,")
    row = next(csv.DictReader(io.StringIO(answer.removeprefix("\ufeff"), newline="")))
    assert (row["法定名称"], row["简称"]) == (f"'{start}1+cmd", "普通")
    assert "机密" not in answer
    sheet = load_workbook(io.BytesIO(reader.get("/companies/download.xlsx").getvalue())).active
    assert [cell.data_type for cell in sheet[2] if cell.value] == ["s"] * len([cell for cell in sheet[2] if cell.value])
    assert "机密" not in str([cell.value for cell in sheet[2]])


def test_a_download_holds_what_the_list_shows_up_to_its_limit(reader, monkeypatch):
    [CompanyFactory(title=f"大{number}", size_band="large") for number in range(4)]
    CompanyFactory(title="小", size_band="small")
    assert reader.get("/companies/download.csv?size=large").getvalue().decode().count("\n") == 5
    monkeypatch.setattr("programs.listing.views.MOST_ROWS", 3)
    assert reader.get("/companies/download.csv").getvalue().decode().count("\n") == 4
    assert "每个文件最多 3 条" in reader.get("/companies/").content.decode()
    assert reader.get("/companies/download.pdf").status_code == 404


def sheets_of(response):
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(response.getvalue()))
    }


def test_a_download_of_policies_holds_their_items(reader):
    policy = PolicyFactory(title="《示例十条意见》", effective_to=datetime.date(2020, 1, 1))
    item = PolicyItemFactory(policy=policy, title="=留工补贴", number="三", amount_text="每人500元", amount_ceiling=100_000,
                             size_bands=["small", "micro"], claim_mode="quick", phone="0577-12345678")  # fmt: skip
    item.sectors.set([SectorFactory(name="制鞋业"), SectorFactory(name="服装业")])
    item.save()
    PolicyItemFactory(policy=policy, title="第二项", claim_mode="")
    PolicyItemFactory(policy=PolicyFactory(kind="pilot", title="另一政策"), title="另一事项")
    PolicyItemFactory(policy=PolicyFactory(kind="document", title="内部政策", visibility="internal"), title="内部事项")
    found = sheets_of(reader.get("/policies/download.xlsx?kind=document"))
    assert list(found) == ["政策", "惠企事项"]
    assert [row[0] for row in found["政策"]] == ["标题", "《示例十条意见》"]
    headings, *rows = found["惠企事项"]
    row = dict(zip(headings, rows[0], strict=True))
    assert [row[3] for row in rows] == ["'=留工补贴", "第二项"]
    assert (row["政策"], row["政策有效性"], row["序号"], row["兑现方式"]) == (
        "《示例十条意见》",
        "失效",
        "三",
        "快申快享",
    )
    assert (row["最高额度（元）"], row["适用规模"]) == ("100000", "小型、微型")
    assert set(row["适用行业"].split("、")) == {"制鞋业", "服装业"}
    assert row["网址"].endswith(f"{policy.get_absolute_url()}#item-{item.pk}")
    as_csv = reader.get("/policies/items.csv?kind=document").getvalue().decode().removeprefix("\ufeff")
    assert [line["事项名称"] for line in csv.DictReader(io.StringIO(as_csv, newline=""))] == ["'=留工补贴", "第二项"]
    page = reader.get("/policies/?kind=document").content.decode()
    assert 'href="/policies/items.csv?kind=document"' in page and "XLSX（含惠企事项）" in page
    assert reader.get("/policies/items.pdf").status_code == 404


def test_a_sheet_that_would_grow_too_long_says_what_it_leaves_out(reader, monkeypatch):
    monkeypatch.setattr("programs.listing.spreadsheets.MOST_ROWS", 3)
    for policy in PolicyFactory.create_batch(3):
        PolicyItemFactory.create_batch(2, policy=policy)
    found = sheets_of(reader.get("/policies/download.xlsx"))
    assert len(found["政策"]) == 4
    assert len(found["惠企事项"]) == 5 and "其余没有列出" in found["惠企事项"][4][0]
    assert reader.get("/policies/items.csv").getvalue().decode().count("其余没有列出") == 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/policies/", "政策文件"),
        ("/companies/", "数据开放"),
        ("/events/", "工作动态"),
        ("/events/calendar/", "工作动态"),
    ],
)
def test_a_list_bears_the_tags_of_a_column(reader, path, kind):
    text = reader.get(path).content.decode()
    tags = dict(re.findall(r'<meta name="(Column[A-Za-z]+)" content="([^"]+)">', text))
    assert set(tags) == {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    assert tags["ColumnType"] == kind and "," in tags["ColumnKeywords"]


@pytest.fixture
def november(time_machine):
    time_machine.move_to("2026-11-20 12:00+08:00", tick=False)

    def at(day, hour=0, month=11):
        return timezone.make_aware(datetime.datetime(2026, month, day, hour))

    EventFactory(title="三天的", starts_at=at(12), ends_at=at(14))
    EventFactory(title="跨月的", starts_at=at(30), ends_at=at(2, month=12))
    EventFactory(title="到午夜", precision="minute", starts_at=at(5, 20), ends_at=at(6))
    EventFactory(title="本季度的", precision="quarter", starts_at=at(1, month=10))
    EventFactory(title="取消的", starts_at=at(20), state="cancelled", kind="job_fair")
    EventFactory(title="草稿的", starts_at=at(20), live=False)


def days_of(response):
    month = response.context["month"]
    return {
        day.date.day: [event.title for event in day.events] for week in month.weeks for day in week if day.events
    }, month


def test_the_calendar_puts_events_on_all_of_their_days(reader, november):
    response = reader.get("/events/calendar/")
    days, month = days_of(response)
    three = ["三天的"]
    assert days == {12: three, 13: three, 14: three, 30: ["跨月的"], 5: ["到午夜"], 20: ["取消的"]}
    assert [event.title for event in month.beside] == ["本季度的"]
    assert 'mark--cancelled">取消</span>' in response.content.decode()
    assert "草稿的" not in response.content.decode()
    assert days_of(reader.get("/events/calendar/2026/12/"))[0] == {1: ["跨月的"], 2: ["跨月的"]}
    assert days_of(reader.get("/events/calendar/2026/11/?kind=job_fair&month=2026-12"))[0] == {20: ["取消的"]}


def test_a_crowded_day_is_counted_and_the_rest_is_in_the_list(reader, november):
    EventFactory.create_batch(6, starts_at=timezone.now())
    response = reader.get("/events/calendar/2026/11/")
    day = next(day for week in response.context["month"].weeks for day in week if day.date.day == 20)
    assert (len(day.events), day.more) == (4, 3)
    assert 'href="/events/?month=2026-11"' in response.content.decode()
    assert reader.get("/events/?month=2026-11").context["selection"].total == response.context["month"].total == 11


def ways_on(response):
    return re.findall(
        r"<li>(.一个有活动的月份)：<a href=\"([^\"]+)\">([^<]+)</a>（(\d+) 场）", response.content.decode()
    )


def test_from_an_empty_month_there_is_a_way_to_the_next_one_with_events(reader, november):
    before, after = (
        ("上一个有活动的月份", "/events/calendar/2026/12/"),
        ("下一个有活动的月份", "/events/calendar/2026/10/"),
    )
    assert ways_on(reader.get("/events/calendar/2027/6/")) == [(*before, "2026年12月", "2")]
    assert ways_on(reader.get("/events/calendar/2025/6/")) == [(*after, "2026年10月", "1")]
    assert ways_on(reader.get("/events/calendar/2026/11/")) == [], "the neighbours have events"
    narrowed = ways_on(reader.get("/events/calendar/2027/6/?kind=job_fair"))
    assert narrowed == [(before[0], "/events/calendar/2026/11/?kind=job_fair", "2026年11月", "1")]
    assert ways_on(reader.get("/events/calendar/2027/6/?kind=signing")) == []


@pytest.mark.parametrize("place", ["2026/0", "2026/13", "1989/12", "2101/1", "99999999999/1", "0/0", "2026/-1", "x/1"])
def test_months_that_are_none_are_not_found(reader, november, place):
    assert reader.get(f"/events/calendar/{place}/").status_code == 404


@pytest.mark.parametrize(("place", "missing"), [("1990/1", "prev"), ("2100/12", "next")])
def test_the_calendar_ends(reader, place, missing):
    text = reader.get(f"/events/calendar/{place}/").content.decode()
    assert f'rel="{missing}"' not in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize("noun", ["policies", "companies", "events"])
def test_a_list_leads_to_its_feed_calendar_and_api_for_the_same_question(client, home, records, noun):
    address = {"policies": "kind=document", "companies": "kind=company", "events": "kind=fair"}[noun]
    text = client.get(f"/{noun}/?{address}").content.decode()
    ways = re.findall(rf'href="(/(?:feeds|events/calendar.ics)[^"]*[?]{address})"', text)
    assert len(ways) == {"policies": 1, "companies": 0, "events": 2}[noun]
    documentation = f"/api/v1/docs/?for={noun}&amp;{address}"
    assert f'href="{documentation}#{noun}_list"' in text
    said = client.get(documentation.replace("&amp;", "&")).content.decode()
    interface = re.search(rf'href="http://127.0.0.1:8000(/api/v1/{noun}/[?]{address})"', said)[1]
    assert f'id="{noun}_list"' in said and 'content="noindex"' in said
    for way in (*ways, interface):
        answer = client.get(way)
        assert answer.status_code == 200
        assert "示例" in answer.content.decode().replace("\r\n ", "")
