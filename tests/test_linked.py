"""What a page's texts and blocks lead to: brought in one query, wherever it stands, and never past the gate."""

import pytest

from media.linked import linked
from media.links import expand_links
from media.tests.factories import AttachmentFactory
from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.showing.bodies import prepare_body

pytestmark = pytest.mark.django_db


def link(kind, number, words="此处"):
    return f'<a linktype="{kind}" id="{number}">{words}</a>'


def stream(*texts):
    """A body with the texts in a paragraph, in a sidebar and in a table."""
    columns = [{"type": "rich_text", "heading": "列"}]
    table = {"columns": columns, "rows": [{"values": [text]} for text in texts], "caption": ""}
    paragraphs = [{"type": "paragraph", "value": text, "id": f"p{at}"} for at, text in enumerate(texts)]
    raw = [
        *paragraphs,
        {"type": "sidebar", "value": {"kind": "链接", "title": "", "body": paragraphs}, "id": "s"},
        {"type": "table", "value": {"table": table, "note": ""}, "id": "t"},
    ]
    return PolicyFactory._meta.model._meta.get_field("body").stream_block.to_python(raw)


def test_links_in_all_places_come_in_one_query(section, django_assert_num_queries):
    page, file, item = ArticlePageFactory(parent=section), AttachmentFactory(), PolicyItemFactory()
    company, policy = CompanyFactory(), item.policy
    targets = [
        ("page", page, page.url),
        ("document", file, file.url),
        ("company", company, company.get_absolute_url()),
        ("policy", policy, policy.get_absolute_url()),
        ("policy-item", item, item.get_absolute_url()),
    ]
    body = stream(*(f"<p>{link(kind, thing.pk)}</p>" for kind, thing, _ in targets))
    with django_assert_num_queries(1):
        prepare_body(body)
    html = body.render_as_block()
    for _, _, address in targets:
        assert html.count(f'href="{address}"') == 3, address


@pytest.mark.parametrize("number", ["", "abc", "-1", "１２", "9" * 30, "999999"])
def test_a_link_to_nothing_leaves_its_words(home, number):
    body = stream("".join(f"<p>{link(kind, number, '原话')}</p>" for kind in ("page", "document", "company", "else")))
    prepare_body(body)
    html = body.render_as_block()
    assert html.count("原话") == 12 and "href" not in html


def test_what_was_not_prepared_is_asked_for(home):
    """A text that comes later, and one outside of any preparation, still lead where they should."""
    company = CompanyFactory()
    body = stream(f"<p>{link('company', company.pk)}</p>")
    with linked():
        expand_links(body)
    assert company.get_absolute_url() in body.render_as_block()


def test_related_links_lose_drafts_and_keep_the_others(section):
    public, draft = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section, live=False, title="未发的稿")
    links = [
        {"page": public.pk, "url": "", "title": ""},
        {"page": draft.pk, "url": "", "title": ""},
        {"page": 999999, "url": "", "title": "已删的稿"},
        {"page": None, "url": "https://example.org/", "title": "站外"},
    ]
    raw = [{"type": "related_links", "value": {"title": "相关链接", "links": links}, "id": "r"}]
    body = PolicyFactory._meta.model._meta.get_field("body").stream_block.to_python(raw)
    prepare_body(body)
    html = body.render_as_block()
    assert public.url in html and public.title in html and "https://example.org/" in html
    assert "未发的稿" not in html and "已删的稿" not in html and draft.url not in html
