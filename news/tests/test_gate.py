import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.models import ArticlePage

from .factories import ArticlePageFactory

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
