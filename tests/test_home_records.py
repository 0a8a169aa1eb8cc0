"""The home page's parts of records say what is true of what they show."""

import datetime

import pytest
from django.utils import timezone

from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client, home):
    home.parts = [("events", {"title": "即将举行的活动", "count": 2})]
    home.save()
    return lambda: client.get("/").content.decode()


def test_what_is_to_come_is_shown_under_the_editors_title(front):
    EventFactory(title="去年的采购节", starts_at=timezone.now() - datetime.timedelta(days=300))
    for days in (10, 20, 30):
        EventFactory(title=f"{days}天后的采购节", starts_at=timezone.now() + datetime.timedelta(days=days))
    text = front()
    assert "即将举行的活动" in text and "30天后的采购节" in text and "去年的采购节" not in text


def test_where_nothing_is_to_come_the_last_ones_are_not_called_coming(front):
    assert "的活动</a>" not in front()
    for days in (300, 100, 200):
        EventFactory(title=f"{days}天前的采购节", starts_at=timezone.now() - datetime.timedelta(days=days))
    EventFactory(title="没有日期的活动", starts_at=None)
    text = front()
    assert "最近的活动" in text and "即将举行的活动" not in text
    assert text.index("100天前的采购节") < text.index("200天前的采购节")
    assert "300天前" not in text and "没有日期的活动" not in text and text.count("已结束") == 2


def test_the_latest_policies_are_the_same_at_home_and_in_their_list(client, home):
    """By the date that each bears; among those without one, what was put on record last."""
    home.parts = [("policies", {"title": "最新政策", "count": 4})]
    home.save()
    for title, day in ("甲", None), ("乙", "2023-01-01"), ("丙", None), ("丁", "2024-01-01"):
        PolicyFactory(title=f"示例政策{title}", published_on=day and datetime.date.fromisoformat(day))
    for address in ("/", "/policies/"):
        text = client.get(address).content.decode()
        places = [text.index(f"示例政策{title}") for title in "丁乙丙甲"]
        assert places == sorted(places), address


def test_no_event_stands_among_the_tasks_and_below_them(client, home):
    home.parts = [("events", {"title": "更多活动", "count": 2})]
    home.save()
    for days in range(1, 6):
        EventFactory(title=f"{days}天后的招聘会", starts_at=timezone.now() + datetime.timedelta(days=days))
    text = client.get("/").content.decode()
    assert [text.count(f">{days}天后的招聘会<") for days in range(1, 6)] == [1, 1, 1, 1, 0]
    assert text.index("2天后的招聘会") < text.index("更多活动") < text.index("3天后的招聘会")


def test_where_the_tasks_tell_of_all_that_comes_no_part_is_left_with_the_past(client, home):
    home.parts = [("events", {"title": "更多活动", "count": 2})]
    home.save()
    EventFactory(title="明天的招聘会", starts_at=timezone.now() + datetime.timedelta(days=1))
    EventFactory(title="去年的采购节", starts_at=timezone.now() - datetime.timedelta(days=300))
    text = client.get("/").content.decode()
    assert "明天的招聘会" in text and "更多活动" not in text and "最近的活动" not in text
