"""`/api/v1/mentions/`: who is named where, for programs. What is hidden on either side is not told."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.mentions.api import MentionAPIViewSet, narrowed
from news.mentions.deriving import rebuild
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from news.tests.mentions import link
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory


def tell(section, *links, **fields):
    said = "".join(f"{one}来了。" for one in links)
    article = ArticlePageFactory(parent=section, lead="", body=[("paragraph", f"<p>{said}</p>")], **fields)
    rebuild(article)
    return article


def asked(client, query=""):
    response = client.get(f"/api/v1/mentions/{query}")
    assert response.status_code == 200, response.content.decode()
    return response.json()


def words(client, query=""):
    return [row["words"] for row in asked(client, query)["results"]]


@pytest.fixture
def world(section):
    company, policy, event = CompanyFactory(slug="xieye"), PolicyFactory(slug="yijian"), EventFactory(slug="huichang")
    item = PolicyItemFactory(policy=policy)
    links = [
        link(company, "企业", "beneficiary"),
        link(policy, "政策", "issuer"),
        link(item, "事项"),
        link(event, "活动"),
    ]
    old = tell(section, *links, published_at=timezone.make_aware(datetime.datetime(2026, 1, 1, 8)))
    new = tell(section, link(company, "新企业"), published_at=timezone.make_aware(datetime.datetime(2026, 1, 31)))
    return {"item": item.pk, "old": old.pk, "new": new.pk}


ALL = ["新企业", "企业", "政策", "事项", "活动"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("?company=xieye", ["新企业", "企业"]),
        ("?policy=yijian", ["政策", "事项"]),
        ("?policy_item={item}", ["事项"]),
        ("?event=huichang", ["活动"]),
        ("?article={old}", ALL[1:]),
        ("?role=issuer", ["政策"]),
        ("?company=xieye&role=beneficiary", ["企业"]),
        ("?since=2026-01-31", ["新企业"]),
        ("?since=2026-02-01", []),
        ("?company=nobody", []),
        ("?policy_item=999999999", []),
        ("?article=999999999", []),
    ],
)
def test_filters(client, world, query, found):
    assert words(client, query.format(**world)) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?role=emperor", "role：没有“emperor”这个取值。"),
        ("?since=yesterday", "since：请写成 2026-01-31 这样的日期。"),
        ("?article=abc", "article：请填编号，是一个整数。"),
        ("?policy_item=９", "policy_item：请填编号，是一个整数。"),
        ("?company=a&event=b", "event：不能与 company 同时使用。"),
        ("?after=broken", "after：无法识别"),
    ],
)
def test_what_nobody_understands_is_said(client, world, query, said):
    response = client.get(f"/api/v1/mentions/{query}")
    assert response.status_code == 400 and said in response.json()["detail"]


def test_pages_hold_every_mention_once_in_both_directions(client, world):
    page, seen = asked(client, "?page_size=2"), []
    while True:
        seen += [row["words"] for row in page["results"]]
        if not page["next"]:
            break
        page = client.get(page["next"]).json()
    assert seen == ALL
    assert [row["words"] for row in client.get(page["previous"]).json()["results"]] == ALL[2:4]


def test_nothing_hidden_is_told(client, section, news_index):
    company, internal = CompanyFactory(), CompanyFactory(visibility="internal")
    private = SectionPageFactory(parent=news_index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    past = timezone.now() - datetime.timedelta(minutes=1)
    tell(section, link(internal, "内部单位"), link(PolicyFactory(live=False), "草稿政策"))
    tell(section, link(PolicyItemFactory(policy=PolicyFactory(expire_at=past)), "到期政策的事项"))
    tell(private, link(company, "私密报道"))
    tell(section, link(company, "到期报道"), expire_at=past)
    public = tell(section, link(company, "公开的"), link(internal, "内部单位"))
    assert words(client) == ["公开的"]
    assert words(client, f"?company={internal.slug}") == []
    detail = client.get(f"/api/v1/articles/{public.pk}/").json()
    assert [row["words"] for row in detail["mentions"]] == ["公开的"]
    assert client.get(f"/api/v1/companies/{company.slug}/").json()["mentions"]["count"] == 1


def test_a_record_tells_how_many_and_where(client, world):
    for noun, slug, count in (("companies", "xieye", 2), ("policies", "yijian", 2), ("events", "huichang", 1)):
        mentions = client.get(f"/api/v1/{noun}/{slug}/").json()["mentions"]
        assert mentions["count"] == count == len(mentions["newest"])
        listed = client.get(mentions["url"]).json()["results"]
        shown = ("sentence", "words", "url", "article")
        assert mentions["newest"] == [{name: row[name] for name in shown} for row in listed]
    item = client.get("/api/v1/policies/yijian/").json()["items"][0]
    assert words(client, f"?policy_item={item['id']}") == ["事项"]


def test_a_record_tells_its_five_newest_sentences(client, section):
    company = CompanyFactory(slug="xieye")
    for day in (3, 1, 2):
        links = [link(company, f"{day}日之{number}") for number in (1, 2)]
        tell(section, *links, published_at=timezone.make_aware(datetime.datetime(2026, 1, day)))
    mentions = client.get("/api/v1/companies/xieye/").json()["mentions"]
    assert mentions["count"] == 6
    said = [row["words"] for row in mentions["newest"]]
    assert said == ["3日之1", "3日之2", "2日之1", "2日之2", "1日之1"]


def test_an_article_tells_at_most_a_hundred(client, section):
    company = CompanyFactory()
    article = tell(section, *[link(company, f"第{number}次") for number in range(120)])
    assert len(client.get(f"/api/v1/articles/{article.pk}/").json()["mentions"]) == 100


def test_asked_again_it_says_that_nothing_changed(client, world):
    response = client.get("/api/v1/mentions/")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/mentions/", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post("/api/v1/mentions/").status_code == 405
    assert client.get("/api/v1/mentions/1/").status_code == 404


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite says how it reads")
@pytest.mark.parametrize("asked", ["", "role=subject", "since=2026-01-01"])
def test_a_page_of_the_list_is_read_by_its_index_and_not_sorted(asked):
    mentions = narrowed(QueryDict(asked)).with_articles().order_by(*MentionAPIViewSet.ordering)[:21]
    plan = mentions.explain()
    assert "USING INDEX mention_newest_first" in plan and "TEMP B-TREE" not in plan
