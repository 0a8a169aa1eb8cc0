"""A story that is handed in with gaps, sent back, put right and passed: in a real browser, at a desk and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from media.tests.factories import PictureFactory
from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ArticlePageFactory

from .test_desk import log_in, staff  # noqa: F401

TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def published(section):
    page = ArticlePageFactory(parent=section, title="商务之窗开张", live=True)
    page.save_revision().publish()
    return page


@pytest.fixture
def handed_in(published, staff):  # noqa: F811
    draft = published.get_latest_revision_as_object()
    draft.title = "商务之窗办成第一件事"
    draft.cover = PictureFactory()
    draft.body = [("paragraph", "<p>示例正文:企业把单据带到大厅,当天受理、当天办结。</p>")]
    draft.save_revision(user=staff["editor"])
    draft.get_workflow().start(draft, staff["editor"])
    return ArticlePage.objects.get(pk=published.pk)


def test_an_empty_picture_stops_no_draft_and_is_named_where_it_stands(watched, live_server, staff, published):  # noqa: F811
    log_in(watched, live_server, "editor")
    watched.goto(f"{live_server.url}{desk.edit_url(published)}")
    watched.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    watched.get_by_role("option", name="图片", exact=True).first.click()
    saved = watched.locator(".w-autosave-indicator__state--saved")
    for letter in "窗口办事" * 8:  # what is typed in the form's first seconds counts as its beginning
        watched.get_by_role("textbox", name="引题").press_sequentially(letter)
        watched.wait_for_timeout(700)
        if saved.is_visible():
            break
    expect(saved).to_be_visible()  # by itself
    watched.get_by_role("button", name="保存草稿").click()
    expect(watched.get_by_text("草稿已保存，读者看不到这次修改")).to_be_visible()
    watched.get_by_role("button", name="送审").click()
    expect(watched.get_by_text("也没有送审或发布")).to_be_visible()
    block = watched.locator("[data-contentpath=body] [data-streamfield-child]").last
    expect(block.get_by_text("请选择图片；图片暂缺时请至少写图注。")).to_be_visible()
    assert [one.block_type for one in desk.newest(published).body][-1] == "picture"
    assert not ArticlePage.objects.get(pk=published.pk).workflow_in_progress


def test_a_reviewer_reads_what_changed_and_sends_it_back_with_a_reason(watched, live_server, staff, handed_in):  # noqa: F811
    log_in(watched, live_server, "reviewer")
    watched.goto(f"{live_server.url}/cms/")
    watched.get_by_role("link", name="商务之窗办成第一件事").first.click()
    proof = watched.frame_locator("[data-proof-frame]")
    expect(proof.locator("h1 ins").first).to_be_visible()
    assert "办成第一件事" in "".join(proof.locator("h1 ins").all_inner_texts())  # a mark for each word of a headline
    expect(proof.locator(".article__body del").first).to_be_visible()
    expect(watched.locator(".proof__list dt", has_text="封面图片")).to_be_visible()
    # read without scrolling inside, once the frame has taken the height of its page
    expect(watched.locator("[data-proof-frame]")).to_have_attribute("style", re.compile(r"block-size: \d{4,}px"))
    watched.get_by_role("link", name="只看成稿").click()
    expect(watched.frame_locator("[data-proof-frame]").locator("ins")).to_have_count(0)
    watched.get_by_label("给编辑的话").fill("   ")
    watched.get_by_role("button", name="退回").click()
    expect(watched.get_by_role("alert")).to_contain_text("请写明退回的理由")
    expect(watched.get_by_label("给编辑的话")).to_be_focused()
    watched.get_by_label("给编辑的话").fill("第一段的时限请写明出处。")
    watched.get_by_role("button", name="退回").click()
    expect(watched.get_by_text("已退回给演示编辑")).to_be_visible()

    log_in(watched, live_server, "editor")
    watched.goto(f"{live_server.url}{desk.edit_url(handed_in)}")
    expect(watched.locator(".messages")).to_contain_text("第一段的时限请写明出处。")
    watched.get_by_role("button", name="重新送审").click()
    expect(watched.get_by_text("已送审，等演示审稿处理")).to_be_visible()
    assert watched.problems == []


def test_both_decisions_are_in_reach_on_a_telephone(watched, live_server, staff, handed_in):  # noqa: F811
    watched.set_viewport_size(TELEPHONE)
    log_in(watched, live_server, "reviewer")
    watched.goto(f"{live_server.url}/cms/proof/page/{handed_in.pk}/")
    expect(watched.frame_locator("[data-proof-frame]").locator("h1")).to_be_attached()
    for name in ("通过并发布", "退回"):
        box = watched.get_by_role("button", name=name).bounding_box()
        assert box["height"] >= 44 and 0 <= box["x"] and box["x"] + box["width"] <= TELEPHONE["width"]
        assert box["y"] + box["height"] <= TELEPHONE["height"], "in sight without scrolling"
    assert watched.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert watched.problems == []


def test_taking_back_asks_first(watched, live_server, staff, handed_in):  # noqa: F811
    log_in(watched, live_server, "editor")
    watched.goto(f"{live_server.url}{desk.edit_url(handed_in)}")
    watched.get_by_role("link", name="撤回送审").click()
    assert ArticlePage.objects.get(pk=handed_in.pk).workflow_in_progress
    watched.get_by_role("button", name="确定撤回").click()
    expect(watched.get_by_text("已撤回送审")).to_be_visible()
    assert not ArticlePage.objects.get(pk=handed_in.pk).workflow_in_progress
    assert watched.problems == []
