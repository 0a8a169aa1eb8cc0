"""The bulk desk's list of events."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.events.models import Event
from programs.events.viewsets import state

from .factories import EventFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_no_more_precise_than_the_source(staff):
    start = datetime.datetime(2022, 12, 12, tzinfo=timezone.get_default_timezone())
    EventFactory(starts_at=start, precision="day")
    EventFactory(starts_at=start, precision="month")
    page = staff("keeper").client.get(reverse("admin:events_event_changelist") + "?o=4").content.decode()
    assert ">2022年12月12日<" in page and ">2022年12月<" in page
    assert "00:00<" not in page


def test_the_desk_says_where_an_event_stands_by_now(db, staff):
    """What the clock has moved on is shown to readers as ended: its keeper sees both."""
    at = timezone.make_aware(datetime.datetime(2020, 5, 1))
    over = EventFactory(title="示例过去的", state="confirmed", starts_at=at, ends_at=at)
    EventFactory(title="示例取消的", state="cancelled", starts_at=at)
    assert (state(over), state(Event(state="planned"))) == ("已确定（现为已结束）", "计划中")
    page = staff("keeper").client.get(reverse(Event.snippet_viewset.get_url_name("list"))).content.decode()
    assert "已确定（现为已结束）" in page and "取消（现为" not in page
