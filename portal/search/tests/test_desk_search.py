"""What staff find, through Wagtail's own search library, on whatever queryset they ask."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(section):
    return [
        ArticlePageFactory(parent=section, title="鹿城区企业招工补贴办法出台", kicker="惠企政策"),
        ArticlePageFactory(parent=section, title="笑果鞋业首日接单", lead="<p>浙江笑果鞋业参加RCEP展会</p>"),
        ArticlePageFactory(parent=section, title="外贸开门红", subtitle="鹿城区一季度出口2716.1亿元", live=False),
    ]


def titles(results):
    return [page.title for page in results]


def test_titles_are_found_by_their_middle(articles):
    assert titles(Page.objects.autocomplete("招工")) == ["鹿城区企业招工补贴办法出台"]
    assert titles(Page.objects.autocomplete("門紅")) == ["外贸开门红"]
    assert titles(Page.objects.autocomplete("企业 出台")) == ["鹿城区企业招工补贴办法出台"]
    assert titles(Page.objects.autocomplete("企业 开门")) == []
    assert titles(ArticlePage.objects.autocomplete("企业 开门", operator="or", order_by="-pk")) == [
        "外贸开门红",
        "鹿城区企业招工补贴办法出台",
    ]


def test_titles_are_found_by_pinyin(articles):
    for typed in ("xiaoguoxieye", "xiaog", "xgxy", "XGXY", "guoxie", "xiao guo"):
        assert titles(Page.objects.autocomplete(typed)) == ["笑果鞋业首日接单"], typed
    assert titles(Page.objects.search("xiaoguo")) == []


def test_other_texts_are_searched_as_words(articles):
    assert titles(Page.objects.search("RCEP")) == ["笑果鞋业首日接单"]
    assert titles(Page.objects.search("2716.1亿")) == ["外贸开门红"]
    assert titles(ArticlePage.objects.search("鹿城区")) == ["鹿城区企业招工补贴办法出台", "外贸开门红"]
    assert titles(Page.objects.live().search("鹿城区")) == ["鹿城区企业招工补贴办法出台"]
    assert titles(Page.objects.search("鹿城区", fields=["title"])) == ["鹿城区企业招工补贴办法出台"]
    assert titles(ArticlePage.objects.search("鹿城区", fields=["subtitle"])) == ["外贸开门红"]


def test_the_callers_queryset_is_kept(articles, django_assert_num_queries):
    results = Page.objects.live().specific().search("鹿城区")
    assert isinstance(results[0], ArticlePage)
    assert results.count() == 1
    assert get_search_backend().search("鹿城", ArticlePage.objects.filter(title__endswith="红")).count() == 1
    assert dict(ArticlePage.objects.search("鹿城").facet("live")) == {True: 1, False: 1}
    with django_assert_num_queries(2):
        found = ArticlePage.objects.search("鹿城")
        assert found.count() == 2
        assert len(found[:1]) == 1
