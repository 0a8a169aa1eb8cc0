"""A page asks the database as often for twelve rows as for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

URLS = {
    "home page": lambda section: "/",
    "all news": lambda section: "/news/",
    "section": lambda section: section.url,
    "contributor": lambda section: "/contributors/shili-jizhe/",
    "search": lambda section: "/search/?q=通关",
    "site map for people": lambda section: "/sitemap/",
    "site map for machines": lambda section: "/sitemap-pages.xml",
    "feed": lambda section: "/feeds/news.xml",
    "feed of a section": lambda section: f"/feeds/news.xml?section={section.slug}",
    "API articles": lambda section: "/api/v1/articles/",
    "API sections": lambda section: "/api/v1/sections/",
}
LISTS_ARTICLES = {"site map for machines", "feed", "feed of a section", "API articles"}


def queries_of(client, url):
    assert client.get(url).status_code == 200  # draws missing pictures, remembers site and content types
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return [query["sql"] for query in queries], response


@pytest.mark.parametrize("name", URLS)
def test_queries_do_not_grow_with_rows(client, publish, section, name):
    url = URLS[name](section)
    publish(2)
    few, _ = queries_of(client, url)
    articles = publish(10)
    many, response = queries_of(client, url)
    assert len(many) == len(few), "\n".join(query[:150] for query in many)
    if name in LISTS_ARTICLES:
        assert response.content.decode().count(f"/{section.slug}/{articles[0].slug}/") >= 1
    elif response.context and "articles" in response.context:
        assert len(response.context["articles"]) == 12


def test_queries_of_the_site_maps_do_not_grow_with_sections(client, news_index):
    from news.tests.factories import SectionPageFactory

    for url in ("/sitemap/", "/api/v1/sections/", "/"):
        SectionPageFactory.create_batch(2, parent=news_index)
        few, _ = queries_of(client, url)
        SectionPageFactory.create_batch(10, parent=news_index)
        many, _ = queries_of(client, url)
        assert len(many) == len(few), url


def test_an_articles_own_queries_do_not_grow_with_its_neighbours(client, publish):
    article, *_ = publish(3)
    few, _ = queries_of(client, article.url)
    publish(10)
    many, _ = queries_of(client, article.url)
    assert len(many) == len(few)
    assert len(many) <= 12, "\n".join(query[:150] for query in many)
