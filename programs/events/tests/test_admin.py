"""The bulk desk's list of events."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from .factories import EventFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_no_more_precise_than_the_source(staff):
    start = datetime.datetime(2022, 12, 12, tzinfo=timezone.get_default_timezone())
    EventFactory(starts_at=start, precision="day")
    EventFactory(starts_at=start, precision="month")
    page = staff("keeper").client.get(reverse("admin:events_event_changelist") + "?o=4").content.decode()
    assert ">2022年12月12日<" in page and ">2022年12月<" in page
    assert "00:00<" not in page
