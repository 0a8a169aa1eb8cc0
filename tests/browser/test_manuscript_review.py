"""A manuscript handed in, reviewed and made a draft in a real browser, on a screen and on a phone, with and without scripts."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from news.models import ArticlePage, ManuscriptImport
from portal.accounts.models import User

from .test_desk import PASSWORD, log_in

TEXT = """示例标题：渡口换了新颜

记者 赵一明 通讯员 钱小江

示例导语：渡口的船一早就开了，岸上的人提着篮子排队。

开船

示例段落：对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第

一批，明天还会有更多。新船靠岸靠岸，灯就亮了。

新船靠岸。 孙小海 摄
"""


@pytest.fixture
def editor(section):
    editor = User.objects.create_user("editor", password=PASSWORD, display_name="演示编辑")
    editor.groups.add(Group.objects.get(name="编辑"))


def hand_in(page, live_server, section):
    page.goto(f"{live_server.url}/cms/manuscript_imports/new/?section={section.pk}")
    page.fill("[name=text]", TEXT)
    page.get_by_role("button", name="读入并核对").click()
    page.wait_for_url("**/review/*/")


def piece(page, words):
    return page.locator(".piece", has_text=words).first


def test_a_manuscript_becomes_a_draft(watched, live_server, editor, section):
    page = watched
    log_in(page, live_server, "editor")
    hand_in(page, live_server, section)
    expect(page.locator(".summary")).to_contain_text("零丢失核对通过")

    piece(page, "卖菱角的阿姨").hover()
    assert page.locator(".source__text .is-lit").count() == 2  # both lines of the paragraph

    piece(page, "卖菱角的阿姨").locator("[data-edit]").click()
    box = page.locator("[data-split-text]")
    box.scroll_into_view_if_needed()
    box.click(position={"x": 60, "y": box.bounding_box()["height"] - 20})  # in its last line
    expect(page.locator("[data-points]")).not_to_have_value("")
    page.get_by_role("button", name="拆分", exact=True).click()
    page.wait_for_load_state()
    assert ManuscriptImport.objects.get().version == 1

    piece(page, "开船").locator("[data-edit]").click()
    page.get_by_label("类型").select_option("PARAGRAPH")
    page.get_by_role("button", name="改类型").click()
    page.wait_for_load_state()
    page.get_by_role("link", name="下一处").first.click()
    expect(page.locator("#r-1")).to_be_in_viewport()
    expect(page.locator("#r-1")).to_be_focused()
    page.get_by_role("button", name="生成草稿").click()
    page.wait_for_url("**/cms/pages/*/edit/")
    article = ArticlePage.objects.get()
    assert [block.block_type for block in article.body] == ["paragraph", "paragraph", "paragraph", "picture"]
    expect(page.get_by_role("link", name="去向台账", exact=True)).to_be_visible()
    assert page.problems == []


def test_the_keyboard_alone(watched, live_server, editor, section):
    page = watched
    log_in(page, live_server, "editor")
    hand_in(page, live_server, section)
    kind = piece(page, "卖菱角的阿姨").locator("[data-edit]")
    kind.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("类型")).to_be_focused()
    page.keyboard.press("Escape")
    expect(kind).to_be_focused()
    expect(page.locator(".panel")).to_have_count(0)

    page.keyboard.press("Enter")
    page.locator("[data-split-text]").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-points] option:checked")).to_contain_text("…示例段落 ｜ ：对岸的菜市场里，")
    page.get_by_role("button", name="拆分", exact=True).press("Enter")
    expect(page.locator(".summary__history")).to_contain_text("改过 1 次")
    expect(page.locator(".piece.is-selected [data-edit]")).to_be_focused()
    expect(page.locator(".piece.is-selected .piece__text")).to_have_text("示例段落")
    page.get_by_role("button", name="撤回上一步").press("Enter")
    expect(page.locator(".summary__history")).to_have_count(0)
    expect(page.locator("#summary a").first).to_be_focused()
    assert page.problems == []


def test_a_window_left_open_shows_what_another_has_changed(watched, live_server, editor, section):
    page = watched
    log_in(page, live_server, "editor")
    hand_in(page, live_server, section)
    other = page.context.new_page()
    other.goto(page.url)
    piece(other, "开船").locator("[data-edit]").click()
    other.get_by_role("button", name="与后一块").click()
    expect(other.locator(".summary__history")).to_contain_text("改过 1 次")
    piece(page, "卖菱角的阿姨").locator("[data-edit]").click()
    expect(page.locator(".summary__history")).to_contain_text("改过 1 次")  # loaded anew, with the numbers of now


def test_a_phone_shows_one_side_and_leads_to_the_other(watched, live_server, editor, section):
    page = watched
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(page, live_server, "editor")
    hand_in(page, live_server, section)
    expect(page.locator(".review__source")).to_be_hidden()
    page.locator(".piece__lines").first.click()
    expect(page.locator(".review__source")).to_be_visible()
    expect(page.locator(".review__result")).to_be_hidden()
    page.locator("label[for=side-result]").click()
    expect(page.locator(".review__result")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.problems == []


def test_without_scripts_every_change_is_a_link_or_a_form(browser, live_server, editor, section):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server, "editor")
    hand_in(page, live_server, section)
    piece(page, "卖菱角的阿姨").locator("[data-edit]").click()
    page.locator("select[name=at]").select_option(index=2)
    page.get_by_role("button", name="拆分", exact=True).click()
    page.wait_for_load_state()
    assert ManuscriptImport.objects.get().version == 1
    context.close()
