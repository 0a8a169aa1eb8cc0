"""A small newsroom with everything that a public page can show."""

import pytest
from django.core.cache import cache

from media.tests.factories import PictureFactory
from news.models import Correction
from news.tests.factories import ArticlePageFactory, BylineFactory, ContributorFactory
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory, CompanyPersonFactory
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.models import Topic

REGISTERS = [
    f"/{noun}/{query}" for noun in ("policies", "companies", "events") for query in ("", "?q=示例", "?kind=other")
]


@pytest.fixture(autouse=True)
def empty_cache():
    """Site addresses are kept in the cache; one test's must not be another's."""
    cache.clear()


@pytest.fixture
def writer(db):
    return ContributorFactory(name="示例记者", slug="shili-jizhe")


@pytest.fixture
def publish(section, writer):
    """Return a function that publishes `count` more articles, each with its own cover, by-lines, topic and correction."""
    topic, _ = Topic.objects.get_or_create(name="外贸", defaults={"slug": "waimao"})

    def _publish(count=1):
        articles = []
        for _ in range(count):
            article = ArticlePageFactory(parent=section, cover=PictureFactory(), first_published_at=None)
            BylineFactory(page=article, contributor=writer)
            BylineFactory(page=article, contributor=ContributorFactory(), role="通讯员")
            Correction.objects.create(page=article, corrected_on="2026-01-02", text="示例更正")
            article.topics = [topic]
            article.save()
            article.save_revision().publish()
            articles.append(article)
        return articles

    return _publish


@pytest.fixture
def records(db):
    """A public policy, company and event that hang together, each with rows of its own below it."""
    company = CompanyFactory(title="温州示例鞋业有限公司")
    CompanyAliasFactory(company=company)
    CompanyPersonFactory(company=company)
    policy = PolicyFactory(title="《示例十条意见》")
    PolicyItemFactory(policy=policy)
    event = EventFactory(title="示例鞋类采购节")
    event.policies = [policy]
    event.save()
    EventPartyFactory(event=event, company=company)
    EventFigureFactory(event=event)
    return policy, company, event


@pytest.fixture
def public_urls(publish, section, news_index, home, records):
    """Every kind of public address."""
    from portal.home.models import StandardPage

    standard = home.add_child(instance=StandardPage(title="关于本站", slug="about-this-site"))
    article, *_ = publish(3)
    pages = [page.url for page in (home, news_index, section, article, standard)]
    return [
        *pages,
        *(record.get_absolute_url() for record in records),
        *(f"/mentions/{record._meta.model_name}/{record.slug}/" for record in records),
        *REGISTERS,
        "/contributors/shili-jizhe/",
        "/search/?q=鹿城",
        "/sitemap/",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/feeds/news.xml",
        f"/feeds/news.xml?section={section.slug}",
        "/api/v1/",
        "/api/v1/articles/",
        f"/api/v1/articles/{article.pk}/",
        "/api/v1/sections/",
        "/robots.txt",
        "/healthz",
        "/readyz",
    ]


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def second_keeper(staff):
    return staff("keeper")
