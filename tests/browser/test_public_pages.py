"""What a reader sees: no accessibility violation, no sideways scrolling, no foreign request, no script error."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Site

from media.tests.factories import PictureFactory
from news.models import Contributor
from news.tests.factories import ArticlePageFactory, BylineFactory
from portal.home.models import SiteSettings
from programs.taxonomy.tests.factories import TopicFactory

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}
PARAGRAPH = "<p>窗口的灯从早亮到晚，办事的人把材料放下，说一声谢谢，转身又去忙了。</p>"


@pytest.fixture
def reading_site(home, section):
    """One section with three articles, the newest with every block; a menu, a footer, a banner; an author."""
    picture = PictureFactory(title="瓯江夜色", caption="江上的灯。")
    no_words = {"caption": "", "photographer": "", "provider": "", "alt_text": ""}
    body = [
        ("heading", {"text": "一站式服务", "level": "2"}),
        ("paragraph", PARAGRAPH),
        ("picture", {"picture": picture, **no_words}),
        ("picture", {"picture": None, **no_words, "caption": "图片待补的图注。"}),
        ("gallery", {"title": "图集", "pictures": [{"picture": picture, **no_words}] * 2}),
        ("quotation", {"text": "心里踏实了。", "speaker": "示例人物", "role": "负责人", "organisation": "示例单位"}),
        (
            "figures",
            {
                "title": "",
                "figures": [{"value": "50", "unit": "%", "qualifier": "以上", "label": "示例", "source": "示例"}],
            },
        ),
        ("embed", {"url": "https://example.org/", "title": "示例视频", "platform": "", "description": ""}),
        ("heading", {"text": "资金先到账", "level": "2"}),
        ("sidebar", {"kind": "采写手记", "title": "江边的灯", "body": [("paragraph", PARAGRAPH)]}),
        ("related_links", {"title": "相关链接", "links": [{"page": section, "url": "", "title": ""}]}),
    ]
    articles = [ArticlePageFactory(parent=section, cover=picture, kicker="惠企一线") for _ in range(2)]
    article = ArticlePageFactory(parent=section, cover=picture, body=body, subtitle="区外贸企业综合服务中心的一天")
    article.topics = [TopicFactory(name="外贸")]
    article.save()
    for page in [article, *articles]:
        BylineFactory(page=page, contributor=Contributor.objects.get_or_create(name="示例记者")[0])
    home.parts = [
        ("headline", {"article": article, "title": "", "secondary": articles}),
        ("notices", {"title": "通知公告", "section": section, "count": 3}),
        (
            "figures",
            {
                "title": "数说",
                "figures": [{"value": "2716.1", "unit": "亿元", "qualifier": "", "label": "示例", "source": ""}],
                "note": "",
            },
        ),
        ("sections", {"title": "", "sections": [{"section": section, "count": 3, "is_with_picture": True}]}),
    ]
    home.save()
    settings = SiteSettings.for_site(Site.objects.get())
    settings.tagline, settings.banner_text = "瓯江之畔，一站找到", "台风蓝色预警示例"
    settings.menu = [("item", {"label": "栏目", "page": section, "url": ""})]
    settings.footer = [("column", {"title": "新闻", "links": [{"label": "栏目", "page": section, "url": ""}]})]
    settings.save()
    return {
        "home": "/",
        "news": "/news/",
        "section": section.url,
        "article": article.url,
        "author": Contributor.objects.get().get_absolute_url(),
        "search": "/search/?q=外贸",
        "no result": "/search/?q=无此内容",
        "site map": "/sitemap/",
        "missing": "/nothing-here/",
    }


def open_as(page, live_server, path, display, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.context.add_cookies([{"name": "display", "value": display, "url": live_server.url}])
    return page.goto(f"{live_server.url}{path}", wait_until="networkidle")


@pytest.mark.parametrize("display", ["standard.light", "standard.dark", "elder.light", "elder.dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation(watched, live_server, reading_site, display, width):
    found = {}
    for name, path in reading_site.items():
        open_as(watched, live_server, path, display, width)
        results = Axe().run(watched, options=RULES)
        for violation in results.response["violations"]:
            found[f"{name}: {violation['id']}"] = [node["html"][:120] for node in violation["nodes"]][:3]
    assert found == {}
    assert [problem for problem in watched.problems if "404" not in problem] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440, 1600])
def test_nothing_scrolls_sideways(watched, live_server, reading_site, width):
    wide = []
    for display in ("standard.light", "elder.light"):
        for name, path in reading_site.items():
            open_as(watched, live_server, path, display, width)
            if watched.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{name} {display}")
    assert wide == []


def test_elder_mode_works_without_scripts_and_stays(browser, live_server, reading_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{reading_site['article']}")
    page.get_by_role("button", name="长者模式").click()
    assert page.url == f"{live_server.url}{reading_site['article']}"
    assert page.locator("html").get_attribute("data-mode") == "elder"
    page.goto(f"{live_server.url}/")
    assert page.locator("html").get_attribute("data-mode") == "elder"
    page.get_by_role("button", name="标准模式").click()
    assert page.locator("html").get_attribute("data-mode") == "standard"
    context.close()


def test_elder_mode_switches_at_once_with_scripts(watched, live_server, reading_site):
    open_as(watched, live_server, "/", "standard.light", 1440)
    before = watched.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    with watched.expect_response("**/display/"):
        watched.get_by_role("button", name="长者模式").click()
    assert watched.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.25
    watched.reload()
    assert watched.locator("html").get_attribute("data-mode") == "elder"


def test_keyboard_reaches_the_text_first(watched, live_server, reading_site):
    open_as(watched, live_server, reading_site["article"], "standard.light", 1440)
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.className") == "skip-link"
    watched.keyboard.press("Enter")
    assert watched.evaluate("document.activeElement.id") == "main"


def test_contents_lead_to_their_headings(watched, live_server, reading_site):
    open_as(watched, live_server, reading_site["article"], "standard.light", 1440)
    watched.locator(".toc a").nth(1).click()
    heading = watched.locator(watched.evaluate("location.hash"))
    assert "资金先到账" in heading.inner_text()
