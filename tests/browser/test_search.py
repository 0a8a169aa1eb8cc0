"""The page of results in a real browser: readable in every display, narrowed on a phone, its clicks counted."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from news.tests.factories import ArticlePageFactory
from portal.search.models import Promotion, QueryDay, ResultPositionDay
from portal.search.statistics.tally import TALLY
from portal.search.tests.index import index_all
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import SectorFactory, TopicFactory, TownFactory

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
PAGES = {
    "results": "/search/?q=鞋业",
    "narrowed": "/search/?q=鞋业&kind=company",
    "second page": "/search/?q=鞋业&page=2",
    "card": "/search/?q=浙江笑果鞋业有限公司",
    "nothing": "/search/?q=无此内容",
    "nothing left": "/search/?q=鞋业&kind=attachment",
    "nothing asked": "/search/",
}


@pytest.fixture
def found(section):
    TALLY.forget()
    company = CompanyFactory(
        title="浙江笑果鞋业有限公司",
        summary="鞋企，产品出口。",
        sector=SectorFactory(name="制鞋业"),
        town=TownFactory(),
    )
    CompanyAliasFactory(company=company, name="笑果")
    policy = PolicyFactory(title="鹿城区《关于促进鞋业出口》的若干意见", topic=TopicFactory(name="外贸"))
    PolicyItemFactory(policy=policy, title="鞋业参展补助", number="一")
    ArticlePageFactory(
        parent=section, title="鞋业订单排到三月", body=[("paragraph", "<p>鞋业的订单排到了明年三月。</p>")]
    )
    for number in range(22):
        CompanyFactory(title=f"温州示例鞋业{number}有限公司", town=TownFactory())
    Promotion.objects.create(queries="鞋业", url="/news/", title="鞋业专题", note="编辑写的一句话。")
    index_all()
    yield company
    TALLY.forget()


def open_as(page, live_server, path, display="standard.light", width=1440):
    page.set_viewport_size({"width": width, "height": 844})
    page.context.add_cookies([{"name": "display", "value": display, "url": live_server.url}])
    page.goto(f"{live_server.url}{path}", wait_until="networkidle")


@pytest.mark.parametrize("display", ["standard.light", "standard.dark", "elder.light", "elder.dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation(watched, live_server, found, display, width):
    problems = {}
    for name, path in PAGES.items():
        open_as(watched, live_server, path, display, width)
        for violation in Axe().run(watched, options=RULES).response["violations"]:
            problems[f"{name}: {violation['id']}"] = [node["html"][:120] for node in violation["nodes"]][:3]
    assert problems == {}
    assert watched.problems == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(watched, live_server, found, width):
    wide = []
    for display in ("standard.light", "elder.light"):
        for name, path in PAGES.items():
            open_as(watched, live_server, path, display, width)
            if watched.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{name} {display}")
    assert wide == []


def test_phones_fold_the_filters_away(watched, live_server, found):
    open_as(watched, live_server, PAGES["results"], width=390)
    kind = watched.get_by_role("link", name="政策", exact=False).locator("visible=true")
    assert watched.locator(".narrow__groups").is_hidden()
    watched.locator(".narrow summary").click()
    assert watched.locator(".narrow__groups").is_visible() and kind.count()
    watched.locator(".narrow__values a", has_text="惠企事项").click()
    assert watched.locator(".hit").count() == 1
    watched.locator(".found__chips a").click()
    assert watched.locator(".hit").count() == 20


def test_wide_screens_show_the_filters_without_a_click(watched, live_server, found):
    open_as(watched, live_server, PAGES["results"])
    assert watched.locator(".narrow__groups").is_visible()
    assert watched.locator(".narrow summary").is_hidden()
    watched.keyboard.press("Tab")
    reached = set()
    for _ in range(60):
        watched.keyboard.press("Tab")
        reached.add(watched.evaluate("document.activeElement.closest('.narrow, .hit, .found__sorts')?.className"))
    assert {"narrow", "hit", "found__sorts"} <= reached


def test_a_click_is_told_in_passing(watched, live_server, found):
    open_as(watched, live_server, PAGES["results"])
    third = watched.locator(".hit a").nth(2)
    with watched.expect_request("**/search/click/") as sent:
        third.click()
    watched.wait_for_load_state("networkidle")
    assert "/search/" not in watched.url
    assert sent.value.method == "POST" and "position=3" in sent.value.post_data and "first=1" in sent.value.post_data
    assert watched.problems == []


def test_only_the_first_click_of_an_answer_counts_for_its_question(watched, live_server, found, monkeypatch):
    monkeypatch.setattr("portal.search.statistics.views.is_readers", lambda request: True)
    open_as(watched, live_server, PAGES["results"])
    watched.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    for number in (0, 4, 4):
        with watched.expect_response("**/search/click/"):
            watched.locator(".hit a").nth(number).click()
    TALLY.write()
    assert QueryDay.objects.get(words="鞋业").clicked == 1
    clicks = dict(ResultPositionDay.objects.filter(clicks__gt=0).values_list("position", "clicks"))
    assert clicks == {1: 1, 5: 2}


def test_paper_has_the_results_and_no_tools(watched, live_server, found):
    open_as(watched, live_server, PAGES["results"])
    watched.emulate_media(media="print")
    for tool in (".narrow", ".search-form", ".found__sorts", ".pagination"):
        assert watched.locator(tool).locator("visible=true").count() == 0, tool
    assert watched.locator(".hit").locator("visible=true").count() == 20
