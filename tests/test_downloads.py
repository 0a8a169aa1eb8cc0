"""Whole lists as files: what they hold, and how often one address may ask for them."""

import csv
import io

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.listing.workbooks import TextWorkbook
from programs.taxonomy.tests.factories import CompanyTagFactory, SectorFactory

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
