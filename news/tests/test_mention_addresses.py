"""Every sentence on the public page bears the address that the mentions of it are stored with."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from news.mentions.addressing import addressed
from news.mentions.sentences import Anchors, sentences
from news.mentions.texts import paragraphs, sentences_of
from news.models import ArticlePage

from .factories import ArticlePageFactory

SPAN = re.compile(r"</?span\b[^>]*>")
TABLE = {
    "columns": [{"type": "text", "heading": "项目"}, {"type": "rich_text", "heading": "说明"}],
    "rows": [{"values": ["场次", "<p>线上二十场。</p>"]}],
    "caption": "招聘会",
}
BODY = [
    ("heading", {"text": "窗口。不是句子", "level": "2"}),
    (
        "paragraph",
        "<p>订单<b>破万双。企业</b>说：“有信心。”随后<i>又<b>签下</b>一单！</i></p><p>同一句话。</p><p>同一句话。</p>",
    ),
    ("paragraph", '<ul><li>甲<br/>乙 &amp; 丙。</li><li>见<a href="https://example.org/">网页</a>。</li></ul>'),
    ("quotation", {"text": "大于 < 小于。\n换行 & 句号。", "speaker": "示例人物", "role": "", "organisation": ""}),
    ("sidebar", {"kind": "采写手记", "title": "江边", "body": [("paragraph", "<p>同一句话。手记一句。</p>")]}),
    ("table", {"table": TABLE, "note": ""}),
]


def ids(html):
    return re.findall(r'<span id="(s-[^"]+)"', html)


def said(html):
    """{address: the text of all runs that bear it}"""
    found = {}
    for anchor, text in re.findall(r'<span (?:id|data-s)="([^"]+)">([^<]*)</span>', html):
        found[anchor] = found.get(anchor, "") + unescape(text)
    return found


@pytest.fixture
def article(section):
    made = ArticlePageFactory(parent=section, lead="<p>导语<b>一</b>句。导语两句。</p>", body=BODY)
    return ArticlePage.objects.get(pk=made.pk)


def test_a_pages_ids_are_the_addresses_of_its_sentences(client, article):
    expected = list(sentences_of(article))
    page = client.get(article.url).content.decode()
    assert ids(page) == [sentence.anchor for sentence in expected]
    assert len(expected) == len(set(ids(page))) == 14
    texts = said(page)
    for sentence in expected:
        assert texts[sentence.anchor] == sentence.text.replace("\n", "" if "甲" in sentence.text else "\n")


def test_a_draft_in_preview_bears_the_same_addresses(client, article, staff):
    draft = ArticlePage.objects.get(pk=article.pk)
    draft.body[1].value = RichText("<p>草稿一句。<b>草稿两</b>句。</p>")
    draft.save_revision()
    page = staff("editor").client.get(f"/cms/pages/{article.pk}/view_draft/").content.decode()
    assert ids(page) == [sentence.anchor for sentence in sentences_of(draft)]
    assert "草稿两" in page


def test_other_pages_of_a_story_say_what_they_said(client, article):
    client.get(article.url)
    data = client.get(f"/api/v1/articles/{article.pk}/").json()
    assert "<span" not in str(data)


TEXT = st.text(alphabet="句话。！？“”（）甲A. \n&amp;<>", max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
INLINE = st.recursive(
    TEXT | st.sampled_from(["<br/>", "&nbsp;", "&#65;", "&quot;"]),
    lambda inner: st.lists(inner, max_size=3).flatmap(
        lambda parts: st.sampled_from(
            [("<b>", "</b>"), ('<a href="https://a.cn/?a=1&amp;b=2">', "</a>"), ("", "")]
        ).map(lambda tag: tag[0] + "".join(parts) + tag[1])
    ),
    max_leaves=6,
)
HTML = st.lists(
    st.sampled_from(["p", "li", "blockquote"]).flatmap(lambda tag: INLINE.map(lambda x: f"<{tag}>{x}</{tag}>"))
)


@given(st.lists(HTML.map("".join), max_size=3))
def test_no_character_is_added_or_lost_and_every_sentence_has_its_address(sources):
    shown, _ = addressed(tuple(sources))
    assert [SPAN.sub("", html) for html in shown] == sources
    anchors = Anchors()
    expected = [
        (anchors.of(text := paragraph.text[start:end]), text)
        for source in sources
        for paragraph in paragraphs(source)
        for start, end in sentences(paragraph.text)
    ]
    assert ids("".join(shown)) == [anchor for anchor, _ in expected]
    texts = said("".join(shown))
    for anchor, text in expected:
        assert texts[anchor].replace("\n", "") == text.replace("\n", "")
