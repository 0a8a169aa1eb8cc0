"""Where headlines may break, and that what is printed is the same text."""

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.html import escape

from news.tests.factories import ArticlePageFactory
from portal.home.headlines import CLOSING, PAIRS, pieces
from portal.search.query.words import SEGMENTER

HEADLINES = {
    "温州前11个月进出口2716.1亿元，增幅居全省第二": ["进出口", "2716.1亿元，", "前11个月"],
    "找活的、招人的，这个一季度有27场机会": ["这个", "一季度", "27场"],
    "从“大拆大整”到“精建精美”，鹿城的环境账怎么看": ["“大拆大整”", "“精建精美”，"],
    "关于支持工业企业“留员工”稳生产的示例意见": ["“留员工”", "企业"],
    "三种“贷”，55家外贸企业拿到1.76亿元授信": ["“贷”，", "55家", "1.76亿元"],
    "示例银行推出“结汇贷”，新增贷款3000万美元": ["“结汇贷”，", "3000万美元"],
    "2026年11月30日起，示例热线升级": ["2026年", "11月", "30日"],
    "第二十三届示例鞋革展5月18日开幕": ["第二十三届", "5月", "18日"],
    "超200家企业参展，提供岗位1.2万余个": ["超200家", "1.2万余个"],
    "前三季度GDP同比增长6.2%，增速居全市第3位": ["6.2%，", "第3位"],
    "《小康》发布百强榜（2025年）": ["《小康》", "（2025年）"],
    "示例用工招聘会·外贸专场": ["招聘会·"],
}


@pytest.mark.parametrize("text", HEADLINES)
def test_words_numbers_with_units_and_short_quotes_stay_whole(text):
    found, breaks = pieces(text), {0}
    assert "".join(found) == text
    for piece in found:
        breaks.add(max(breaks) + len(piece))
    for whole in HEADLINES[text]:
        start = text.index(whole)
        assert not breaks & set(range(start + 1, start + len(whole))), (whole, found)


@pytest.mark.parametrize("text", HEADLINES)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text):
    for piece in pieces(text)[1:]:
        assert piece[0] not in CLOSING
    for piece in pieces(text):
        assert piece[-1] not in PAIRS


def test_a_long_quote_breaks_between_its_words():
    assert len(pieces("《关于支持示例区工业企业留员工稳生产开门红的十条意见》")) > 4


def test_names_of_the_site_stay_whole():
    """A name that the dictionary is told later counts too, though the headline was cut before."""
    text = "鹿城商团走访欧洲示例曼德集团总部"
    pieces(text)
    SEGMENTER.add(["示例曼德集团"])
    assert any("示例曼德集团" in piece for piece in pieces(text))


@pytest.mark.parametrize(
    "text", ["", " ", "，", "“", "）（", "a" * 5000, "的" * 5000, "“" * 3000, "1亿" * 2000, "A&B <b>"]
)
def test_any_text_comes_out_whole(text):
    assert "".join(pieces(text)) == text


def printed(text):
    return Template("{% load headline_tags %}{{ text|headline }}").render(Context({"text": text}))


@pytest.mark.parametrize(
    "text", ["企业<script>alert(1)</script>服务&数据发布", "“引号\"与'撇号”的企业服务", *HEADLINES]
)
def test_what_is_printed_is_the_text_escaped_and_nothing_else(text):
    html = printed(text)
    assert html.startswith('<span class="words">') and "<wbr>" in html
    plain = re.sub(r"<wbr>|</?span[^>]*>", "", html)
    assert plain == escape(text) and unescape(plain) == text


def test_a_middle_dot_is_held_to_what_stands_before_it():
    assert '招聘<span class="words__held">会·</span><wbr>外贸' in printed("示例用工招聘会·外贸专场")
    assert "&amp;·</span>" in printed("示例甲&·乙企业服务")


def test_a_headline_of_one_word_needs_no_marks():
    assert printed("就业") == "就业"
    assert printed(None) == ""


@pytest.mark.django_db
def test_pages_mark_their_headlines_and_their_title_is_plain(home, section):
    client = Client()
    text = "温州前11个月进出口2716.1亿元，增幅居全省第二"
    article = ArticlePageFactory(parent=section, title=text)
    page = client.get(article.url).content.decode()
    assert f"<title>{text} - " in page
    assert "2716.1亿元，<wbr>" in re.search(r"<h1.*?</h1>", page)[0]
    assert "2716.1亿元，<wbr>" in client.get(section.url).content.decode()
    assert text in client.get("/feeds/news.xml").content.decode()


@pytest.mark.django_db
def test_the_marks_stand_in_headlines_alone_and_nowhere_that_machines_read(home, section):
    """Read as it is sent: other tests read pages without the marks."""
    text = "温州前11个月进出口2716.1亿元，增幅居全省第二"
    article = ArticlePageFactory(parent=section, title=text, subtitle=text, search_description=text)
    client = Client()
    for address in (article.url, section.url, "/"):
        page = client.get(address).content.decode()
        head, body = page.split("</head>")
        assert "<wbr>" not in head and "words" not in re.search(r"<title>.*?</title>", head, re.DOTALL)[0]
        assert not [one for one in re.findall(r"<script[^>]*>.*?</script>", page, re.DOTALL) if "wbr" in one]
        assert not re.findall(r"<[^>]*=\"[^\"]*wbr[^\"]*\"", page), "no attribute"
        held = re.sub(r'<span class="words__held">([^<]*)</span>', r"\1", body)
        outside = re.sub(r'<span class="words">(?:[^<]|<wbr>)*</span>', "", held)
        assert "<wbr>" not in outside, address
    assert "<wbr>" in re.search(r"<h1.*?</h1>", client.get(article.url).content.decode(), re.DOTALL)[0]
    for address in ("/feeds/news.xml", "/sitemap.xml", "/api/v1/articles/"):
        response = client.get(address)
        assert response.status_code == 200 and b"wbr" not in response.content, address
