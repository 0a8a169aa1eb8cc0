"""Documents of events: what took place or is to, with those whom readers may be told of."""

from django.db.models import Prefetch

from programs.events.dates import lost_sight_at
from programs.events.models import Event, EventParty, State
from programs.events.reading import badge, facts, figure_rows, parties
from programs.showing.naming import lines

from ..models.document import Validity
from .builder import Builder, Kind
from .built import Built
from .wording import lines_of_body, lines_of_facts, lines_of_html, stated

STATES = {
    State.PLANNED: Validity.UPCOMING,
    State.CONFIRMED: Validity.UPCOMING,
    State.UNDER_WAY: Validity.VALID,
    State.ENDED: Validity.ENDED,
    State.POSTPONED: Validity.POSTPONED,
    State.CANCELLED: Validity.CANCELLED,
}


class EventBuilder(Builder):
    model, kind = Event, Kind.EVENT

    def rows(self, pks):
        shown = EventParty.objects.select_related("company", "department")
        return (
            self.public_rows()
            .filter(pk__in=pks)
            .select_related("town", "series")
            .defer("search_text", "internal_note")
            .prefetch_related("stops", "figures", Prefetch("parties", shown))
        )

    def built(self, event):
        validity, validity_text = self._standing(event)
        series = f"第{event.edition}届{event.series}" if event.series and event.edition else ""
        return Built(
            kind=self.kind,
            pk=event.pk,
            title=event.title,
            url=event.get_absolute_url(),
            names=list(dict.fromkeys(stated([event.title, event.short_title, *lines(event.other_names), series]))),
            summary=event.summary.splitlines(),
            body=self._body(event),
            dated_at=event.begins_at,
            towns=[event.town_id] if event.town_id else [],
            validity=validity,
            validity_text=validity_text,
            expire_at=event.expire_at,
            moments=[event.begins_at, event.finishes_at, lost_sight_at(event), *self._hours_of_companies(event)],
        )

    def _body(self, event):
        stops = [" ".join(stated([stop.time_text, stop.place, stop.description])) for stop in event.stops.all()]
        return stated(
            [
                f"类别：{event.get_kind_display()}",
                *lines_of_facts([*facts(event), *parties(event)]),
                *stops,
                *(line for row in figure_rows(event.figures.all()) for line in self._figure(row)),
                *lines_of_body(event.body),
                *lines_of_html(event.recap),
            ]
        )

    def _figure(self, row):
        for label, texts in row.cells:
            if texts and label != "来源":
                yield f"{row.name}（{label}）：{'，'.join(texts)}"

    def _standing(self, event):
        """What the page's badge says. Where the time of a plan is over nobody has said that it took place."""
        shown = badge(event)
        if shown.note:
            return Validity.UNSTATED, shown.note
        is_undated = event.begins_at is None and shown.state in (State.PLANNED, State.CONFIRMED)
        return Validity.UNSTATED if is_undated else STATES[State(shown.state)], shown.label

    def _hours_of_companies(self, event):
        """When a company that takes part appears or goes, it is named or no longer named here."""
        companies = [party.company for party in event.parties.all() if party.company]
        return [moment for company in companies for moment in (company.go_live_at, company.expire_at)]


BUILDERS = [EventBuilder()]
