import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from programs.events.models import Event, EventFigure, EventParty


class EventFactory(DjangoModelFactory):
    """A confirmed event of one day, to come; later ones of a batch lie further ahead."""

    title = factory.Sequence(lambda number: f"第{number}届示例鞋类采购节暨春季订货会")
    summary = "示例活动：采购商与本地鞋企面对面。"
    kind = "fair"
    state = "confirmed"
    starts_at = factory.Sequence(lambda number: timezone.now() + datetime.timedelta(days=number % 300 + 2))

    class Meta:
        model = Event


class EventPartyFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    name = "示例参与方"

    class Meta:
        model = EventParty


class EventFigureFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    name = "线下招聘会"
    figure = 7
    unit = "场"
    basis = "planned"

    class Meta:
        model = EventFigure
