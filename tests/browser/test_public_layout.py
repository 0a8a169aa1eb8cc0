"""How the public pages stand in a real browser: measured, for what is seen cannot be read from the HTML."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.registers import rich_policy

from .test_public_pages import open_as, reading_site

__all__ = ["reading_site"]

CHARACTERS = """() => {
  const texts = [...document.querySelectorAll(".prose p")].map((one) => one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize));
  return Math.max(...texts);
}"""
# Files are named by their size: what is shown larger than its file, where the page has a larger one to give.
BLOWN_UP = """() => [...document.images].flatMap((one) => {
  const size = (text) => Number(/(?:fill|max)-([0-9]+)x/.exec(text)?.[1] ?? 0);
  const given = [...one.closest("picture")?.querySelectorAll("source") ?? []].flatMap((source) => source.srcset.split(",").map(size));
  const shown = one.getBoundingClientRect().width, file = size(one.currentSrc);
  return file && shown > file * 1.05 && file < Math.max(...given) ? [`${one.currentSrc} at ${shown}`] : [];
})"""
SMALL = """(least) => [...document.querySelectorAll("a[href], button, summary")].filter((one) => {
  const box = one.getBoundingClientRect();
  const inText = one.closest(".prose, .article__lead, .listing__intro, .plain__body");
  return box.width > 2 && !inText && !one.matches(".skip-link, [tabindex='-1']") && (box.height < least - .5 || box.width < least - .5);
}).map((one) => `${one.className || one.parentElement.className}: ${one.textContent.trim().slice(0, 20)}`)"""
LEFT = "(one) => Math.round(one.getBoundingClientRect().left)"


def left_of(page, selector):
    return page.locator(selector).first.evaluate(LEFT)


@pytest.mark.parametrize(("display", "most"), [("standard.light", 42), ("elder.light", 36)])
@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_lines_are_no_longer_than_can_be_read(watched, live_server, reading_site, display, most, width):
    open_as(watched, live_server, reading_site["article"], display, width)
    assert watched.evaluate(CHARACTERS) <= most


def test_a_story_stands_on_the_mastheads_line_with_its_column_beside_it(watched, live_server, reading_site):
    open_as(watched, live_server, reading_site["article"], "standard.light", 1440)
    assert left_of(watched, ".masthead__brand") == left_of(watched, ".article__title") == left_of(watched, ".prose p")
    assert watched.locator(".prose p").first.evaluate("(one) => getComputedStyle(one).textAlign") == "justify"
    text, side = (watched.locator(name).bounding_box() for name in (".article__text", ".toc"))
    assert side["x"] > text["x"] + text["width"] and abs(side["y"] - text["y"]) < 40


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_larger_type_blows_no_picture_up_and_makes_no_endless_page(watched, live_server, reading_site, width):
    heights = {}
    for display in ("standard.light", "elder.light"):
        open_as(watched, live_server, "/", display, width)
        assert watched.evaluate(BLOWN_UP) == []
        heights[display] = watched.evaluate("document.documentElement.scrollHeight")
    assert heights["elder.light"] < heights["standard.light"] * 2


@pytest.mark.parametrize(("display", "least"), [("standard.light", 32), ("elder.light", 44)])
@pytest.mark.parametrize("width", [390, 1440])
def test_everything_to_press_is_large_enough(watched, live_server, reading_site, section, display, least, width):
    pages = {**reading_site, "policy": rich_policy(section).get_absolute_url(), "policies": "/policies/"}
    small = {}
    for name, path in pages.items():
        open_as(watched, live_server, path, display, width)
        if found := watched.evaluate(SMALL, least):
            small[name] = found[:5]
    assert small == {}


def test_a_phone_shows_the_whole_menu(watched, live_server, reading_site):
    open_as(watched, live_server, "/", "standard.light", 390)
    links = watched.locator(".menu__link").all()
    boxes = [link.bounding_box() for link in links]
    assert len(links) > 1 and all(0 <= box["x"] and box["x"] + box["width"] <= 390 for box in boxes)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_theme_that_is_offered_is_the_one_that_is_not_on(browser, live_server, reading_site, width):
    for scheme, offered, paper in (("dark", "浅色", "rgb(251, 250, 246)"), ("light", "深色", "rgb(16, 25, 26)")):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto(live_server.url)
        assert page.locator(".masthead__switch:visible").all_inner_texts() == ["长者模式", offered]
        with page.expect_response("**/display/"):
            page.get_by_role("button", name=offered).click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        assert page.evaluate("document.activeElement.textContent") != offered  # the other button takes its place
        context.close()


def test_headings_and_landmarks_are_in_order(watched, live_server, reading_site):
    rules = {"runOnly": {"type": "rule", "values": ["heading-order", "landmark-unique"]}}
    found = {}
    for name, path in reading_site.items():
        open_as(watched, live_server, path, "standard.light", 1440)
        for violation in Axe().run(watched, options=rules).response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:120] for node in violation["nodes"]][:3]
    assert found == {}
