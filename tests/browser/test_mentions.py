"""Cards of the records that a story names, and addresses of its sentences, as readers meet them."""

import datetime
import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from news.tests.mentions import link as linked
from news.tests.named import story
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

from .test_public_pages import RULES, open_as


@pytest.fixture
def named(home, section):
    """(address of a story, of a company that it names, of the page of its mentions)"""
    policy = PolicyFactory(title="《示例十条意见》", issuer_text="鹿城", effective_from=datetime.date(2020, 1, 1))
    company = CompanyFactory(title="温州示例鞋业有限公司")
    event = EventFactory(title="示例鞋类采购节", venue="示例国际鞋博城", state="ended")
    item = PolicyItemFactory(policy=policy, title="留岗补贴", amount_text="每人500元")
    shoes = linked(company, "示例鞋业")
    article = story(
        section,
        f"入冬以来，<b>订单一天比一天多。{shoes}的</b>车间里，缝纫机从早响到晚，<i>工人们说</i>今年的单子排到了开春。",
        f"按照{linked(policy, '“十条意见”')}，{linked(item, '留岗补贴')}当天受理、当天到账。{shoes}是第一批。",
        *(
            f"在{linked(event, '采购节')}上，{shoes}签下第{number}单。客商说，质量稳、交货快，回去还要再谈。"
            for number in "一二三四五"
        ),
        title="鞋城里的缝纫机从早响到晚",
    )
    return article.url, company.get_absolute_url(), f"/mentions/company/{company.slug}/"


def shot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page="full" in name)


@pytest.mark.parametrize("display", ["standard.light", "standard.dark", "elder.light", "elder.dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation_with_a_card_or_marks_to_cite(watched, live_server, named, display, width):
    found = {}
    for number, path in enumerate(named):
        open_as(watched, live_server, path, display, width)
        if number == 0:
            watched.get_by_role("button", name="引用句子").click()
            watched.locator("a.mention").nth(1).focus()
            watched.keyboard.press("Shift+Tab")
            watched.keyboard.press("Tab")
        for violation in Axe().run(watched, options=RULES).response["violations"]:
            found[f"{path}: {violation['id']}"] = [node["html"][:160] for node in violation["nodes"]][:3]
        assert watched.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        shot(watched, f"{number}-{display}-{width}-full")
    assert found == {}
    assert watched.problems == []


def test_a_pointer_and_the_keyboard_open_a_card_and_leave_it(watched, live_server, named):
    open_as(watched, live_server, named[0], "standard.light", 1440)
    card, mark = watched.locator(".mention-card"), watched.locator("a.mention").first
    mark.hover()
    card.wait_for(state="visible")
    shot(watched, "card-1440")
    assert "温州示例鞋业有限公司" in card.inner_text() and "企业" in card.inner_text()
    watched.mouse.move(5, 5)
    card.wait_for(state="hidden")
    watched.get_by_role("button", name="引用句子").focus()
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.dataset.mention").startswith("company-")
    assert card.is_visible()
    watched.keyboard.press("Escape")
    assert not card.is_visible()
    watched.keyboard.press("Tab")
    assert card.is_visible() and "《示例十条意见》" in card.inner_text()
    with watched.expect_navigation():
        watched.keyboard.press("Enter")
    assert "/policies/" in watched.url


def test_a_finger_opens_the_card_first_and_follows_its_link(browser, live_server, named):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}{named[0]}", wait_until="networkidle")
    page.locator("a.mention").first.tap()
    card = page.locator(".mention-card")
    card.wait_for(state="visible")
    assert page.url.endswith(named[0])
    shot(page, "card-390")
    assert card.get_by_role("link").bounding_box()["height"] >= 44
    page.locator("h1").tap()
    card.wait_for(state="hidden")
    page.locator("a.mention").first.tap()
    with page.expect_navigation():
        card.get_by_role("link").tap()
    assert page.url.endswith(named[1])
    context.close()


def test_a_sentence_is_marked_whole_and_can_be_cited(watched, live_server, named):
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_as(watched, live_server, named[0], "standard.light", 1440)
    anchor = watched.locator("[data-sentences] span[id^='s-']").nth(1).get_attribute("id")
    watched.goto(f"{live_server.url}{named[0]}#{anchor}")
    said = watched.evaluate("[...document.querySelectorAll('.is-cited')].map(run => run.textContent).join('')")
    assert said == "示例鞋业的车间里，缝纫机从早响到晚，工人们说今年的单子排到了开春。"
    shot(watched, "cited-1440")
    watched.get_by_role("button", name="引用句子").click()
    watched.locator(f"[data-s='{anchor}']").last.click()
    card = watched.get_by_role("dialog", name="引用本句")
    text = card.get_by_role("textbox").input_value()
    assert text.startswith("《鞋城里的缝纫机从早响到晚》\n示例鞋业的车间里") and text.endswith(f"{named[0]}#{anchor}")
    shot(watched, "cite-1440")
    card.get_by_role("button", name="复制本句地址").click()
    card.get_by_text("已复制。").wait_for()
    assert watched.evaluate("navigator.clipboard.readText()").endswith(f"{named[0]}#{anchor}")
    watched.keyboard.press("Escape")
    watched.locator(".cite-mark").first.focus()
    watched.keyboard.press("Enter")
    assert "订单一天比一天多。" in card.get_by_role("textbox").input_value()
    watched.keyboard.press("Escape")
    watched.get_by_role("button", name="引用句子").click()
    assert watched.locator(".cite-mark").count() == 0


def test_without_scripts_marks_are_links_and_nothing_is_offered_that_does_not_work(browser, live_server, named):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{named[0]}")
    assert not page.get_by_text("引用句子").is_visible() and not page.locator(".cite-card").is_visible()
    page.locator("a.mention").first.click()
    assert page.url.endswith(named[1])
    context.close()
