"""The desk page of suggestions with a keyboard alone, and under a finger."""

import pytest
from playwright.sync_api import expect

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory

from .test_desk import log_in, staff  # noqa: F401

ROWS = "ol.suggestions__list > li"


@pytest.fixture
def address(section):
    names = [CompanyFactory(title=f"浙江示例第{number}鞋业有限公司").title for number in "一二三四五六"]
    body = [("paragraph", "".join(f"<p>记者走进{name}，听见缝纫机从早响到晚。</p>" for name in names))]
    article = ArticlePageFactory(parent=section, lead="", body=body)
    article.save_revision()
    return f"/cms/mentions/{article.pk}/"


def accepted():
    return ArticlePage.objects.get().get_latest_revision_as_object().body[0].value.source.count("linktype")


def test_by_the_keyboard_from_row_to_row(watched, live_server, staff, address):  # noqa: F811
    log_in(watched, live_server, "editor")
    watched.goto(f"{live_server.url}{address}")
    rows = watched.locator(ROWS)
    rows.nth(0).get_by_label("角色").select_option("place")
    rows.nth(3).get_by_role("button", name="关联", exact=True).focus()
    for left in (5, 4):
        with watched.expect_navigation():
            watched.keyboard.press("Enter")
        expect(rows).to_have_count(left)
        # On to the select of the row that took its place, and to its button.
        watched.keyboard.press("Tab")
        expect(rows.nth(3).get_by_label("角色")).to_be_focused()
        watched.keyboard.press("Tab")
        expect(rows.nth(3).get_by_role("button", name="关联", exact=True)).to_be_focused()
    expect(rows.nth(0).get_by_label("角色")).to_have_value("place")
    assert accepted() == 2
    assert watched.problems == []


def test_under_a_finger_what_was_done_is_said_where_one_looks(browser, live_server, staff, address):  # noqa: F811
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page, live_server, "editor")
    page.goto(f"{live_server.url}{address}")
    button = page.locator(ROWS).nth(4).get_by_role("button", name="关联", exact=True)
    assert button.bounding_box()["height"] >= 44
    with page.expect_navigation():
        button.tap()
    expect(page.get_by_text("已关联 1 处")).to_be_in_viewport()
    expect(page.locator(ROWS).nth(4)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert accepted() == 1
    context.close()
