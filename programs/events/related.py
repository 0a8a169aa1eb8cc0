"""What events tell the pages of companies and policies, and of each other."""

from programs.showing.related import CAP, Entry, Group, provides_for

from .models import Event, EventParty
from .reading import badge, when


def entries_of(events):
    """Events as related entries: none is named without its date and where it stands."""
    return [_entry(event) for event in events]


def _entry(event):
    return Entry(event.title, event.get_absolute_url(), when(event), badge=badge(event))


def _newest(events):
    return entries_of(events.for_listing().order_by("-begins_at", "-pk")[:CAP])


def coming_events(count):
    """What is to come and not cancelled, the soonest first."""
    events = Event.objects.public_now().upcoming().not_cancelled().filter(begins_at__isnull=False)
    return entries_of(events.for_card().order_by("begins_at", "pk")[:count])


@provides_for("companies.company")
def events_of_company(company):
    parts = EventParty.objects.filter(company=company).values("event")
    return [Group("events", "参加的活动", _newest(Event.objects.public_now().filter(pk__in=parts)))]


@provides_for("policies.policy")
def events_of_policy(policy):
    return [Group("events", "相关活动", _newest(Event.objects.public_now().filter(policies=policy)))]


@provides_for("events.event")
def other_editions(event):
    if event.series_id is None:
        return []
    others = Event.objects.public_now().filter(series=event.series_id).exclude(pk=event.pk)
    return [Group("editions", "同系列活动", _newest(others))]
