import datetime

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.models import ArticlePage
from programs.records.publication import public_pages

from .factories import ArticlePageFactory, SectionPageFactory

HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "is_public"),
    [
        ({}, True),
        ({"live": False}, False),
        ({"expire_at": timezone.now() - HOUR}, False),
        ({"expire_at": timezone.now() + HOUR}, True),
        ({"go_live_at": timezone.now() + HOUR}, False),
        ({"go_live_at": timezone.now() - HOUR}, True),
    ],
)
def test_gate_asks_live_expiry_and_time(section, client, fields, is_public):
    article = ArticlePageFactory(parent=section, **fields)
    assert ArticlePage.objects.public_now().filter(pk=article.pk).exists() is is_public
    assert client.get(article.url).status_code == (200 if is_public else 404)


def test_article_below_a_private_section_is_not_public(section, client):
    article = ArticlePageFactory(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert not ArticlePage.objects.public_now().exists()
    assert client.get(article.url).status_code == 302


@pytest.mark.parametrize("levels_above", [0, 1, 2, 3])
def test_a_restriction_holds_at_every_level_below_it_and_nowhere_else(section, news_index, levels_above):
    article, beside = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section)
    elsewhere = ArticlePageFactory(parent=SectionPageFactory(parent=news_index))
    place = [article, section, news_index, news_index.get_parent()][levels_above]
    PageViewRestriction.objects.create(page_id=place.pk, restriction_type=PageViewRestriction.PASSWORD, password="x")
    below = [{article.pk}, {article.pk, beside.pk}, {article.pk, beside.pk, elsewhere.pk}][min(levels_above, 2)]
    public = set(ArticlePage.objects.public_now().values_list("pk", flat=True))
    assert public == {article.pk, beside.pk, elsewhere.pk} - below


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the plans of SQLite")
@pytest.mark.parametrize("restrictions", [0, 1])
def test_no_page_is_compared_with_all_pages(section, restrictions):
    """With the figures of ANALYZE at hand, SQLite began with all pages where restrictions were joined to them."""
    articles = ArticlePageFactory.create_batch(12, parent=section)
    for article in articles[:restrictions]:
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for pages in (ArticlePage.objects.public_now().newest_first(), public_pages()):
        outer, *inner = [line for line in pages.explain().splitlines() if " SCAN " in line]
        assert "page" in outer and "wagtailcore_pageviewrestriction" in inner[0] and len(inner) == 1
