"""The front page: what people come for stands above everything else, and no story is printed twice."""

import datetime
import re

import pytest
from django.utils import timezone

from news.tests.factories import ArticlePageFactory, SectionPageFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def front(client, home):
    def show(*parts):
        home.parts = list(parts)
        home.save()
        return client.get("/").content.decode()

    return show


def stories(section, number, first="稿"):
    return [
        ArticlePageFactory(
            parent=section, title=f"示例{first}{place}", published_at=NOW - datetime.timedelta(hours=place)
        )
        for place in range(number)
    ]


def of(section, count=3):
    return ("sections", {"title": "动态", "sections": [{"section": section, "count": count, "is_with_picture": True}]})


def headline(*articles):
    main, *others = articles or [None]
    return ("headline", {"article": main, "title": "", "secondary": others})


def printed(page):
    """Addresses of the stories, each as often as a heading or a line leads to it; pictures lead there a second time."""
    main = page[page.index('<main id="main"') : page.index("</main>")]
    return re.findall(r'<a href="(/news/[^"]+/[^"]+/)"(?! tabindex)', main)


def test_no_story_stands_twice(front, section, news_index):
    other = SectionPageFactory(parent=news_index)
    first, second = stories(section, 8, "甲"), stories(other, 8, "乙")
    page = front(
        headline(first[0], second[0], first[1]),
        ("notices", {"title": "通知公告", "section": other, "count": 3}),
        of(section),
        of(other),
        of(section, 2),
    )
    found = printed(page)
    assert len(found) == len(set(found))
    assert found == [
        article.url for article in (first[0], second[0], first[1], *second[1:4], *first[2:5], *second[4:7], *first[5:7])
    ]


def test_lists_are_filled_up_with_the_next_and_an_empty_section_is_left_out(front, section, news_index):
    only = ArticlePageFactory(parent=SectionPageFactory(parent=news_index, title="独稿栏目"), title="示例独稿")
    articles = stories(section, 4)
    page = front(headline(only, articles[0]), of(section), of(only.get_parent().specific))
    assert printed(page) == [article.url for article in (only, *articles)]
    assert "front__title" in page and '>独稿栏目</a><a class="front__more"' not in page


def test_without_a_choice_the_newest_stand_at_the_top_and_nowhere_else(front, section):
    articles = stories(section, 9)
    page = front(headline(), of(section))
    assert printed(page) == [article.url for article in articles[:8]]


def test_what_is_not_published_falls_out(front, section):
    articles = stories(section, 5)
    articles[0].unpublish()
    page = front(headline(articles[0], articles[2]), of(section))
    assert printed(page) == [articles[index].url for index in (1, 2, 3, 4)]


def test_the_tasks_come_first_with_what_is_open_and_what_takes_place_soon(front, section):
    today = timezone.localdate()
    policy = PolicyFactory(title="示例留工补贴办法")
    item = PolicyItemFactory(
        policy=policy, title="示例留工补贴", amount_text="每人1000元", closes_on=today + datetime.timedelta(days=6)
    )
    PolicyItemFactory(policy=policy, title="示例没写时间的事项")
    PolicyItemFactory(policy=policy, title="示例截止了的事项", closes_on=today - datetime.timedelta(days=1))
    EventFactory(title="示例招聘会", starts_at=NOW + datetime.timedelta(days=3))
    EventFactory(title="示例取消的招聘会", starts_at=NOW + datetime.timedelta(days=2), state="cancelled")
    page = front(headline(*stories(section, 1)))
    tasks = page[page.index('<nav class="tasks"') : page.index('<section class="headline"')]
    for words in ("找补贴", "正在受理", "还剩6天", "每人1000元", f"#item-{item.pk}", "近期活动", "示例招聘会"):
        assert words in tasks, words
    assert "示例没写时间" not in tasks and "示例截止了" not in tasks and "示例取消" not in tasks
    assert 'href="/policies/?claims=open"' in tasks and 'href="/events/?when=upcoming"' in tasks


def test_where_there_is_nothing_to_do_no_task_is_offered(front, section):
    page = front(headline(*stories(section, 1)))
    assert 'class="tasks"' not in page


def test_a_story_of_another_year_names_its_year(front, section):
    """Otherwise 19 December of four years ago reads as a day to come."""
    year = timezone.localdate().year
    for month in range(6, 13):
        day = datetime.datetime(year - 4, month, 9, 8, 30, tzinfo=timezone.get_current_timezone())
        ArticlePageFactory(parent=section, title=f"示例{month}月旧稿", published_at=day)
    new = ArticlePageFactory(parent=section, title="示例新稿", published_at=NOW)
    notices = ("notices", {"title": "通知公告", "section": section, "count": 8})
    times = re.findall(r"<time[^>]*>([^<]*)</time>", front(headline(new), notices))
    today = timezone.localdate(NOW)
    assert times[0].startswith(f"{today.month}月{today.day}日 ")
    assert times[1] == f"{year - 4}年12月9日" and times[-1] == f"{year - 4}-06-09"
