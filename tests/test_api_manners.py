"""How the API behaves whatever it is asked: reading only, for everybody, with validators, limits and clear refusals."""

import json
from urllib.parse import quote

import pytest
from django.core.cache import cache

from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.models import Town

from .api_world import at, make_world

NOUNS = ["articles", "sections", "policies", "companies", "events", "pictures"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(news_index):
    return make_world(news_index)


def one_of_each(world):
    return [
        f"/api/v1/articles/{world.article.pk}/", f"/api/v1/sections/{world.section.pk}/",
        f"/api/v1/policies/{world.policy.slug}/", f"/api/v1/companies/{world.company.slug}/",
        f"/api/v1/events/{world.event.slug}/", f"/api/v1/pictures/{world.picture.pk}/",
    ]  # fmt: skip


def every_address(world):
    return [f"/api/v1/{noun}/" for noun in NOUNS] + one_of_each(world)


# --- Reading only, for everybody --------------------


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes(client, admin_client, world, method):
    for who in (client, admin_client):
        for address in [*every_address(world), "/api/v1/", "/api/v1/schema/", "/api/v1/docs/"]:
            response = getattr(who, method)(address, data="{}", content_type="application/json")
            assert response.status_code in (403, 405), address
            assert "只供读取" in response.json()["detail"] or response.status_code == 403


def test_other_sites_may_read(client, world):
    for address in every_address(world):
        response = client.get(address, headers={"Origin": "https://else.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
    assert client.get("/api/v1/no-such/")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/")
    assert "Access-Control-Allow-Origin" not in client.get("/events/calendar.ics")


def test_a_preflight_is_answered(client):
    asked = {"Origin": "https://else.example", "Access-Control-Request-Method": "GET"}
    response = client.options("/api/v1/articles/", headers=asked | {"Access-Control-Request-Headers": "if-none-match"})
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Origin"] == "*"


# --- What may be kept --------------------


@pytest.mark.parametrize("method", ["get", "head"])
def test_nothing_is_sent_twice(client, world, method):
    ask = getattr(client, method)
    for address in [*every_address(world), "/events/calendar.ics", "/api/v1/schema/"]:
        first = client.get(address)
        tag = ask(address)["ETag"] if address.startswith("/api/") else first["ETag"]
        assert tag == first["ETag"], address
        if method == "head" and not address.startswith("/api/"):
            continue
        again = ask(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag), address
        assert again["Access-Control-Allow-Origin" if "/api/" in address else "Cache-Control"]
        assert ask(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_tag_changes_with_what_is_said(client, world):
    """Also when the change is one of a row beside the one that was asked for."""

    def rename(row, name, value):
        setattr(row, name, value)
        row.save()

    changes = [
        (f"/api/v1/policies/{world.policy.slug}/", lambda: rename(world.policy, "contact", "示例电话")),
        (f"/api/v1/policies/{world.policy.slug}/", lambda: rename(world.policy.items.first(), "phone", "12345")),
        (f"/api/v1/policies/{world.policy.slug}/", lambda: rename(world.article, "title", "换了题目的解读")),
        (f"/api/v1/companies/{world.company.slug}/", lambda: rename(world.company.town, "name", "改名街道")),
        (f"/api/v1/events/{world.event.slug}/", lambda: rename(world.policy, "title", "《改名意见》")),
        (f"/api/v1/articles/{world.article.pk}/", lambda: rename(world.picture, "description", "换了说明")),
        ("/api/v1/companies/", lambda: rename(world.company, "short_name", "新简称")),
        ("/api/v1/articles/", lambda: rename(world.section, "title", "新栏目名")),
        ("/api/v1/pictures/", lambda: rename(world.picture, "photographer", "乙")),
    ]
    for number, (address, change) in enumerate(changes):
        before = client.get(address)["ETag"]
        change()
        response = client.get(address, headers={"If-None-Match": before})
        assert (response.status_code, response["ETag"] != before) == (200, True), (number, address)


def test_caches_ask_again(client, world):
    response = client.get(f"/api/v1/policies/{world.policy.slug}/")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"
    assert "Cookie" not in response.get("Vary", "")
    assert "Set-Cookie" not in response
    assert client.get("/api/v1/policies/no-such/")["Cache-Control"] == "no-store"


# --- Refusals --------------------

REFUSED = {
    "articles/?page_size=0": "page_size：",
    "articles/?page_size=101": "page_size：",
    "policies/?page_size=x": "page_size：",
    "policies/?page_size=٣": "page_size：",
    "articles/?after=x": "after：",
    "articles/?after=WzFd": "after：",
    "articles/?after=WyJ4IiwgMV0": "after：",
    "articles/?after=WyIyMDI2LTAxLTAxVDAwOjAwOjAwIiwgMV0": "after：",
    "articles/?before=WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzA4OjAwIiwgIngiXQ": "before：",
    "pictures/?after=Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTldCg": "after：",
    "pictures/?after=W251bGxd": "after：",
    "policies/?after=x": "after：",
    "companies/?before=x": "before：",
    "articles/?published_from=2026-13-01": "published_from：",
    "articles/?published_to=yesterday": "published_to：",
    "articles/?published_to=0001-01-01": "published_to：",
    "companies/?kind=nonsense": "kind：没有“nonsense”",
    "companies/?town=no-such-town": "town：",
    "policies/?sort=nonsense": "sort：",
    "events/?q=" + "x" * 101: "q：",
}


def test_what_is_not_understood_is_said(client, world):
    for path, said in REFUSED.items():
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, list(response.json())) == (400, ["detail"]), path
        assert response.json()["detail"].startswith(said), path


NOTHING = ["articles/?section=no-such", "articles/?topic=no-such", "articles/?author=no-such", "articles/?q=没有这个词",
     "articles/?published_from=2999-01-01", "policies/?year=1999", "events/?q=没有这个词", "companies/?q=%25"]  # fmt: skip


def test_what_nothing_fits_is_an_empty_list(client, world):
    for path in NOTHING:
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, response.json()) == (200, {"next": None, "previous": None, "results": []}), path


@pytest.mark.parametrize(
    "path",
    ["no-such/", "articles/0/", "articles/x/", "articles/99999999999999999/", "articles/999999999999999999999/",
     "policies/no-such/", "policies/%ff/", "companies/a b/", "pictures/0/", "search/no-such/"],
)  # fmt: skip
def test_what_is_not_there_is_said_in_json(client, home, path):
    response = client.get(f"/api/v1/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert response.json() == {"detail": "没有找到：地址有误，或者内容没有公开。"}


def test_a_nul_is_refused_in_json(client):
    response = client.get("/api/v1/articles/?q=%00")
    assert (response.status_code, list(response.json())) == (400, ["detail"])


def test_a_fault_is_said_in_json_and_tells_nothing(client, world, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("programs.policies.models.Policy.validity_on", lambda policy: 1 / 0)
    response = client.get("/api/v1/policies/")
    assert (response.status_code, response.json()) == (500, {"detail": "服务器出错了，请稍后再试。"})


VALUES = ["", "0", "-1", "1e9", "9" * 30, "'", '"', "\\", "%", "_", "%2525", "[]", "{}", "null", "٣", "\u202e", "<b>", "a" * 300,
          "\r\nX: y", "1;--", "W10", "eyJ9", "MTIz"]  # fmt: skip
NAMES = ["q", "section", "topic", "author", "published_from", "published_to", "page_size", "after", "before", "sort",
         "kind", "town", "year", "when", "validity", "format", "month", "sector", "need"]  # fmt: skip


def test_no_value_makes_it_fail(client, world):
    client.raise_request_exception = False
    wrong = []
    for noun in NOUNS:
        for name in NAMES:
            for value in VALUES:
                response = client.get(f"/api/v1/{noun}/?{name}={quote(value, safe='%')}")
                if response.status_code not in (200, 400):
                    wrong.append((response.status_code, noun, name, value))
                json.loads(response.content)
    assert wrong == []


# --- Limits --------------------


def test_who_asks_too_often_waits(client, world, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    settings.PROXY_COUNT = 1
    cache.clear()
    me, other = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    answers = [client.get("/api/v1/policies/", headers=me) for _ in range(5)]
    assert [answer.status_code for answer in answers][:3] == [200, 200, 200]
    refused = answers[4]
    assert refused.status_code in (429, 200)  # 200 only if a minute began meanwhile
    if refused.status_code == 429:
        assert 1 <= int(refused["Retry-After"]) <= 60
        assert refused.json()["detail"].startswith("请求太频繁")
        assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/policies/", headers=other).status_code == 200
    assert client.get("/policies/", headers=me).status_code == 200


def test_one_ipv6_network_is_one_reader(rf, settings):
    from rest_framework.views import APIView

    from portal.api.throttling import AddressThrottle

    settings.API_REQUESTS_A_MINUTE = 1
    cache.clear()

    def ask(address):
        return AddressThrottle().allow_request(rf.get("/api/v1/", REMOTE_ADDR=address), APIView())

    assert [ask("2001:db8::1"), ask("2001:db8::2"), ask("2001:db8:0:1::1")] == [True, False, True]


def test_without_a_cache_nobody_is_held_up(client, home, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    keeps_nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = dict.fromkeys(["default", "limits"], keeps_nothing)
    assert [client.get("/api/v1/policies/").status_code for _ in range(3)] == [200] * 3


# --- Pages --------------------


def walk(client, address, link="next"):
    pages = []
    while address:
        data = client.get(address).json()
        pages.append([row.get("slug") or row["id"] for row in data["results"]])
        address = data[link] and data[link].partition("/api/v1/")[2]
        address = address and f"/api/v1/{address}"
        assert len(pages) < 20
    return pages


def test_pages_of_a_register_meet_without_a_gap(client):
    made = {row.slug for row in PolicyFactory.create_batch(5)} | {PolicyFactory(published_on=None).slug}
    pages = walk(client, "/api/v1/policies/?page_size=2")
    assert [len(page) for page in pages] == [2, 2, 2]
    assert {slug for page in pages for slug in page} == made


def test_pages_of_articles_meet_without_a_gap_and_lead_back(client, section):
    from news.tests.factories import ArticlePageFactory

    same = at(2026, 1, 1)  # as many published in one moment as a page holds, and more
    made = [ArticlePageFactory(parent=section, published_at=same).pk for _ in range(5)]
    pages = walk(client, "/api/v1/articles/?page_size=2&section=" + section.slug)
    assert [pk for page in pages for pk in page] == sorted(made, reverse=True)
    last = client.get("/api/v1/articles/?page_size=2").json()["next"].partition("/api/v1/")[2]
    back = client.get(f"/api/v1/{last}").json()["previous"].partition("/api/v1/")[2]
    first = client.get(f"/api/v1/{back}").json()
    assert [row["id"] for row in first["results"]] == pages[0]
    assert first["previous"] is None and first["next"]
    assert (
        f"section={section.slug}" in client.get(f"/api/v1/articles/?section={section.slug}&page_size=1").json()["next"]
    )


def test_articles_are_filtered(client, world, publish):
    published = publish(2)

    def found(query):
        return {row["id"] for row in client.get(f"/api/v1/articles/?{query}").json()["results"]}

    new, old = {article.pk for article in published}, {world.article.pk, world.naming.pk, world.linked.pk}
    assert found("topic=waimao") == new
    assert found("author=shili-jizhe") == new
    assert found(f"section={world.section.slug}") == old
    assert found("published_to=2026-02-01") == old
    assert found("published_from=2026-02-01&published_to=2026-02-01") == {world.article.pk}
    assert found("q=示例解读") == {world.article.pk}


def test_registers_are_filtered_as_their_pages_are(client, world):
    CompanyFactory(title="另一家", slug="another", town=Town.objects.create(name="另一街道", slug="other-town"))
    EventFactory(slug="coming", kind="job_fair")

    def found(address):
        return [row["slug"] for row in client.get(f"/api/v1/{address}").json()["results"]]

    assert found("companies/?town=other-town") == ["another"]
    assert set(found("companies/?town=other-town&town=" + world.company.town.slug)) == {"another", world.company.slug}
    assert found("events/?kind=job_fair") == ["coming"]
    assert found("policies/?q=旧意见") == ["jiu-yijian"]
