"""A story and its lists as readers get them: nothing that is yet to come, and the narrow column beside them."""

import datetime

import pytest
from django.utils import timezone

from news.tests.factories import ArticlePageFactory, SectionPageFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyItemFactory

pytestmark = pytest.mark.django_db
MISSING = ("picture", {"picture": None, "caption": "示例图注：街头", "photographer": "示例记者"})
TEXT = ("paragraph", "<p>示例：瓯江从城北流过。</p>")


@pytest.fixture
def story(section):
    return ArticlePageFactory(
        parent=section, body=[TEXT, MISSING, ("gallery", {"title": "组图", "pictures": []}), TEXT]
    )


def test_readers_see_no_placeholder_for_a_picture_yet_to_come(client, story):
    page = client.get(story.url).content.decode()
    assert "图片待补" not in page and "示例图注" not in page and "picture__missing" not in page


def test_who_looks_at_a_draft_is_told(rf, story):
    response = story.make_preview_request()
    assert "图片待补" in response.render().content.decode()


def test_beside_a_story_stand_related_ones_and_the_newest_each_once(client, story, section, news_index):
    other = SectionPageFactory(parent=news_index)
    newest = [
        ArticlePageFactory(
            parent=other, title=f"示例新稿{number}", published_at=timezone.now() + datetime.timedelta(minutes=-number)
        )
        for number in range(8)
    ]
    page = client.get(story.url).content.decode()
    side = page[page.index('<aside class="article__side') :]
    assert [article.title in side for article in newest] == [True] * 5 + [False] * 3
    assert story.title not in side[: side.index("</aside>")]


def test_beside_a_list_stands_what_it_does_not_show(client, story, section, news_index):
    other = ArticlePageFactory(parent=SectionPageFactory(parent=news_index), title="示例别栏的稿")
    PolicyItemFactory(title="示例留工补贴", closes_on=timezone.localdate())
    EventFactory(title="示例招聘会", starts_at=timezone.now() + datetime.timedelta(days=1))
    for url, has_latest in ((section.url, True), (news_index.url, False)):
        page = client.get(url).content.decode()
        rail = page[page.index('<aside class="rail"') : page.index("</aside>", page.index('<aside class="rail"'))]
        assert (other.title in rail) is has_latest
        assert story.title not in rail
        assert "示例留工补贴" in rail and "今天截止" in rail and "示例招聘会" in rail


def test_the_page_has_no_heading_out_of_order_because_of_figures(client, section):
    figures = ("figures", {"title": "几个数", "figures": [{"value": "12", "unit": "项", "label": "示例说明"}]})
    page = client.get(ArticlePageFactory(parent=section, body=[figures]).url).content.decode()
    assert '<p class="figures-title">几个数</p>' in page
