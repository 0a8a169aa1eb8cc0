"""After each act the documents say what the public may read, without anybody asking for it."""

import datetime

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from media.models import Attachment
from media.tests.factories import AttachmentFactory
from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory, BylineFactory, ContributorFactory, SectionPageFactory
from portal.scheduler import run_due
from portal.search.documents import keeping
from portal.search.models import PendingDocument, SearchDocument
from programs.companies.merging import merge_companies
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory, CompanyListFactory
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.policies.models import PolicyItem
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.records.batches import put_all_on_record
from programs.taxonomy.merging import merge_terms
from programs.taxonomy.tests.factories import (
    AudienceFactory,
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

from .index import catch_up, index_all

pytestmark = pytest.mark.django_db


def document_of(thing):
    return SearchDocument.objects.of(type(thing), [thing.pk]).first()


def stored(thing):
    return type(thing).objects.get(pk=thing.pk)


def is_asked_for(thing):
    content_type = ContentType.objects.get_for_model(type(thing))
    return PendingDocument.objects.filter(
        content_type=content_type, object_id=thing.pk, due_at__lte=timezone.now()
    ).exists()


def is_found(thing):
    return SearchDocument.objects.public_now().of(type(thing), [thing.pk]).exists()


def says(thing, words):
    document = document_of(thing)
    return words in "\n".join([document.names, document.summary, document.body])


@pytest.fixture
def article(section):
    article = ArticlePageFactory(parent=section)
    index_all()
    return article


# --- At once, in the same transaction --------------------


def test_an_article_is_found_when_it_is_published_and_lost_when_it_is_taken_down(section):
    article = ArticlePageFactory(parent=section, live=False)
    assert not document_of(article)
    article.save_revision().publish()
    assert says(article, article.title)
    article.title = "改过的示例标题"
    revision = article.save_revision()
    assert not says(article, "改过的示例标题"), "a draft changes nothing"
    revision.publish()
    assert document_of(article).title == "改过的示例标题"
    stored(article).unpublish()
    assert not document_of(article)


@pytest.mark.parametrize("factory", [CompanyFactory, PolicyFactory, EventFactory])
def test_a_record_follows_every_act_of_the_desk(factory):
    record = factory(live=False)
    record.save_revision().publish()
    assert says(record, record.title)
    record = stored(record)
    record.summary = "改过的示例摘要"
    record.put_on_record(None)
    assert document_of(record).summary == "改过的示例摘要"
    record.visibility = "internal"
    record.put_on_record(None)
    assert not document_of(record)
    record.visibility = "public"
    record.put_on_record(None)
    assert document_of(record)
    record.unpublish()
    assert not document_of(record)


def test_items_follow_their_policy():
    policy = PolicyFactory(live=False)
    kept, dropped = PolicyItem(title="留下的示例事项"), PolicyItem(title="去掉的示例事项")
    policy.items = [kept, dropped]
    policy.save_revision().publish()
    kept, dropped = PolicyItem.objects.order_by("pk")
    assert document_of(kept) and document_of(dropped)
    policy = stored(policy)
    policy.items = [item for item in policy.items.all() if item.pk == kept.pk]
    policy.save_revision().publish()
    assert document_of(kept) and not SearchDocument.objects.of(PolicyItem, [dropped.pk]).exists()
    policy.unpublish()
    assert not document_of(kept)


def test_what_is_deleted_is_gone(article):
    company, policy, event = CompanyFactory(), PolicyFactory(), EventFactory()
    PolicyItemFactory(policy=policy)
    index_all()
    for thing in (company, policy, event, article):
        thing.delete()
    assert set(SearchDocument.objects.values_list("kind", flat=True)) == {"page"}


def test_a_deleted_section_takes_its_articles_along(section):
    ArticlePageFactory.create_batch(3, parent=section)
    index_all()
    Page.objects.child_of(section).update(live=False)  # a section with public stories is not deleted
    Page.objects.get(pk=section.pk).delete()
    assert not SearchDocument.objects.filter(kind="article").exists()


def test_a_section_that_moves_takes_its_articles_along(section, news_index, article):
    target = SectionPageFactory(parent=news_index)
    article.move(target, pos="last-child")
    assert document_of(article).url == ArticlePage.objects.get(pk=article.pk).url
    assert document_of(article).topics == [f"section:{target.pk}"] and says(article, f"栏目：{target.title}")


def test_a_renamed_section_renames_in_its_articles(section, article, django_capture_on_commit_callbacks):
    section.title, section.slug = "改名的示例栏目", "gaiming-lanmu"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    assert says(article, "栏目：改名的示例栏目")
    assert document_of(article).url == f"/news/gaiming-lanmu/{article.slug}/"


def test_a_restriction_above_hides_at_once_and_shows_again(section, article, news_index):
    above = PageViewRestriction.objects.create(page=news_index, restriction_type="login")
    assert not is_found(article) and not is_found(section)
    above.delete()
    assert is_found(article) and is_found(section)


def test_what_moves_below_a_private_page_is_hidden(section, article, news_index):
    private = SectionPageFactory(parent=news_index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    article.move(private, pos="last-child")
    assert not is_found(article)


def test_more_articles_than_one_act_waits_for_are_hidden_at_once_all_the_same(section, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    articles = ArticlePageFactory.create_batch(4, parent=section)
    index_all()
    above = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert not any(is_found(article) for article in articles)
    catch_up()
    assert not any(document_of(article) for article in articles)
    above.delete()
    catch_up()
    assert all(is_found(article) for article in articles)


def test_merged_companies_leave_one_document_with_both_names(django_user_model):
    lost, kept = CompanyFactory(title="温州旧名鞋业有限公司"), CompanyFactory(title="温州新名鞋业有限公司")
    event = EventFactory()
    EventPartyFactory(event=event, company=lost, name="")
    index_all()
    merge_companies(lost, kept, None)
    assert not SearchDocument.objects.of(Company, [lost.pk]).exists()
    assert "温州旧名鞋业有限公司" in document_of(kept).all_names
    assert says(event, "温州新名鞋业有限公司") and not says(event, "温州旧名鞋业有限公司")


def test_merged_words_are_read_as_one():
    lost, kept = TownFactory(name="旧街道"), TownFactory(name="新街道")
    company = CompanyFactory(town=lost)
    item = PolicyItemFactory()
    item.towns.set([lost])
    item.save()
    index_all()
    merge_terms(lost, kept, None)
    assert says(company, "街镇：新街道") and document_of(company).towns == [kept.pk]
    assert says(item, "街镇：新街道") and document_of(item).towns == [kept.pk]
    assert document_of(item.policy).towns == [kept.pk]


# --- What is named in other things' documents --------------------


def named_things(section):
    """{what is renamed: the thing whose document names it}."""
    company, policy, event = CompanyFactory(), PolicyFactory(), EventFactory()
    item, article = PolicyItemFactory(), ArticlePageFactory(parent=section)
    sector, town, tag, on_list = SectorFactory(), TownFactory(), CompanyTagFactory(), CompanyListFactory()
    company.sector, company.town = sector, town
    company.tags.set([tag])
    company.memberships.create(list=on_list)
    issuer, topic, need, audience, host = (
        DepartmentFactory(), TopicFactory(), NeedFactory(), AudienceFactory(), DepartmentFactory(),
    )  # fmt: skip
    policy.topic = topic
    policy.issuers.set([issuer])
    item.needs.set([need])
    item.audiences.set([audience])
    EventPartyFactory(event=event, department=host, name="")
    for thing in (company, policy, item):
        thing.save()
    byline = BylineFactory(page=article, contributor=ContributorFactory())
    topic_of_news = TopicFactory()
    article.topics = [topic_of_news]
    article.save()
    return {
        sector: company, town: company, tag: company, on_list: company, issuer: policy, topic: policy, need: item,
        audience: item, host: event, byline.contributor: article, topic_of_news: article,
    }  # fmt: skip


def test_a_renamed_word_is_read_wherever_it_is_named(section):
    named = named_things(section)
    index_all()
    for number, (word, thing) in enumerate(named.items()):
        assert says(thing, word.name), word
        word.name = f"改名{number}"
        word.save()
        assert says(thing, word.name), word


def test_a_word_saved_without_a_new_name_costs_nothing(section):
    named = named_things(section)
    index_all()
    before = dict(SearchDocument.objects.values_list("pk", "updated_at"))
    for word in named:
        word.description = word.biography = "别的说明"
        word.save()
    assert dict(SearchDocument.objects.values_list("pk", "updated_at")) == before
    assert not PendingDocument.objects.exists()


def test_a_list_that_is_no_longer_public_is_named_no_more():
    company, on_list = CompanyFactory(), CompanyListFactory(name="示例白名单")
    company.memberships.create(list=on_list)
    company.save()
    index_all()
    on_list.is_public = False
    on_list.save()
    assert not says(company, "示例白名单")


def test_a_company_that_is_hidden_is_named_by_no_event():
    company, event = CompanyFactory(title="温州到场鞋业有限公司"), EventFactory()
    EventPartyFactory(event=event, company=company, name="到场鞋业")
    index_all()
    assert says(event, "到场鞋业")
    company.visibility = "internal"
    company.put_on_record(None)
    assert not says(event, "到场鞋业")
    company.visibility = "public"
    company.put_on_record(None)
    assert says(event, "到场鞋业")


def test_a_policy_holds_again_when_what_replaced_it_is_taken_down():
    older, newer = PolicyFactory(), PolicyFactory(live=False)
    item = PolicyItemFactory(policy=older)
    index_all()
    newer.supersedes.set([older])
    newer.save_revision().publish()
    assert document_of(older).validity == document_of(item).validity == "repealed"
    stored(newer).unpublish()
    assert document_of(older).validity == document_of(item).validity == "valid"


def test_a_policy_holds_again_when_it_is_no_longer_said_to_be_replaced(django_capture_on_commit_callbacks):
    older, newer = PolicyFactory(), PolicyFactory()
    newer.supersedes.set([older])
    newer.save()
    index_all()
    newer = stored(newer)
    newer.supersedes.set([])
    with django_capture_on_commit_callbacks(execute=True):
        newer.put_on_record(None)
    assert document_of(older).validity == "valid"
    assert not is_asked_for(older) and not is_asked_for(newer)


# --- Files --------------------


def test_a_file_is_found_as_long_as_something_public_shows_it():
    policy, shown = PolicyFactory(), AttachmentFactory(title="示例申报表")
    assert not document_of(shown)
    policy.attachments.create(attachment=shown, title="申报表（2026版）")
    policy.put_on_record(None)
    assert "申报表（2026版）" in document_of(shown).all_names and says(shown, f"见：{policy.title}")
    policy = stored(policy)
    policy.attachments = []
    policy.put_on_record(None)
    catch_up()
    assert not document_of(shown)


def test_a_file_goes_with_the_last_thing_that_shows_it(section):
    shown = AttachmentFactory(title="示例数据表")
    body = [("attachment", {"attachment": shown, "title": ""})]
    articles = [ArticlePageFactory(parent=section, live=False, body=body) for _ in range(2)]
    for article in articles:
        article.save_revision().publish()
    assert document_of(shown).summary.count("见：") == 2
    stored(articles[0]).unpublish()
    assert document_of(shown).summary.count("见：") == 1
    stored(articles[1]).unpublish()
    assert not document_of(shown)


def test_a_private_collection_hides_its_files():
    policy, shown = PolicyFactory(), AttachmentFactory()
    policy.attachments.create(attachment=shown)
    policy.put_on_record(None)
    private = Collection.get_first_root_node().add_child(name="内部资料")
    restriction = CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    shown.collection = private
    shown.save()
    assert not document_of(shown)
    restriction.delete()
    assert is_found(shown)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert not is_found(shown)
    Attachment.objects.get(pk=shown.pk)  # the file itself is still there


# --- The clock --------------------


def test_what_expires_is_not_found_from_its_minute_on_and_gone_after_the_next_round(section):
    soon = timezone.now() + datetime.timedelta(minutes=5)
    article = ArticlePageFactory(parent=section, expire_at=soon)
    index_all()
    assert is_found(article)
    with time_machine.travel(soon + datetime.timedelta(seconds=1)):
        assert not is_found(article)
        run_due()
        assert not document_of(article)


def test_what_is_due_later_appears_at_its_hour(section):
    later = timezone.now() + datetime.timedelta(hours=1)
    article = ArticlePageFactory(parent=section, go_live_at=later)
    company = CompanyFactory(go_live_at=later)
    index_all()
    assert not document_of(article) and not document_of(company)
    with time_machine.travel(later + datetime.timedelta(seconds=1)):
        catch_up()
        assert is_found(article) and is_found(company)


def test_dates_that_pass_are_noticed():
    policy = PolicyFactory(effective_to=timezone.localdate() + datetime.timedelta(days=3))
    item = PolicyItemFactory(policy=policy, closes_on=timezone.localdate() + datetime.timedelta(days=1))
    event = EventFactory(starts_at=timezone.now() + datetime.timedelta(days=1), ends_at=None)
    index_all()
    said = []
    for days in (0, 2, 5):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days, minutes=1), tick=True):
            catch_up()
            said.append([document_of(thing).validity for thing in (policy, item, event)])
    assert said == [["valid", "valid", "upcoming"], ["valid", "ended", "ended"], ["expired", "expired", "ended"]]


# --- Writers that tell no signals --------------------


def test_an_import_asks_for_its_documents_in_its_own_transaction(monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    companies = [CompanyFactory.build(title=f"温州导入{number}鞋业有限公司") for number in range(4)]
    put_all_on_record(companies, None)
    assert not SearchDocument.objects.filter(kind="company").exists()
    assert PendingDocument.objects.count() == 4
    outcome = catch_up()
    assert outcome.written == 4 and not PendingDocument.objects.exists()
    companies = list(Company.objects.all())
    for company in companies:
        company.summary = "导入改过的摘要"
    put_all_on_record(companies, None)
    catch_up()
    assert set(SearchDocument.objects.filter(kind="company").values_list("summary", flat=True)) == {"导入改过的摘要"}


def test_a_small_import_is_found_at_once():
    put_all_on_record([CompanyFactory.build()], None)
    assert SearchDocument.objects.filter(kind="company").count() == 1


def test_a_plain_save_is_followed_when_its_transaction_is_over(section, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = ArticlePageFactory(parent=section)
        company, event = CompanyFactory(), EventFactory()
        CompanyAliasFactory(company=company, name="后来的别名")
    assert document_of(article) and document_of(event) and "后来的别名" in document_of(company).all_names
    assert not any(is_asked_for(thing) for thing in (article, company, event))


def test_a_plain_save_survives_a_crash_before_its_document_is_made(section):
    article = ArticlePageFactory(parent=section)  # whose transaction never ends here
    assert not document_of(article)
    catch_up()
    assert document_of(article)


def test_a_draft_asks_for_nothing(section):
    article = ArticlePageFactory(parent=section, live=False)
    PendingDocument.objects.all().delete()
    article.save_revision()
    assert not PendingDocument.objects.exists()


# --- When the index fails --------------------


@pytest.fixture
def broken_builder(monkeypatch):
    from portal.search.documents.pages import ArticleBuilder

    def fail(self, article):
        raise RuntimeError("示例故障")

    with monkeypatch.context() as patch:
        patch.setattr(ArticleBuilder, "built", fail)
        yield patch.undo


def test_an_editor_publishes_although_the_index_fails(section, broken_builder):
    article = ArticlePageFactory(parent=section, live=False)
    article.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).live and not document_of(article)
    broken_builder()
    catch_up()
    assert document_of(article)


def test_one_thing_that_cannot_be_made_does_not_hold_up_the_others(section, broken_builder):
    article, company = ArticlePageFactory(parent=section), CompanyFactory()
    catch_up()
    assert document_of(company) and not document_of(article)
    assert [row.object_id for row in PendingDocument.objects.all()] == [article.pk]
    assert PendingDocument.objects.get().due_at > timezone.now()


def test_whoever_publishes_hundreds_in_a_row_does_not_wait_for_each(monkeypatch):
    monkeypatch.setattr(keeping, "IN_A_ROW", 3)
    monkeypatch.setattr(keeping._recent, "since", -1e9, raising=False)
    for _ in range(6):
        CompanyFactory(live=False).save_revision().publish()
    assert SearchDocument.objects.filter(kind="company").count() == 3
    catch_up()
    assert SearchDocument.objects.filter(kind="company").count() == 6
