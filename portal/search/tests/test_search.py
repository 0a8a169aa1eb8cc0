"""The page of results, from the question to what a reader sees. How results are ranked is tested with `finding`."""

import datetime
import re
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from news.tests.factories import ArticlePageFactory
from portal.home.models import StandardPage
from portal.search.finding.finder import find
from portal.search.finding.findings import Correction, PageLink, Popular, Promoted
from portal.search.finding.ways import NOTE
from portal.search.models import Promotion, QueryDay, ResultPositionDay, Synonym
from portal.search.statistics.tally import TALLY
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.models import PolicyItem
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import SectorFactory, TopicFactory, TownFactory

from .index import index_all
from .shoes import make_shoes

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"}
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def nothing_counted():
    TALLY.forget()
    cache.clear()
    yield
    TALLY.forget()


@pytest.fixture
def shoes(section):
    return make_shoes(section)


def page(client, query, **more):
    response = client.get("/search/", {"q": query} | more, headers=READER)
    assert response.status_code == 200
    return response.content.decode()


def texts(html):
    """What stands in the page, without markup and with one space for many."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


# --- What is found --------------------


def test_everything_public_is_found_in_one_list(client, shoes):
    html = page(client, "鞋")
    for kind in ("新闻", "政策", "惠企事项", "企业", "活动"):
        assert f'class="hit__kind">{kind}<' in html
    assert "共 <strong>5</strong> 条结果" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "“鞋”的搜索结果" in html


def test_a_result_says_what_where_and_when_with_marks(client, shoes):
    html = page(client, "订单")
    hit = re.search(r'<article class="hit">.*?</article>', html, re.DOTALL)[0]
    assert "采购节之后，鞋企<mark>订单</mark>排到三月" in hit
    assert "笑果鞋业的<mark>订单</mark>排到了明年三月。" in hit
    assert 'data-position="1"' in hit
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', hit)
    assert shoes.title not in hit


def test_marks_reach_over_quotation_marks(client, shoes):
    assert "鹿城区《关于促进<mark>鞋业出口</mark>》" in page(client, "鞋业出口")
    assert "<mark>鹿城区</mark>《关于" in page(client, "鹿城區")


def test_nothing_of_a_text_becomes_markup(client, shoes):
    html = page(client, "alert")
    assert "<script>alert" not in html
    assert escape("<script>") in html


@pytest.mark.parametrize("hide", [{"live": False}, {"expire_at": "2020-01-01T00:00:00Z"}])
def test_what_is_hidden_since_is_not_shown(client, shoes, hide):
    type(shoes).objects.filter(pk=shoes.pk).update(**hide)
    assert shoes.title not in page(client, "笑果")


def test_an_exactly_named_record_stands_on_a_card(client, shoes):
    html = page(client, "浙江笑果鞋业有限公司")
    card = re.search(r'<section class="record-card".*?</section>', html, re.DOTALL)[0]
    assert "相符的企业" in card and "制鞋业" in card and shoes.get_absolute_url() in card


def test_what_the_card_shows_is_in_no_second_row(client, shoes):
    html = page(client, "笑果")
    assert 'class="record-card" aria-labelledby="record-card" data-position="1"' in html
    assert html.count(f'href="{shoes.get_absolute_url()}"') == 1
    assert 'data-position="2"' in html and '<ol class="hits__list" start="2">' in html


def test_a_card_may_stand_alone(client, db):
    event = EventFactory(title="示例独此一家的活动")
    index_all()
    html = page(client, "示例独此一家的活动")
    assert "共 <strong>1</strong> 条结果" in html and html.count(f'href="{event.get_absolute_url()}"') == 1
    assert "hits__list" not in html and "没有找到" not in html


def test_an_item_has_a_card_that_names_its_policy(client, shoes):
    PolicyItem.objects.update(amount_text="每人1000元", closes_on=timezone.localdate())
    html = page(client, "鞋业参展补助")
    card = re.search(r'<section class="record-card".*?</section>', html, re.DOTALL)[0]
    today = timezone.localdate()
    assert "鞋业参展补助" in card and "鹿城区《关于促进鞋业出口》的若干意见" in card
    assert f"每人1000元 · {today.month}月{today.day}日截止" in card


def test_an_item_s_row_says_what_may_be_had_and_until_when(client, shoes):
    policy = PolicyFactory(title="示例用工补助办法")
    today, year = timezone.localdate(), timezone.localdate().year
    far = datetime.date(year + 1, 1, 5)
    for title, fields in {
        "招工补助甲": {"amount_text": "每人1000元", "gives": "给招工的企业发钱。", "closes_on": today},
        "招工补助乙": {"amount_ceiling": 500_000, "closes_on": far},
        "招工补助丙": {"amount_text": "每月300元", "opens_on": far},
        "招工补助丁": {"gives": "给招工的企业指路。"},
    }.items():
        PolicyItemFactory(policy=policy, title=title, **fields)
    index_all()
    html = page(client, "招工补助")
    said = texts(html)
    assert f"每人1000元 · {today.month}月{today.day}日截止" in said
    assert f"最高50万元 · {year + 1}年1月5日截止" in said
    assert f"每月300元 · {year + 1}年1月5日起受理" in said
    hits = re.findall(r'<article class="hit">.*?</article>', html, re.DOTALL)
    (first,) = [hit for hit in hits if "每人1000元" in hit and ">惠企事项<" in hit]
    assert "出自" not in said and first.count("每人1000元") == 1 and "的企业发钱" in texts(first)


@pytest.mark.parametrize(
    "asked", ["12345", "怎么投诉", "投诉电话", "我要举报", "意见建议", "联系方式", "怎么联系政府", "网站纠错"]
)
def test_whoever_asks_how_to_reach_us_is_led_to_the_contact_page(client, home, asked):
    home.add_child(instance=StandardPage(title="联系我们", slug="contact"))
    index_all()
    html = page(client, asked)
    assert html.count('href="/contact/"') == 1 and NOTE in html
    assert "没有找到" not in html and ("没有其他结果。" in html) == (
        asked != "怎么联系政府"
    )  # which finds the page itself


@pytest.mark.parametrize("asked", ["投诉处理办法", "电话", "若干意见", "政务服务", "鞋"])
def test_other_questions_are_not_led_there(client, home, asked):
    home.add_child(instance=StandardPage(title="联系我们", slug="contact"))
    assert NOTE not in page(client, asked)


def test_promoted_results_are_said_to_be_so(client, shoes):
    Promotion.objects.create(queries="鞋子", url="/news/", title="看<b>鞋</b>城", note="编辑写的一句话")
    html = page(client, "鞋子")
    assert "编辑推荐" in html and "编辑写的一句话" in html
    assert escape("看<b>鞋</b>城") in html


def test_results_are_narrowed_sorted_and_widened_again(client, shoes):
    html = page(client, "鞋", kind="company", sort="date")
    assert "共 <strong>1</strong> 条结果" in html
    assert re.search(r'<span class="visually-hidden">去掉</span>类型：企业', html)
    chip = re.search(r'<ul class="found__chips".*?href="([^"]+)"', html, re.DOTALL)[1].replace("&amp;", "&")
    assert dict(QueryDict(chip.partition("?")[2]).items()) == {"q": "鞋", "sort": "date"}
    assert '<input type="hidden" name="kind" value="company">' in html
    nothing = page(client, "鞋", kind="attachment")
    assert "在所选条件下，没有找到“鞋”" in nothing and "去掉“类型：附件”" in nothing


def test_pages_lead_on_and_back(client, section):
    for number in range(45):
        CompanyFactory(title=f"温州示例鞋业{number}有限公司")
    index_all()
    first, second, beyond = page(client, "鞋业"), page(client, "鞋业", page="2"), page(client, "鞋业", page="99")
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'rel="prev"' in second and '<ol class="hits__list" start="21"' in second
    assert 'data-position="21"' in second and "（第 2 页）" in second
    assert 'data-position="41"' in beyond and 'rel="next"' not in beyond


# --- What is said of it --------------------


@pytest.fixture
def told(monkeypatch, db):
    """Let the page show made-up findings: what `find` found, with some of it replaced."""

    def tell(**fields):
        monkeypatch.setattr("portal.search.views.find", lambda data: replace(find(data), **fields))

    return tell


def test_steps_spelling_and_rough_counts_are_said(client, shoes, told):
    told(
        help="也找了“履”", is_exact_total=False, total=12345,
        notices=["关键词太长，只用了前100个字。"],
        page_links=[PageLink(1, "/search/?q=鞋", True), PageLink(None, "", False), PageLink(9, "/search/?q=鞋&page=9", False)], pages=9,
    )  # fmt: skip
    said = texts(page(client, "鞋"))
    assert "也找了“履”" in said
    assert "约 12,345 条结果" in said
    assert "关键词太长，只用了前100个字。" in said
    assert "第1页" in said and "…" in said


@pytest.mark.parametrize(
    ("is_applied", "said"), [(True, "下面是“鞋业”的结果，没有找到“靴业”"), (False, "您是不是要找：鞋业")]
)
def test_a_likelier_spelling_is_the_one_thing_that_is_said(client, shoes, told, is_applied, said):
    told(correction=Correction("鞋业", "/search/?q=鞋业", is_applied), help="也找了“履”")
    html = texts(page(client, "靴业"))
    assert said in html and "也找了" not in html


def test_what_helped_is_said_in_one_line_and_nothing_else(client, section):
    Synonym.objects.create(words="鞋履\n鞋靴")
    ArticlePageFactory(parent=section, title="鞋靴展开幕", lead="", body=[("paragraph", "<p>示例。</p>")])
    ArticlePageFactory(parent=section, title="采购节开幕", lead="", body=[("paragraph", "<p>示例。</p>")])
    index_all()
    assert "也找了“鞋靴”" in texts(page(client, "鞋履"))
    said = texts(page(client, "采购节有什么"))
    assert "没有参与查找" not in said and 'class="understood"' not in page(client, "采购节有什么")
    assert 'class="understood"' not in page(client, "鞋靴"), "鞋履 found nothing that 鞋靴 had not"
    html = page(client, "采购节的学区划分")
    assert html.count('class="understood"') == 1 and "没有提到“学区”“划分”的内容" in texts(html)


def test_nothing_found_leads_on(client, shoes, told):
    near = find(QueryDict("q=鞋")).results[:2]
    told(near=near, popular=[Popular("外贸", "/search/?q=外贸")], total=0, results=[], facets=[])
    html = page(client, "无此内容")
    said = texts(html)
    assert "没有找到“无此内容”" in said and "相近的内容" in said and "大家在搜" in said and "可以试试" in said
    assert near[0].document.title in said and 'href="/search/?q=外贸"' in html
    assert "引号" not in said
    assert "去掉引号" in texts(page(client, "“无此内容”"))


def test_an_empty_box_explains_itself(client, db):
    for query in ("", "   ", "\u3000"):
        html = page(client, query)
        assert "怎么搜" in html and "没有找到" not in html
        assert 'href="/policies/"' in html


def test_a_promotion_stands_even_where_nothing_is_found(client, shoes, told):
    told(promoted=[Promoted("办事指南", "/guide/", "一句话")], total=0, results=[], facets=[])
    assert "编辑推荐" in page(client, "无此内容")


# --- What it costs, and what it leaves behind --------------------


def more(section, count):
    for number in range(count):
        company = CompanyFactory(sector=SectorFactory(), town=TownFactory())
        policy = PolicyFactory(topic=TopicFactory(), title=f"关于鞋业的示例意见{company.pk}号")
        PolicyItemFactory(policy=policy, title=f"鞋业补助{company.pk}")
        ArticlePageFactory(parent=section, title=f"鞋业报道{company.pk}")
        EventFactory(title=f"鞋业订货会{company.pk}", town=TownFactory())
        type(company).objects.filter(pk=company.pk).update(title=f"温州鞋业{number}有限公司")
    index_all()


def queries_of(client, url):
    client.get(url, headers=READER)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url, headers=READER)
    assert response.status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(
    "url", ["/search/?q=鞋业", "/search/?q=鞋業", "/search/suggest/?q=鞋业", "/api/v1/search/?q=鞋业"]
)
def test_queries_do_not_grow_with_results(client, section, url):
    more(section, 1)
    few = queries_of(client, url)
    more(section, 5)
    many = queries_of(client, url)
    assert len(many) <= len(few), "\n".join(query[:150] for query in many)
    assert len(many) <= MOST_QUERIES, "\n".join(query[:150] for query in many)


def test_reading_writes_nothing_and_is_counted_later(client, shoes):
    page(client, "鞋")
    writes = [sql for sql in queries_of(client, "/search/?q=鞋") if not sql.lstrip("( ").upper().startswith("SELECT")]
    assert writes == []
    assert not QueryDay.objects.exists()
    TALLY.write()
    row = QueryDay.objects.get()
    assert (row.words, row.searches, row.without_result, row.results) == ("鞋", 3, 0, 5)
    assert list(ResultPositionDay.objects.order_by("position").values_list("position", "shown")) == [
        (number, 3) for number in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        ({"kind": "company"}, {}), ({"sort": "date"}, {}), ({"page": "1"}, {}), ({}, {"User-Agent": "Googlebot/2.1"}), ({}, {"User-Agent": ""}),
        ({}, {"Sec-Purpose": "prefetch"}), ({}, {"Cookie": "sessionid=abc"}),
    ],
)  # fmt: skip
def test_what_is_no_new_question_of_a_reader_is_not_counted(client, shoes, more, headers):
    client.get("/search/", {"q": "鞋"} | more, headers=READER | headers)
    TALLY.write()
    assert not QueryDay.objects.exists()


def test_two_readers_are_sent_the_same_bytes(client, shoes):
    """The ticket for clicks names the day alone, so that the page has one validator."""
    first = client.get("/search/?q=鞋", headers=READER)
    assert client.get("/search/?q=鞋", headers=READER | {"If-None-Match": first["ETag"]}).status_code == 304
    assert not first.cookies


# --- Suggestions --------------------


def test_suggestions_are_told_with_their_kind_and_address(client, shoes):
    response = client.get("/search/suggest/?q=笑果")
    (found, *_) = response.json()["suggestions"]
    assert (found["kind"], found["label"], found["url"]) == ("company", "企业", shoes.get_absolute_url())
    assert set(response["Cache-Control"].split(", ")) == {"max-age=60", "public"}
    assert response["X-Robots-Tag"] == "noindex"
    assert "笑果" in response.content.decode()


def test_popular_questions_are_proposed_to_an_empty_box(client, db, monkeypatch):
    monkeypatch.setattr("portal.search.views.popular_queries", lambda: ["外贸", "招工 补贴"])
    assert client.get("/search/suggest/").json()["suggestions"] == [
        {"text": "外贸", "kind": "query", "label": "热门搜索", "note": "", "url": "/search/?q=%E5%A4%96%E8%B4%B8"},
        {"text": "招工 补贴", "kind": "query", "label": "热门搜索", "note": "", "url": "/search/?q=%E6%8B%9B%E5%B7%A5+%E8%A1%A5%E8%B4%B4"},
    ]  # fmt: skip
