"""`/api/v1/search/`: the page of results for programs. The whole answer is compared in tests/test_api_payloads.py."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.search.finding.finder import find
from portal.search.finding.findings import Correction, Promoted
from portal.search.models import QueryDay
from portal.search.statistics.tally import TALLY
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyFactory

from .index import index_all

SEARCH = "/api/v1/search/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def shoes(db):
    PolicyFactory(title="《关于促进鞋业出口的若干意见》", published_on="2026-01-02")
    for number in range(5):
        CompanyFactory(title=f"温州示例鞋业{number}有限公司", summary="鞋企，产品出口。")
    index_all()


def ask(client, **asked):
    response = client.get(SEARCH, asked)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def test_results_say_what_they_are(client, shoes, settings):
    found = ask(client, q="促进鞋业出口")
    (policy, *_) = found["results"]
    assert policy["type"] == "policy" and policy["title"] == "《关于促进鞋业出口的若干意见》"
    assert policy["url"].startswith(f"{settings.BASE_URL}/policies/")
    assert policy["date"] == "2026-01-02" and set(policy["validity"]) == {"value", "label"}
    assert found["query"] == "促进鞋业出口" and found["is_exact_total"] is True


def test_pages_meet_without_a_gap_and_lead_back(client, shoes, settings):
    address, seen = f"{SEARCH}?q=鞋业&page_size=2", []
    while address:
        found = client.get(address.removeprefix(settings.BASE_URL)).json()
        seen += [one["url"] for one in found["results"]]
        last, address = found, found["next"]
        assert not address or "page_size=2" in address
    assert len(seen) == len(set(seen)) == found["total"] == 6
    back = client.get(last["previous"].removeprefix(settings.BASE_URL)).json()
    assert [one["url"] for one in back["results"]] == seen[2:4]
    assert ask(client, q="鞋业")["next"] is None and ask(client, q="鞋业")["previous"] is None


def test_results_are_narrowed_and_counted(client, shoes):
    found = ask(client, q="鞋业", kind="policy")
    assert (found["total"], [one["type"] for one in found["results"]]) == (1, ["policy"])
    (kinds,) = [facet for facet in found["facets"] if facet["name"] == "kind"]
    assert {one["value"]: (one["count"], one["is_selected"]) for one in kinds["values"]} == {
        "policy": (1, True),
        "company": (5, False),
    }


def test_how_the_question_was_read_is_told(client, shoes, monkeypatch, settings):
    def told(data, **kwargs):
        return replace(
            find(data, **kwargs),
            steps=["“鞋业”的同义词“鞋行”也一并查找。"],
            correction=Correction("鞋业", "/search/?q=鞋业", True),
            promoted=[
                Promoted("办事指南", "/guide/", "一句话"),
                Promoted("国家政务服务平台", "https://gov.example/", ""),
            ],
        )

    monkeypatch.setattr("portal.search.api.find", told)
    found = ask(client, q="鞋业")
    assert found["steps"] == ["“鞋业”的同义词“鞋行”也一并查找。"]
    assert found["correction"] == {"text": "鞋业", "url": f"{settings.BASE_URL}/search/?q=鞋业", "is_applied": True}
    assert [one["url"] for one in found["promoted"]] == [f"{settings.BASE_URL}/guide/", "https://gov.example/"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "q：请填搜索词。"), ({"q": "  "}, "q：请填搜索词。"), ({"q": "鞋" * 101}, "q：最长100个字。"), ({"q": "鞋", "sort": "x"}, "sort：没有这个排序。"),
        ({"q": "鞋", "page": "0"}, "page：请填 1 到"), ({"q": "鞋", "page": "x"}, "page：请填 1 到"), ({"q": "鞋", "page": "501"}, "page：请填 1 到"),
        ({"q": "鞋", "page_size": "101"}, "page_size：请填 1 到 100"), ({"q": "鞋", "kind": "x"}, "“类型”里没有“x”"),
        ({"q": "鞋", "topic": "x"}, "没有“x”"), ({"q": "鞋", "town": "x"}, "没有“x”"), ({"q": "鞋", "year": "1888"}, "没有“1888”"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(client, shoes, asked, said):
    response = client.get(SEARCH, asked)
    assert response.status_code == 400
    assert said in response.json()["detail"]


def test_nothing_is_sent_twice_and_other_sites_may_read(client, shoes):
    first = client.get(SEARCH, {"q": "鞋业"})
    assert first["Access-Control-Allow-Origin"] == "*"
    for ask_for in (client.get, client.head):
        again = ask_for(SEARCH, {"q": "鞋业"}, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"{SEARCH}?q=鞋业").status_code in (403, 405)


def test_who_asks_too_often_waits(client, shoes, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    answers = [client.get(SEARCH, {"q": "鞋业"}).status_code for _ in range(6)]
    assert answers[:2] == [200, 200] and 429 in answers


def test_programs_write_nothing_and_are_not_counted(client, shoes):
    ask(client, q="鞋业")
    with CaptureQueriesContext(connection) as queries:
        ask(client, q="鞋业")
    assert {one["sql"].lstrip("( ").split()[0] for one in queries} == {"SELECT"}  # a union may begin with a bracket
    TALLY.write()
    assert not QueryDay.objects.exists()
