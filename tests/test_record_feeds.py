"""Records in feeds, site maps, the front page and beside the stories that explain them."""

import datetime
import re

import pytest
from django.utils.html import escape

from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.tests.factories import DepartmentFactory

from .test_growth import queries_of

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
MAKERS = {"policies": PolicyFactory, "companies": CompanyFactory, "events": EventFactory}


@pytest.mark.parametrize("noun", ["policies", "events"])
def test_a_feed_is_narrowed_like_its_list(client, home, noun):
    key, wanted, other = {"policies": ("kind", "pilot", "document"), "events": ("kind", "signing", "fair")}[noun]
    shown, left_out = MAKERS[noun](**{key: wanted}), MAKERS[noun](**{key: other})
    everything = client.get(f"/feeds/{noun}.xml").content.decode()
    narrowed = client.get(f"/feeds/{noun}.xml?{key}={wanted}&after=nonsense&page=x").content.decode()
    assert shown.get_absolute_url() in everything and left_out.get_absolute_url() in everything
    assert shown.get_absolute_url() in narrowed and left_out.get_absolute_url() not in narrowed
    assert f"{noun}/?{key}={wanted}" in narrowed
    assert client.get(f"/feeds/{noun}.xml?{key}=%ff&sort=;drop&q={'x' * 300}").status_code in (200, 400)


def test_a_feed_says_what_a_record_is_worth_now(client, home):
    PolicyFactory(repealed_on="2020-01-01", issuer_text="示例联席会议")
    EventFactory(state="cancelled", venue="示例展厅")
    assert "废止｜示例联席会议" in client.get("/feeds/policies.xml").content.decode()
    feed = client.get("/feeds/events.xml").content.decode()
    assert "取消｜" in feed and "示例展厅" in feed


@pytest.mark.parametrize("noun", ["policies", "events"])
def test_a_feed_grows_no_queries_and_stops_at_thirty(client, home, noun):
    MAKERS[noun].create_batch(2)
    few, _ = queries_of(client, f"/feeds/{noun}.xml")
    MAKERS[noun].create_batch(32)
    many, response = queries_of(client, f"/feeds/{noun}.xml")
    assert len(many) == len(few)
    assert response.content.decode().count("<entry>") == 30


def test_site_maps_hold_every_public_record_and_no_other(client, home):
    for noun, maker in MAKERS.items():
        shown, draft, inner = maker(), maker(live=False), maker(visibility="internal")
        text = client.get(f"/sitemap-{noun}.xml").content.decode()
        assert shown.get_absolute_url() in text
        assert draft.get_absolute_url() not in text and inner.get_absolute_url() not in text
        assert f"sitemap-{noun}.xml" in client.get("/sitemap.xml").content.decode()
        assert f'href="/{noun}/"' in client.get("/sitemap/").content.decode()


def test_the_index_of_site_maps_reads_no_rows(client, home, monkeypatch):
    from portal.home.sitemaps import PublicSitemap

    monkeypatch.setattr(PublicSitemap, "limit", 3)
    CompanyFactory.create_batch(2)
    few, _ = queries_of(client, "/sitemap.xml")
    CompanyFactory.create_batch(8)
    many, response = queries_of(client, "/sitemap.xml")
    assert len(many) == len(few)
    assert all(re.search(r"COUNT\(|MAX\(|wagtailcore_site|wagtailcore_page", sql) for sql in many)
    assert response.content.decode().count("sitemap-companies.xml") == 4
    assert client.get("/sitemap-companies.xml?p=4").content.decode().count("<loc>") == 1


@pytest.fixture
def front(home):
    def _front(*parts):
        home.parts = list(parts)
        home.save()

    return _front


def test_empty_parts_of_the_front_page_vanish(client, front):
    front(("policies", {"title": "示例政策栏", "count": 5}), ("events", {"title": "示例活动栏", "count": 5}))
    page = client.get("/").content.decode()
    assert "示例政策栏" not in page and "示例活动栏" not in page


def test_the_front_page_shows_the_registers(client, front):
    chosen = CompanyFactory.create_batch(3)
    gone = CompanyFactory(live=False, title="示例下线企业")
    EventFactory.create_batch(2)  # the soonest stand above the parts
    dated, past = EventFactory(venue="示例展厅"), EventFactory(starts_at=LONG_AGO, title="示例旧活动")
    policy = PolicyFactory(published_on="2020-01-01", repealed_on="2021-01-01")
    policy.issuers.set([DepartmentFactory(name="示例发文局")])
    policy.save()
    front(
        ("policies", {"title": "最新政策", "count": 5}),
        ("events", {"title": "即将举行", "count": 5}),
        ("companies", {"title": "推荐企业", "companies": [chosen[2], gone, chosen[0]], "count": 6}),
    )
    page = client.get("/").content.decode()
    assert policy.get_absolute_url() in page and "示例发文局" in page and ">废止<" in page
    assert dated.get_absolute_url() in page and "已确定" in page and "示例展厅" in page
    assert past.title not in page and gone.title not in page
    assert page.index(escape(chosen[2].title)) < page.index(escape(chosen[0].title))
    assert chosen[1].get_absolute_url() not in page
    front(("companies", {"title": "推荐企业", "companies": [], "count": 2}))
    assert client.get("/").content.decode().count('class="register-part__card"') == 2


def test_the_front_pages_registers_cost_the_same_for_many(client, front):
    def parts(companies):
        kinds = ("policies", {"title": "政策", "count": 12}), ("events", {"title": "活动", "count": 12})
        front(*kinds, ("companies", {"title": "企业", "companies": companies, "count": 12}))

    def make(number):
        for policy in PolicyFactory.create_batch(number):
            policy.issuers.set(DepartmentFactory.create_batch(2))
            policy.save()
        EventFactory.create_batch(number)
        return CompanyFactory.create_batch(number)

    EventFactory.create_batch(2)  # the soonest stand above the parts
    companies = make(2)
    parts(companies)
    few, _ = queries_of(client, "/")
    parts(companies + make(10))
    many, response = queries_of(client, "/")
    assert len(many) == len(few)
    assert response.content.decode().count('<li class="register-part__card"') == 24


def test_an_article_names_the_policies_that_it_explains(client, section):
    article = ArticlePageFactory(parent=section)
    shown, inner, draft = PolicyFactory(), PolicyFactory(visibility="internal"), PolicyFactory(live=False)
    plain, response = queries_of(client, article.url)
    assert "解读的政策" not in response.content.decode()
    article.interprets.set([shown, inner, draft])
    article.save()
    explaining, response = queries_of(client, article.url)
    page = response.content.decode()
    assert "解读的政策" in page and shown.get_absolute_url() in page
    assert inner.get_absolute_url() not in page and draft.get_absolute_url() not in page
    assert len(explaining) == len(plain)
    back = client.get(shown.get_absolute_url()).content.decode()
    assert "政策解读" in back and article.url in back
