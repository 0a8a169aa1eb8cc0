"""What people come for, above everything else on the front page: claim something, find a fair, get a service."""

from dataclasses import dataclass, field

from django.urls import reverse

from programs.events.related import coming_events
from programs.policies.claims import open_items
from programs.policies.models import Policy
from programs.showing.related import Entry

SHOWN = 2


@dataclass(frozen=True)
class Task:
    title: str
    url: str
    text: str  # what one finds there
    entries: list[Entry] = field(default_factory=list)

    @property
    def addresses(self):
        return {entry.url for entry in self.entries}


def tasks():
    """The tasks for which there is anything, in a query each."""
    items = [_item(one) for one in open_items(SHOWN)]
    events = coming_events(SHOWN)
    kinds = set(Policy.objects.public_now().order_by().values_list("kind", flat=True).distinct())
    policies, events_url = reverse("policy_list"), reverse("event_list")
    found = [
        (kinds, Task("找补贴", policies, "惠企政策和可以申领的事项")),
        (
            Policy.Kind.SERVICE in kinds,
            Task("找服务", f"{policies}?kind={Policy.Kind.SERVICE}", "企业和居民用得上的服务"),
        ),
        (items, Task("正在受理", f"{policies}?claims=open", "还能申领的事项", items)),
        (events, Task("近期活动", f"{events_url}?when=upcoming", "招聘会、订货会和社区活动", events)),
    ]
    return [task for is_there, task in found if is_there]


def _item(one):
    return Entry(one.title, one.url, one.offer, one.left)
