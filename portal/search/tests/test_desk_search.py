"""What staff find, through Wagtail's own search library, on whatever queryset they ask."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from portal.search.backend.pending import Outdated, write_pending
from portal.search.backend.writing import EntryIndex
from portal.search.documents.pending import AGAIN_AFTER
from portal.search.documents.rounds import run_round
from portal.search.models import PendingEntry, SearchEntry
from portal.search.text import VERSION
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.records.batches import put_all_on_record

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


def test_what_an_import_brings_and_changes_is_found_at_the_desk(staff):
    """Rows that are written by the thousand tell nobody one by one."""
    keeper = staff("keeper")
    put_all_on_record(CompanyFactory.build_batch(2, title="示例少数鞋厂"), keeper)
    assert Company.objects.for_staff("少数鞋").count() == 2
    put_all_on_record([CompanyFactory.build(title=f"示例多数第{number}鞋厂") for number in range(130)], keeper)
    run_round()
    assert Company.objects.for_staff("多数 鞋厂").count() == 130 and not PendingEntry.objects.exists()
    assert [company.title for company in Company.objects.for_staff("多数第77鞋")] == ["示例多数第77鞋厂"]
    changed = list(Company.objects.filter(title__contains="多数"))
    for company in changed:
        company.title = company.title.replace("多数", "改名后")
    put_all_on_record(changed, keeper)
    assert PendingEntry.objects.count() == 130
    run_round()
    assert (Company.objects.for_staff("改名后").count(), Company.objects.for_staff("多数").count()) == (130, 0)


def test_one_entry_that_fails_is_put_off_and_holds_up_no_other(staff, monkeypatch, time_machine):
    put_all_on_record([CompanyFactory.build(title=f"示例第{number}号鞋厂") for number in range(40)], staff("keeper"))
    write = EntryIndex.add_items

    def fail(self, model, objs):
        assert all("第7号" not in obj.title for obj in objs)
        write(self, model, objs)

    with monkeypatch.context() as patch:
        patch.setattr(EntryIndex, "add_items", fail)
        write_pending()
    assert PendingEntry.objects.count() == 1 and Company.objects.for_staff("号鞋厂").count() == 39
    assert write_pending() == 0
    time_machine.move_to(timezone.now() + AGAIN_AFTER, tick=True)
    assert write_pending() == 1 and Company.objects.for_staff("号鞋厂").count() == 40


def test_entries_of_another_version_are_made_anew_by_the_scheduler(articles, monkeypatch):
    monkeypatch.setattr("portal.search.documents.rounds.OUTDATED", asking := Outdated())
    gone = SearchEntry.objects.create(
        content_type=ContentType.objects.get_for_model(ArticlePage), object_id=10**6, version=VERSION - 1
    )
    SearchEntry.objects.filter(title__startswith="外贸").update(version=VERSION - 1)
    assert titles(Page.objects.search("外贸开门红")) == ["外贸开门红"], "staff find what they found, meanwhile"
    run_round()
    assert not SearchEntry.objects.exclude(version=VERSION).exists()
    assert not SearchEntry.objects.filter(pk=gone.pk).exists() and not asking.is_over
    run_round()
    assert asking.is_over


def test_numbers_are_found_in_either_spelling(section):
    ArticlePageFactory(parent=section, title="第十二届示例时尚节")
    assert (
        titles(Page.objects.search("第12届")) == titles(Page.objects.autocomplete("第12届")) == ["第十二届示例时尚节"]
    )
