"""A form that nobody touched is unchanged: opening an article saves no version of it."""

import pytest
from playwright.sync_api import expect

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory

from .test_desk import log_in, staff  # noqa: F401

REMEMBER_CHANGES = """
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  window.changed = [];
  Object.defineProperty(HTMLInputElement.prototype, 'value', {...value, set(text) {
    const before = value.get.call(this);
    value.set.call(this, text);
    if (before.startsWith('{') && before !== text) window.changed.push([before, text]);
  }});
  document.addEventListener('w-unsaved:add', () => window.changed.push(['the form', 'edited']));
"""
LEAD = "<p>示例导语：“灯”亮了。</p><p>第二段\u2028，带 \\ 和 &lt;b&gt;，一家🏮店。</p>"


@pytest.fixture
def article(section):
    company = CompanyFactory(title="浙江示例康鞋业有限公司")
    rich = (
        f'<p><b>走进</b>，<a linktype="company" id="{company.pk}" role="beneficiary">示例康鞋业</a>和'
        '<a href="https://example.org/?a=1&amp;b=2">别处</a>，<b>又一次</b><br/>换行。</p><ul><li>一</li><li>二<b>三</b></li></ul>'
    )
    sidebar = {"kind": "采写手记", "title": "", "body": [("paragraph", rich)]}
    body = [("paragraph", rich), ("heading", {"text": "开船", "level": "2"}), ("sidebar", sidebar), ("paragraph", "")]
    page = ArticlePageFactory(parent=section, live=False, lead=LEAD, body=body)
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def test_opening_an_article_saves_nothing(watched, live_server, staff, article):  # noqa: F811
    log_in(watched, live_server, "editor")
    watched.add_init_script(REMEMBER_CHANGES)
    watched.goto(f"{live_server.url}/cms/pages/{article.pk}/edit/")
    expect(watched.locator(".Draftail-Editor")).to_have_count(4)
    watched.wait_for_timeout(
        4000
    )  # two seconds until the form's state counts as unchanged, and what is saved by itself
    assert watched.evaluate("window.changed") == []
    assert ArticlePage.objects.get(pk=article.pk).latest_revision_id == article.latest_revision_id
    assert watched.problems == []
