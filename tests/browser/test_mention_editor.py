"""Linking words to a record in a real browser, and what becomes of the link afterwards."""

import re

import pytest
from playwright.sync_api import expect

from news.models import ArticlePage
from programs.companies.tests.factories import CompanyFactory

from .test_desk import log_in, staff  # noqa: F401

SENTENCE = "示例康鞋业获得补贴。"


@pytest.fixture
def company(section):
    CompanyFactory(title="示例康鞋业研究院")
    return CompanyFactory(title="浙江示例康鞋业有限公司", short_name="示例康鞋业")


def select(page, count, start=0):
    """Select `count` characters of the paragraph by the keyboard, as Draft.js wants it."""
    page.keyboard.press("ControlOrMeta+Home")
    for _ in range(start):
        page.keyboard.press("ArrowRight")
    for _ in range(count):
        page.keyboard.press("Shift+ArrowRight")


def write_and_link(page, live_server, section):
    page.goto(f"{live_server.url}/cms/pages/add/news/articlepage/{section.pk}/")
    page.fill("#id_title", "补贴到账了")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="正文").first.click()
    page.locator("[data-contentpath=body] [role=textbox]").last.click()
    page.keyboard.type(SENTENCE)
    select(page, 5)
    page.keyboard.press("Control+Alt+k")
    expect(page.locator(".modal [name=q]")).to_have_value(SENTENCE[:5])
    expect(page.locator(".modal [name=q]")).to_be_focused()
    page.locator("[data-mention-role]").select_option(label="受益")
    page.locator("[data-mention-choice]").first.click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator("a.mention-mark")).to_have_text(SENTENCE[:5])
    # The first automatic save makes the draft. A button pressed while it is under way would make another one.
    expect(page.get_by_text("已保存")).to_be_visible(timeout=30_000)


def stored(page, name="body-0-value"):
    return page.locator(f"[name={name}]")


def saved_source(page, article, words):
    """The stored paragraph once it holds `words`. Automatic saves are waited for: a button pressed during one is late."""
    for _ in range(120):
        source = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body[0].value.source
        if words in source:
            expect(page.get_by_text("已保存")).to_be_visible(timeout=30_000)
            return source
        page.wait_for_timeout(250)
    raise AssertionError(f"{words} was not saved")


def save(page, button):
    page.locator(button).first.click()
    page.wait_for_load_state("networkidle")


def test_a_link_goes_from_the_editor_to_the_public_and_outlives_edits(watched, live_server, staff, section, company):  # noqa: F811
    log_in(watched, live_server, "editor")
    write_and_link(watched, live_server, section)
    watched.keyboard.press("ControlOrMeta+End")
    watched.keyboard.type("企业说。")
    link = f'<a linktype="company" id="{company.pk}" role="beneficiary">示例康鞋业</a>'
    article = ArticlePage.objects.get(title="补贴到账了")
    assert f"{link}获得补贴。企业说。" in saved_source(watched, article, "企业说")

    watched.goto(f"{live_server.url}/cms/pages/{article.pk}/edit/")
    watched.locator("[data-contentpath=body] [role=textbox]").last.click()
    watched.keyboard.press("ControlOrMeta+Home")
    watched.keyboard.type("今年，")
    expect(stored(watched)).to_have_value(re.compile("今年|\\\\u4eca"))
    save(watched, "button[name=action-submit]")
    article.refresh_from_db()
    assert f"今年，{link}获得补贴。企业说。" in article.get_latest_revision_as_object().body[0].value.source

    log_in(watched, live_server, "reviewer")
    watched.goto(f"{live_server.url}/cms/proof/page/{article.pk}/")
    save(watched, "[name=decision][value=approve]")
    article.refresh_from_db()
    assert article.live
    watched.goto(f"{live_server.url}{article.url}")
    expect(watched.locator(f"a.mention[href='{company.get_absolute_url()}']")).to_have_text("示例康鞋业")
    assert watched.problems == []


def test_a_link_is_undone_copied_split_changed_and_taken_away(watched, live_server, staff, section, company):  # noqa: F811
    log_in(watched, live_server, "editor")
    write_and_link(watched, live_server, section)
    marks = watched.locator("a.mention-mark")

    watched.keyboard.press("ControlOrMeta+z")
    expect(marks).to_have_count(0)
    watched.keyboard.press("ControlOrMeta+Shift+z")
    expect(marks).to_have_count(1)

    select(watched, 7)
    watched.keyboard.press("ControlOrMeta+c")
    watched.keyboard.press("ControlOrMeta+End")
    watched.keyboard.press("Enter")
    watched.keyboard.press("ControlOrMeta+v")
    expect(marks).to_have_count(2)

    watched.locator("[data-contentpath=lead] [role=textbox]").click()
    watched.keyboard.press("ControlOrMeta+v")
    expect(watched.locator("[data-contentpath=lead] a.mention-mark")).to_have_count(1)
    expect(stored(watched, "lead")).to_have_value(re.compile("beneficiary"))

    watched.locator("[data-contentpath=lead] a.mention-mark").click()
    card = watched.locator(".mention-card")
    expect(card).to_contain_text("浙江示例康鞋业有限公司")
    expect(card).to_contain_text("角色：受益")
    card.get_by_role("button", name="更改").click()
    expect(watched.locator(".modal")).to_contain_text("现在关联")
    watched.locator("[data-mention-role]").select_option(label="主语")
    watched.get_by_text("不换记录，只改角色").click()
    expect(stored(watched, "lead")).to_have_value(re.compile('"role":"subject"'))
    expect(stored(watched)).not_to_have_value(re.compile('"role":"subject"'))
    watched.locator("[data-contentpath=lead] a.mention-mark").click()
    card.get_by_role("button", name="移除").click()
    expect(watched.locator("[data-contentpath=lead] a.mention-mark")).to_have_count(0)
    expect(watched.locator("[data-contentpath=lead] [role=textbox]")).to_contain_text("示例康鞋业获得")
    assert watched.problems == []
    watched.goto("about:blank")  # an open form goes on asking the server while the database is cleared
