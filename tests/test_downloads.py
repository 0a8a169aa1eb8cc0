"""Whole lists as files: what they hold, and how often one address may ask for them."""

import csv
import datetime
import io

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.listing.workbooks import TextWorkbook
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import CompanyTagFactory, DepartmentFactory, SectorFactory, TopicFactory

from .test_growth import queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/companies/download.xlsx", "/policies/items.csv", "/events/download.csv"])
def test_who_downloads_too_often_waits(client, home, settings, monkeypatch, address):
    settings.DOWNLOADS_A_MINUTE, settings.PROXY_COUNT = 2, 1
    monkeypatch.setattr("portal.accounts.limits.time.time", lambda: 1_800_000_000.5)
    cache.clear()
    me, other = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    assert [client.get(address, headers=me).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/events/download.csv", headers=me)
    assert refused.status_code == 429 and refused["Retry-After"] == "60"
    assert "下载太频繁" in refused.content.decode() and "60 秒后再试" in refused.content.decode()
    assert client.get(address, headers=other).status_code == 200
    assert client.get("/companies/", headers=me).status_code == 200


def test_a_workbook_of_text_holds_what_it_was_given(tmp_path):
    book, texts = TextWorkbook(["企业", "人员"]), ["a&<b>", "", " 两端 ", "一行\r\n二行", "'=1+1", "长" * 40_000, "😀"]
    book.append(0, ["标题"]), book.append(0, texts), book.append(1, ["姓名"])
    with open(tmp_path / "a.xlsx", "wb") as out:
        book.save(out)
    read = load_workbook(tmp_path / "a.xlsx")
    assert read.sheetnames == ["企业", "人员"] and read["企业"].freeze_panes == "A2"
    assert [cell.value or "" for cell in read["企业"][2]] == [text[:32_767] for text in texts]
    assert {cell.data_type for cell in read["企业"][2] if cell.value} == {"s"} and read["人员"]["A1"].value == "姓名"


def test_tags_of_a_download_are_those_of_the_company_in_their_order(client, home):
    tags = [CompanyTagFactory(name="乙标签", order=1), CompanyTagFactory(name="甲标签", order=2)]
    company = CompanyFactory(title="示例企业", sector=SectorFactory(name="示例行业"))
    company.tags.set(reversed(tags)), company.save(), CompanyFactory(title="无标签企业")
    rows = list(csv.DictReader(io.StringIO(client.get("/companies/download.csv").getvalue().decode("utf-8-sig"))))
    assert {row["法定名称"]: row["标签"] for row in rows} == {"示例企业": "乙标签、甲标签", "无标签企业": ""}
    assert {row["行业"] for row in rows} == {"示例行业", ""}
    assert all(row["网址"].endswith(f"/companies/{Company.objects.get(title=row['法定名称']).slug}/") for row in rows)


def table_of(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).getvalue().decode("utf-8-sig"))))


def test_a_policys_items_stand_in_the_file_as_on_its_page(client, home):
    departments = [DepartmentFactory(name="乙局", order=1), DepartmentFactory(name="甲局", order=2)]
    policy = PolicyFactory(title="演示意见", slug="yanshi", topic=TopicFactory(name="外贸"), published_on="2026-01-05")
    policy.issuers.set(reversed(departments)), policy.save()
    second = PolicyItemFactory(
        policy=policy, title="第二项", sort_order=2, benefit="reward", claim_mode="quick", size_bands=["small", "micro"],
        amount_ceiling="100000.50", closes_on="2026-12-31",
    )  # fmt: skip
    first = PolicyItemFactory(policy=policy, title="第一项", sort_order=1, amount_ceiling=None, size_bands=[])
    second.sectors.set([SectorFactory(name="乙业", order=2), SectorFactory(name="甲业", order=1)]), second.save()
    PolicyFactory(title="没有事项的政策", issuer_text="演示联席会议")
    rows = table_of(client, "/policies/items.csv")
    assert [(row["政策"], row["事项名称"]) for row in rows] == [("演示意见", "第一项"), ("演示意见", "第二项")]
    said = rows[1]
    assert (
        said["适用行业"] == "甲业、乙业" and said["适用规模"] == "小型、微型" and said["最高额度（元）"] == "100000.5"
    )
    assert said["优惠类别"] == second.get_benefit_display() and said["兑现方式"] == second.get_claim_mode_display()
    assert said["截止受理"] == "2026-12-31" and said["网址"].endswith(f"/policies/yanshi/#item-{second.pk}")
    assert rows[0]["最高额度（元）"] == rows[0]["适用规模"] == "" and str(first.pk) in rows[0]["网址"]
    issuers = {row["标题"]: row["发文机关"] for row in table_of(client, "/policies/download.csv")}
    assert issuers == {"演示意见": "乙局、甲局", "没有事项的政策": "演示联席会议"}


def test_a_policys_worth_in_the_file_is_the_one_on_its_page(client, home):
    old, still, drafted = (PolicyFactory(title=title, effective_from="2020-01-01") for title in ("旧", "仍", "草"))
    PolicyFactory(title="新", effective_from="2021-01-01").supersedes.set([old])
    PolicyFactory(title="新草案", live=False, effective_from="2021-01-01").supersedes.set([drafted])
    for policy in Policy.objects.all():
        policy.save()
    for title, successor in (("新", old), ("新草案", drafted)):
        newer = Policy.objects.get(title=title)
        newer.supersedes.set([successor]), newer.save()
    worth = {row["标题"]: row["有效性"] for row in table_of(client, "/policies/download.csv")}
    shown = {policy.title: str(policy.validity_on().label) for policy in Policy.objects.public_now()}
    assert worth == shown and (worth["旧"], worth["仍"], worth["草"]) == ("废止", "有效", "有效")
    assert still.pk


def test_an_event_stands_in_the_file_as_on_its_page(client, home):
    fair = EventFactory(
        title="演示展会",
        starts_at=datetime.datetime(2026, 3, 1, 1, tzinfo=datetime.UTC),
        precision="day",
        state="confirmed",
        edition=3,
    )
    vague = EventFactory(title="日期未载", starts_at=None, printed_date="近期", state="planned", precision="day")
    rows = {row["名称"]: row for row in table_of(client, "/events/download.csv")}
    for event in (Event.objects.get(pk=fair.pk), Event.objects.get(pk=vague.pk)):
        row = rows[event.title]
        assert (row["时间"], row["状态"]) == (event.date_text, str(event.state_at().label))
        assert row["类别"] == event.get_kind_display() and row["网址"] == event.full_url
    assert rows["演示展会"]["届次"] == "3" and rows["日期未载"]["届次"] == ""


@pytest.mark.parametrize(("address", "factory"), [
    ("/policies/items.xlsx", PolicyItemFactory), ("/policies/download.xlsx", PolicyItemFactory), ("/events/download.xlsx", EventFactory)
])  # fmt: skip
def test_a_file_of_many_rows_costs_as_many_queries_as_one_of_few(client, home, address, factory):
    factory.create_batch(2)
    few, _ = queries_of(client, address)
    factory.create_batch(12)
    many, _ = queries_of(client, address)
    assert len(many) == len(few) <= 16
