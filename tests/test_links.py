"""Links inside a story: found at one price, and never to what the public may not see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from media.tests.factories import AttachmentFactory
from news.tests.factories import ArticlePageFactory
from portal.home.models import StandardPage

ADDRESS = re.compile(r"<span (?:id|data-s)=[^>]*>([^<]*)</span>")  # of a sentence: stands around its words


def linking_blocks(pages, attachments):
    links = [f'<p><a linktype="page" id="{page.pk}">链</a></p>' for page in pages]
    links += [f'<p><a linktype="document" id="{file.pk}">附</a></p>' for file in attachments]
    paragraphs = [("paragraph", link) for link in links]
    sidebar = {"kind": "链接", "title": "", "body": [{"type": "paragraph", "value": link} for link in links]}
    table = {
        "columns": [{"type": "rich_text", "heading": "链接"}],
        "rows": [{"values": [link]} for link in links],
    }
    related = {"title": "相关", "links": [{"page": page.pk, "url": "", "title": ""} for page in pages]}
    return [
        *({"type": kind, "value": value} for kind, value in paragraphs),
        {"type": "sidebar", "value": sidebar},
        {"type": "table", "value": {"caption": "表", "table": table, "note": ""}},
        {"type": "related_links", "value": related},
    ]


def with_body(page, body):
    page.body = page.body.stream_block.to_python(body)
    page.save()
    return page


def price(client, page):
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.url)
    assert response.status_code == 200
    return len(queries), read(response)


def read(response):
    return ADDRESS.sub(r"\1", response.content.decode())


@pytest.mark.parametrize("kind", ["article", "standard page"])
def test_links_cost_the_same_however_many(client, section, home, kind):
    pages, files = ArticlePageFactory.create_batch(6, parent=section), AttachmentFactory.create_batch(6)
    if kind == "article":
        few, many = ArticlePageFactory.create_batch(2, parent=section)
    else:
        few, many = [home.add_child(instance=StandardPage(title=name, slug=name)) for name in ("few", "many")]
    few_queries, _ = price(client, with_body(few, linking_blocks(pages[:1], files[:1])))
    many_queries, shown = price(client, with_body(many, linking_blocks(pages, files)))
    assert many_queries == few_queries
    assert all(shown.count(f'<a href="{page.url}">链</a>') == 3 for page in pages)
    assert all(shown.count(f'<a href="{file.url}">附</a>') == 3 for file in files)


def test_a_related_link_to_what_is_not_public_is_not_shown(client, section):
    shown, hidden = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section, title="示例未公开标题")
    article = with_body(ArticlePageFactory(parent=section), linking_blocks([shown, hidden], [])[-1:])
    assert hidden.title in client.get(article.url).content.decode()
    hidden.unpublish()
    answer = client.get(article.url).content.decode()
    assert hidden.title not in answer and f">{shown.title}</a>" in answer
    shown.unpublish()
    assert 'class="links"' not in client.get(article.url).content.decode()


@pytest.mark.parametrize("way", ["draft", "expired", "private", "broken"])
def test_a_link_in_the_text_to_what_is_not_public_leaves_its_words_alone(client, section, way):
    shown, hidden = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section, slug="bu-gong-kai")
    link = '<p><a linktype="page" id="{}">{}</a></p>'
    words = link.format(shown.pk, "看得到") + link.format("x1" if way == "broken" else hidden.pk, "看不到")
    article = with_body(ArticlePageFactory(parent=section), [{"type": "paragraph", "value": words}])
    assert hidden.url in client.get(article.url).content.decode() or way == "broken"
    if way == "draft":
        hidden.unpublish()
    elif way == "expired":
        type(hidden).objects.filter(pk=hidden.pk).update(expire_at=timezone.now())
    elif way == "private":
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    text = read(client.get(article.url))
    assert f'<a href="{shown.url}">看得到</a>' in text and "看不到" in text
    assert f'href="{hidden.url}">看不到' not in text
    assert way == "broken" or f'{hidden.url}"' not in text
