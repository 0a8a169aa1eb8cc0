"""What a reader of an event's page is shown, ready for its template: planned apart from actual, intent from signed."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from programs.showing.attachments import open_attachments
from programs.showing.bodies import prepare_body
from programs.showing.facts import Badge, Fact, FactLink, unstated, web_link
from programs.showing.related import Entry, Group, related_groups
from programs.showing.structured import StructuredData, part

from .dates import date_text, tells_a_time
from .listed import listed_of

UNKNOWN_OUTCOME = "计划时间已过，是否举行未载"
UNKNOWN_END = "据来源持续进行，是否已经结束未载"
AFTER_THE_NUMBER = {"以上", "以下", "以内", "左右", "+"}
AFTER_THE_SCALE = {"余", "多"}  # 1万余个, 200多家
SCALES = "十百千万亿"
SCHEMA_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}


def when(event):
    """Its dates as far as they are known. Nothing where no source tells any: 不久前 and 第一时间 are no time that a
    reader could keep, and stand on the event's own page as what the source says."""
    return date_text(event) if event.starts_at or tells_a_time(event.printed_date) else ""


def badge(event, now=None):
    """Where the event stands, and what nobody has said of it."""
    now = now or timezone.now()
    state = event.state_at(now)
    is_over = bool(event.finishes_at and event.finishes_at <= now)
    note = UNKNOWN_OUTCOME if state == "planned" and is_over else UNKNOWN_END if state == "open_ended" else ""
    return Badge(state.value, str(state.label), note)


def facts(event):
    series = f"{event.series}第{event.edition}届" if event.series and event.edition else str(event.series or "")
    edition = f"第{event.edition}届" if event.edition and not event.series else series
    return [
        Fact("时间", when(event)),
        *(
            [Fact("来源中的日期", event.printed_date)] if event.printed_date else []
        ),  # nothing that a source could leave out
        Fact("地点", event.venue),
        Fact("街镇", str(event.town or "")),
        Fact("线上入口", links=web_link(event.online_link)),
        Fact("系列与届次", edition),
        Fact("咨询方式", event.contact, is_long=True),
    ]


def parties(event):
    """One fact a role, in the order of the roles. Whoever is no public record is not named through it."""
    by_role = {}
    for party in event.parties.all():
        if party.is_public:
            by_role.setdefault(party.role, []).append(_party_link(party))
    labels = type(event)._meta.get_field("parties").related_model.Role
    return [Fact(str(role.label), links=tuple(by_role[role.value])) for role in labels if role.value in by_role]


def _party_link(party):
    text = f"{party.display_name}（{party.note}）" if party.note else party.display_name
    return FactLink(text, party.company.get_absolute_url() if party.company else "")


@dataclass
class FigureRow:
    """One measure: what was planned, intended and reached, each as its source says."""

    name: str
    planned: list[str] = field(default_factory=list)
    intent: list[str] = field(default_factory=list)
    actual: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @property
    def cells(self):
        return [("计划", self.planned), ("意向", self.intent), ("实际", self.actual), ("来源", self.sources)]


def figure_rows(figures):
    rows = {}
    for figure in figures:
        row = rows.setdefault(figure.name, FigureRow(figure.name))
        getattr(row, figure.basis).append(figure_text(figure))
        if figure.source and figure.source not in row.sources:
            row.sources.append(figure.source)
    return list(rows.values())


def figure_text(figure):
    """超200家, 50%以上, 1万余个; what the source prints where no number was taken from it."""
    if figure.figure is None:
        return figure.printed or f"{figure.qualifier}{figure.unit}"
    if figure.qualifier in AFTER_THE_SCALE:
        unit = figure.unit.lstrip(SCALES)
        scale = figure.unit.removesuffix(unit) if unit else figure.unit
        return f"{figure.figure.normalize():f}{scale}{figure.qualifier}{unit}"
    number = f"{figure.figure.normalize():f}{figure.unit}"
    if figure.qualifier in AFTER_THE_NUMBER:
        return f"{number}{figure.qualifier}"
    return f"{figure.qualifier}{number}"


def policies(event):
    entries = [Entry(policy.title, policy.get_absolute_url()) for policy in event.policies.all() if policy.is_public]
    return [Group("policies", "相关政策", entries)] if entries else []


def structured(event):
    organisers = [
        part("Organization", name=party.display_name)
        for party in event.parties.all()
        if party.is_public and party.role in {"host", "organiser"}
    ]
    day_only = event.precision != "minute"
    is_dated = event.precision in {"minute", "day"} and not event.is_year_inferred
    return StructuredData(
        "Event",
        name=event.title,
        url=event.full_url,
        description=event.summary,
        startDate=_iso(event.starts_at, day_only) if is_dated else "",
        endDate=_iso(event.ends_at, day_only) if is_dated else "",
        eventStatus=f"https://schema.org/{SCHEMA_STATUS.get(event.state, 'EventScheduled')}",
        location=part("Place", name=event.venue, address=str(event.town or "")),
        organizer=organisers,
    )


def _iso(moment, day_only):
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return local.date().isoformat() if day_only else local.isoformat()


def event_context(event):
    """The template's variables beside `object`."""
    prepare_body(event.body)
    shown_facts = facts(event)
    stops, figures = listed_of(event)
    return {
        "badge": badge(event),
        "calendar_url": f"{event.get_absolute_url()}event.ics" if event.pk and event.starts_at else "",
        "date_text": when(event),
        "description": event.summary,
        "facts": shown_facts,
        "figures": figure_rows(figures),
        "files": open_attachments(event),
        "parties": parties(event),
        "related": [*policies(event), *related_groups(event)],
        "stops": stops,
        "structured": structured(event),
        "trail": [{"title": "活动", "url": reverse("event_list")}],
        "unstated": unstated(shown_facts),
    }
