"""The home page's parts that show records: newest policies, coming events, chosen companies. A query or two each.

Each gives the title that is true of what it found, and the records.
"""

from dataclasses import dataclass

from django.db.models import F

from programs.companies.models import Company
from programs.events.models import Event
from programs.events.reading import badge, when
from programs.policies.models import Policy, Validity
from programs.policies.reading import issuer_names
from programs.showing.facts import Badge

RECENT_EVENTS = "最近的活动"  # over what was, where nothing is to come


@dataclass(frozen=True)
class PolicyLine:
    title: str
    url: str
    issuers: str
    published_on: object
    marks: list[Badge]  # what readers must not miss: 废止, 失效, 尚未施行, 受理中 and how long


@dataclass(frozen=True)
class EventLine:
    title: str
    url: str
    date: str
    place: str
    badge: Badge


def latest_policies(value, _shown_above):
    policies = Policy.objects.public_now().newest_first().for_listing()[: value["count"]]
    return value["title"], [
        PolicyLine(one.title, one.get_absolute_url(), issuer_names(one), one.published_on, _marks(one))
        for one in policies
    ]


def _marks(policy):
    validity, claims = policy.validity_on(), policy.claims
    is_plain = validity in {Validity.VALID, Validity.UNSTATED}
    marks = [] if is_plain else [Badge(validity.value, str(validity.label))]
    said = " · ".join(filter(None, [claims.label, claims.left])) if claims else ""
    return [*marks, Badge(claims.state, said)] if claims else marks


def upcoming_events(value, shown_above):
    """What is to come, the soonest first, then what goes on since nobody knows when; where there is nothing, what was
    last. What was cancelled invites nobody, and what stands above is not told again."""
    events = Event.objects.public_now().for_listing()
    rows = events.upcoming().not_cancelled().order_by(F("begins_at").asc(nulls_last=True), "pk")
    found = list(rows[: value["count"] + len(shown_above)])
    coming = [event for event in found if event.get_absolute_url() not in shown_above][: value["count"]]
    if found and not coming:
        return value["title"], []
    past = [] if coming else events.filter(begins_at__isnull=False).order_by("-begins_at", "-pk")[: value["count"]]
    lines = [
        EventLine(one.title, one.get_absolute_url(), when(one), one.venue or str(one.town or ""), badge(one))
        for one in coming or past
    ]
    return value["title"] if coming else RECENT_EVENTS, lines


def featured_companies(value, _shown_above):
    """The chosen companies that are public, in the chosen order; the newest ones where none is chosen."""
    public = Company.objects.public_now().select_related("sector").defer("search_text", "internal_note")
    chosen = [company.pk for company in value["companies"] if company]
    if not chosen:
        return value["title"], list(public.order_by("-first_published_at", "-pk")[: value["count"]])
    found = public.in_bulk(chosen)
    return value["title"], [found[number] for number in dict.fromkeys(chosen) if number in found]


RECORD_PARTS = {"policies": latest_policies, "events": upcoming_events, "companies": featured_companies}
