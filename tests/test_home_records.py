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
    EventFactory(title="下月的采购节", starts_at=timezone.now() + datetime.timedelta(days=30))
    text = front()
    assert "即将举行的活动" in text and "下月的采购节" in text and "去年的采购节" not in text


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
