"""The search box as a combobox: keys, screen readers, input methods, slow answers; and without scripts a plain form."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
QUIET = 900  # milliseconds after which everything that was to be asked or said has been
ANSWERS = {
    "": [("外贸", "query", "")],
    "笑": [("笑果", "company", "浙江笑果鞋业有限公司"), ("笑果鞋业的<b>一天</b>", "article", "")],
    "xiaoguo": [("浙江笑果鞋业有限公司", "company", "")],
    "温州xie": [("温州鞋博城", "company", "")],
    "无": [],
}
NAMES = {"query": "热门搜索", "company": "企业", "article": "新闻"}


@pytest.fixture
def asked(watched, live_server, home):
    """Answer suggestions from ANSWERS, whatever the site has; the list of what was asked."""
    questions = []

    def answer(route):
        words = parse_qs(urlsplit(route.request.url).query, keep_blank_values=True).get("q", [""])[0]
        questions.append(words)
        found = [
            {
                "text": text,
                "kind": kind,
                "label": NAMES[kind],
                "note": note,
                "url": f"/search/?q={number}" if kind == "query" else f"/companies/{number}/",
            }
            for number, (text, kind, note) in enumerate(ANSWERS.get(words, []), 1)
        ]
        route.fulfill(content_type="application/json", body=json.dumps({"suggestions": found}))

    watched.route("**/search/suggest/**", answer)
    watched.set_viewport_size({"width": 1440, "height": 900})
    watched.goto(f"{live_server.url}/", wait_until="networkidle")
    return questions


@pytest.fixture
def box(watched, asked):
    return watched.locator("#masthead-search")


def options(page):
    return page.locator("[role=listbox]:visible [role=option]")


def active(page):
    """The text of the option that a screen reader is led to, if any."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"
    )


def composing(page, text):
    """Let an input method hold `text`, as it does while pinyin is typed."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return session


def test_roles_say_what_is_open_and_where_one_is(watched, box, asked):
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == watched.locator("[role=listbox]:visible").get_attribute("id")
    assert active(watched) is None
    assert options(watched).first.inner_text().split("\n") == [
        "笑果",
        "浙江笑果鞋业有限公司",
        "企业",
    ]
    assert Axe().run(watched, options=RULES).response["violations"] == []
    watched.wait_for_timeout(QUIET)
    assert "有 2 条建议" in watched.locator("form[data-suggest] [role=status]").first.inner_text()
    assert watched.problems == []


def test_markup_in_a_suggestion_stays_text(watched, box, asked):
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    assert "<b>一天</b>" in options(watched).nth(1).inner_text()
    assert options(watched).nth(1).locator("b").all_inner_texts() == ["笑"]


def test_arrows_go_round_and_home_and_end_go_back_to_the_text(watched, box, asked):
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "ArrowDown", "End", "ArrowUp"):
        box.press(key)
        seen.append((active(watched) or "").split("\n")[0])
    last = "笑果鞋业的<b>一天</b>"
    assert seen == ["笑果", last, "", last, "", "笑果", "", last]
    assert options(watched).nth(1).get_attribute("aria-selected") == "true"
    assert box.input_value() == "笑"


def test_enter_takes_the_line_or_sends_what_was_typed(watched, box, asked, live_server):
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    box.press("ArrowDown")
    with watched.expect_navigation(url="**/companies/1/"):
        box.press("Enter")
    watched.go_back(wait_until="networkidle")
    box.fill("")
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    with watched.expect_navigation(url="**/search/?q=*"):
        box.press("Enter")
    assert parse_qs(urlsplit(watched.url).query)["q"] == ["笑"]


def test_escape_closes_first_and_clears_then(watched, box, asked):
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    box.press("Escape")
    assert options(watched).count() == 0 and box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "笑"
    box.press("ArrowDown")
    options(watched).first.wait_for()
    assert active(watched).startswith("笑果")
    box.press("Escape")
    box.press("Escape")
    assert box.input_value() == ""


def test_leaving_closes_and_a_click_takes_the_line(watched, box, asked):
    box.press_sequentially("笑")
    options(watched).first.wait_for()
    box.press("Tab")
    assert options(watched).count() == 0
    box.click()
    box.press("ArrowDown")
    options(watched).nth(1).wait_for()
    with watched.expect_navigation(url="**/companies/2/"):
        options(watched).nth(1).click()


def test_an_empty_box_offers_popular_questions(watched, box, asked):
    box.click()
    options(watched).first.wait_for()
    assert options(watched).all_inner_texts()[0].split("\n") == ["外贸", "热门搜索"]


def test_typing_fast_asks_once_and_late_answers_are_dropped(watched, box, asked):
    box.press_sequentially("xiaoguo", delay=10)
    options(watched).first.wait_for()
    assert asked == ["xiaoguo"]
    box.fill("")
    box.press_sequentially("xiaoguo", delay=10)
    watched.wait_for_timeout(QUIET)
    assert asked.count("xiaoguo") == 1, "remembered"


def test_a_slow_answer_to_an_older_question_is_never_shown(watched, box, asked):
    waiting = []
    watched.route("**/search/suggest/?q=%E7%AC%91", lambda route: waiting.append(route))
    box.press_sequentially("笑")
    watched.wait_for_timeout(QUIET)
    assert len(waiting) == 1
    box.fill("无")
    watched.wait_for_timeout(QUIET)
    try:
        waiting[0].fulfill(
            content_type="application/json", body=json.dumps({"suggestions": [{"text": "旧", "label": ""}]})
        )
    except Exception:  # the page has given it up, as it should
        waiting.clear()
    watched.wait_for_timeout(QUIET)
    assert options(watched).count() == 0
    assert "没有建议" in watched.locator("form[data-suggest] [role=status]").first.inner_text()


# --- Input methods --------------------


def test_pinyin_in_composition_is_followed(watched, box, asked):
    box.focus()
    composing(watched, "xiao'guo")
    options(watched).first.wait_for()
    assert asked[-1] == "xiaoguo"
    assert options(watched).all_inner_texts()[0].startswith("浙江笑果鞋业有限公司")
    assert box.input_value() == "xiao'guo", "the composition is as the input method left it"


def test_keys_belong_to_the_input_method_while_it_composes(watched, box, asked):
    box.focus()
    session = composing(watched, "xiao guo")
    options(watched).first.wait_for()
    before = watched.url
    watched.evaluate(
        """() => { const input = document.activeElement;
        for (const key of ["ArrowDown", "Enter", "Escape", "Home"])
          input.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
        for (const key of ["ArrowDown", "Enter"])
          input.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true })); }"""
    )
    assert active(watched) is None and options(watched).count() == 1 and watched.url == before
    session.send("Input.insertText", {"text": "笑"})  # the candidate is taken: the composition ends
    options(watched).nth(1).wait_for()
    assert box.input_value() == "笑" and asked[-1] == "笑"
    box.press("ArrowDown")
    assert active(watched).startswith("笑果")


def test_what_was_composed_before_counts_with_what_is_being_composed(watched, box, asked):
    box.fill("温州")
    watched.wait_for_timeout(QUIET)
    composing(watched, "x")
    composing(watched, "xi")
    composing(watched, "xie")
    options(watched).first.wait_for()
    assert asked[-1] == "温州xie"
    assert box.input_value() == "温州xie"
    composing(watched, "")
    watched.wait_for_timeout(QUIET)
    assert box.input_value() == "温州"


# --- Everywhere --------------------


def test_phones_have_room_for_the_list(watched, asked, live_server):
    watched.set_viewport_size({"width": 390, "height": 844})
    watched.goto(f"{live_server.url}/search/", wait_until="networkidle")
    watched.locator("#page-search").press_sequentially("笑")
    options(watched).first.wait_for()
    frame = watched.locator("[role=listbox]:visible").bounding_box()
    assert frame["x"] >= 0 and frame["x"] + frame["width"] <= 390
    assert options(watched).first.bounding_box()["height"] >= 44
    assert watched.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("display", ["standard.light", "standard.dark", "elder.light", "elder.dark"])
def test_the_open_list_is_readable_in_every_display(watched, asked, live_server, display):
    watched.context.add_cookies([{"name": "display", "value": display, "url": live_server.url}])
    watched.goto(f"{live_server.url}/", wait_until="networkidle")
    watched.locator("#masthead-search").press_sequentially("笑")
    options(watched).first.wait_for()
    watched.keyboard.press("ArrowDown")
    found = Axe().run(watched, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:100]) for one in found] == []


def test_without_scripts_it_is_a_form(browser, live_server, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    box = page.locator("#masthead-search")
    assert box.get_attribute("role") is None
    box.fill("外贸")
    box.press("Enter")
    assert page.url == f"{live_server.url}/search/?q=%E5%A4%96%E8%B4%B8"
    context.close()
