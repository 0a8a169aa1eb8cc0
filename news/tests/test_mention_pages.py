"""What readers are told of the records that stories name: in the story, on the records' pages, on a page of their own."""

import datetime
import re
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, ReferenceIndex

from news.models import ArticlePage, Mention
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

from .factories import ArticlePageFactory
from .mentions import link as linked
from .named import story

MARK = "不得外传"


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def named_part(page):
    found = re.search(r'<section class="named".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]


@pytest.fixture
def four(db):
    policy = PolicyFactory(title="《示例十条意见》", issuer_text="鹿城", effective_from=datetime.date(2020, 1, 1))
    return {
        "policy": policy,
        "policy-item": PolicyItemFactory(policy=policy, title="留岗补贴", amount_text="每人500元"),
        "company": CompanyFactory(title="温州示例鞋业有限公司", kind="company"),
        "event": EventFactory(title="示例鞋类采购节", venue="示例国际鞋博城", state="ended"),
    }


def naming(four):
    first, *others = [linked(record, f"示例{number}号") for number, record in enumerate(four.values())]
    return [f"{first}发布。{others[0]}随后兑现，{others[1]}领到了。", f"{others[2]}如期举行。{first}再次提到。"]


def test_a_story_lists_the_records_that_it_names_by_kind(client, section, four):
    article = story(section, *naming(four))
    page = read(client, article.url)
    part = re.sub(r"</?span>", "", named_part(page))
    assert re.findall(r'class="named__kind">([^<]+)<', part) == ["政策", "惠企事项", "企业和机构", "活动"]
    for record in four.values():
        assert f'href="{record.get_absolute_url()}"' in part
        assert f'<a class="mention" href="{record.get_absolute_url()}" data-mention=' in page
    assert "政策文件 · 鹿城 · 有效" in part and "每人500元 · " in part and "已结束 · 示例国际鞋博城" in part
    ids = set(re.findall(r' id="(s-[^"]+)"', page))
    links = re.findall(r'href="#(s-[^"]+)"', part)
    assert len(links) == 5 and set(links) <= ids
    assert re.search(r'<a href="#s-[^"]+">见 2 句</a>.*<a href="#s-[^"]+">第 2 句</a>', part, re.DOTALL)
    assert len(re.findall(r'<a href="#s-[^"]+">见 1 句</a>', part)) == 3


def test_readers_are_told_what_a_record_has_to_do_in_a_sentence(client, section, four):
    company, policy = four["company"], four["policy"]
    gains, once_more = linked(company, "示例鞋业", "beneficiary"), linked(company, "它", "subject")
    article = story(
        section, f"{gains}到账，{once_more}说好。{linked(company, '它')}再说一句。{linked(policy, '意见')}。"
    )
    page = read(client, article.url)
    assert re.findall(r'data-mention="(\w+)-\d+"(?: data-role="(\w+)")?>', page) == [
        ("company", "受益"),
        ("company", "主语"),
        ("company", ""),
        ("policy", ""),
    ]
    assert re.findall(r'class="named__role">([^<]+)<', named_part(page)) == ["受益、主语"]
    quoted = read(client, company.get_absolute_url())
    assert quoted.count("在这句话里：") == 1 and "在这句话里：受益、主语<" in quoted
    assert "在这句话里：" not in read(client, policy.get_absolute_url())


def test_a_role_that_nobody_knows_is_not_said(client, section, four):
    odd = linked(four["company"], "它", '"><script>')
    assert "data-role=" not in read(client, story(section, f"{odd}来了。").url)


def test_a_draft_at_hand_lists_what_it_names_and_writes_nothing(section, four, staff):
    article = story(section, "示例一句。")
    article.body[0].value.source = f"<p>{linked(four['company'], '示例鞋业')}新加。</p>"
    article.save_revision()
    page = read(staff("editor").client, f"/cms/pages/{article.pk}/view_draft/")
    assert four["company"].title in named_part(page)
    assert not Mention.objects.exists()


def test_a_storys_queries_do_not_grow_with_the_records_that_it_names(client, section):
    def costs(count):
        records = [
            make() for make in (PolicyFactory, PolicyItemFactory, CompanyFactory, EventFactory) for _ in range(count)
        ]
        article = story(section, *(f"{linked(record, '示例')}一句。" for record in records))
        return len(queries_of(client, article.url)), named_part(read(client, article.url)).count("data-card=")

    few, cards = costs(2)
    many, more_cards = costs(12)
    assert (cards, more_cards) == (8, 48)
    assert few == many <= 18


@pytest.mark.parametrize("noun", ["policy", "company", "event"])
def test_a_record_quotes_the_sentences_that_name_it(client, section, four, noun):
    record = four[noun]
    word = linked(record, "它")
    older = story(
        section, f"前一句。{word}旧了，{word}真旧。", published_at=timezone.now() - datetime.timedelta(days=9)
    )
    newer = story(section, f"{word}新了。", title="示例新报道")
    page = read(client, record.get_absolute_url())
    assert page.index(newer.url) < page.index(older.url)
    assert "<mark>它</mark>旧了，<mark>它</mark>真旧。" in page and "前一句" not in page
    for sentence in ("<mark>它</mark>新了。",):
        assert f'href="{newer.url}#s-' in page and sentence in page
    assert f"{newer.published_at:%Y-%m-%d} · {section.title}" in page
    assert "/mentions/" not in page
    for number in range(6):
        story(section, f"{word}第{number}次。")
    page = read(client, record.get_absolute_url())
    assert "全部 8 处" in page and f'href="/mentions/{noun}/{record.slug}/"' in page
    whole = read(client, f"/mentions/{noun}/{record.slug}/")
    assert whole.count('class="quotes__sentence"') == 8 and "共 8 处" in whole
    assert "<h1" in whole and record.get_absolute_url() in whole and 'content="noindex"' not in whole


def test_items_count_with_their_policy(client, section, four):
    story(section, f"{linked(four['policy-item'], '补贴')}到账。")
    page = read(client, four["policy"].get_absolute_url())
    assert "<mark>补贴</mark>到账。" in page and "惠企事项：留岗补贴" in page
    assert "<mark>补贴</mark>到账。" in read(client, f"/mentions/policy/{four['policy'].slug}/")


def test_a_story_that_names_a_record_and_points_to_it_stands_there_once(client, section, four):
    told, pointing = story(section, f"{linked(four['company'], '示例')}一句。"), ArticlePageFactory(parent=section)
    kinds = ContentType.objects.get_for_models(ArticlePage, type(four["company"]))
    for article in (told, pointing):
        ReferenceIndex.objects.get_or_create(
            base_content_type=kinds[ArticlePage], content_type=kinds[ArticlePage], object_id=str(article.pk),
            to_content_type=kinds[type(four["company"])], to_object_id=str(four["company"].pk), model_path="body",
            content_path="body.x", content_path_hash="00000000-0000-0000-0000-000000000000",
        )  # fmt: skip
    page = read(client, four["company"].get_absolute_url())
    assert page.count(f'href="{told.url}"') == 1 and page.count(f'href="{pointing.url}"') == 1


def test_pages_of_mentions_turn_and_cost_the_same(client, section, four):
    company = four["company"]
    url = f"/mentions/company/{company.slug}/"
    empty = read(client, url)
    assert "还没有报道提到它" in empty and 'content="noindex"' in empty
    for number in range(2):
        story(section, f"{linked(company, '示例')}第{number}句。")
    few, page_few = queries_of(client, url), queries_of(client, company.get_absolute_url())
    for number in range(2, 32):
        story(section, f"{linked(company, '示例')}第{number}句，又见{linked(company, '示例')}。")
    assert len(queries_of(client, url)) == len(few)
    assert len(queries_of(client, company.get_absolute_url())) == len(page_few)
    pages = [read(client, url), read(client, f"{url}?page=2")]
    said = [re.findall(r'class="quotes__sentence" href="([^"]+)"', page) for page in pages]
    assert [len(links) for links in said] == [20, 12] and len(set(said[0] + said[1])) == 32
    assert 'content="noindex"' in pages[1] and 'rel="canonical" href="http' in pages[1] and "?page=2" in pages[1]


@pytest.mark.parametrize("url", ["/mentions/company/no-such/", "/mentions/town/x/", "/mentions/policy-item/x/"])
def test_what_is_no_public_record_has_no_page_of_mentions(client, home, url):
    assert client.get(url).status_code == 404


HIDDEN = [{"live": False}, {"visibility": "internal"}, {"expire_at": timezone.now() - datetime.timedelta(days=1)}]


@pytest.mark.parametrize("change", HIDDEN)
def test_records_that_are_not_public_are_not_named_by_a_story(client, section, change):
    policy = PolicyFactory(title=f"{MARK}政策", slug="hidden-policy", **change)
    hidden = [
        policy,
        PolicyItemFactory(policy=policy, title=f"{MARK}事项"),
        CompanyFactory(title=f"{MARK}企业", slug="hidden-company", **change),
        EventFactory(title=f"{MARK}活动", slug="hidden-event", **change),
    ]
    article = story(section, *(f"{linked(record, '公开的词')}一句。" for record in hidden))
    page = read(client, article.url)
    assert "公开的词" in page and MARK not in page and "hidden-" not in page and 'class="mention"' not in page
    for noun in ("policy", "company", "event"):
        assert client.get(f"/mentions/{noun}/hidden-{noun}/").status_code == 404


def test_stories_that_are_not_public_are_quoted_nowhere(client, section, news_index, four):
    from .factories import SectionPageFactory

    words = " ".join(linked(record, "示例") for record in four.values()) + f"{MARK}。"
    private = SectionPageFactory(parent=news_index)
    past = timezone.now() - datetime.timedelta(days=1)
    for fields in ({"live": False}, {"expire_at": past}, {"go_live_at": timezone.now() + datetime.timedelta(days=1)}):
        story(section, words, title=f"{MARK}{fields}", **fields)
    story(private, words, title=f"{MARK}限制")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    assert Mention.objects.count() == 12  # what is no more live has none; the gate holds the others back
    for noun in ("policy", "company", "event"):
        for url in (four[noun].get_absolute_url(), f"/mentions/{noun}/{four[noun].slug}/"):
            assert MARK not in read(client, url), url
        assert "共 0 处" in read(client, f"/mentions/{noun}/{four[noun].slug}/")
