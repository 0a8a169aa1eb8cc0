from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView

from ..listing.views import DownloadView, RecordListView
from .calendar import FIRST_YEAR, LAST_YEAR, WEEKDAYS, month_of
from .downloads import COLUMNS
from .filters import EVENTS
from .models import Event


class EventListView(RecordListView):
    template_name = "events/event_list.html"
    listing = EVENTS
    title = "活动"
    intro = "订货会、招聘会、招商考察、签约和社区活动的时间、地点和状态。"
    unit = "场"
    feed = "event_feed"
    calendar = "events_ics"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        query = context["selection"].query
        return {**context, "calendar_url": f"{reverse('event_calendar')}{'?' if query else ''}{query}"}


class EventDownloadView(DownloadView):
    listing = EVENTS
    columns = COLUMNS
    name = "events"


class EventCalendarView(RecordListView):
    """A month of events, narrowed as the list is."""

    template_name = "events/event_calendar.html"
    listing = EVENTS
    unit = "场"

    def get_context_data(self, year=None, month=None):
        today = timezone.localdate()
        year, month = (today.year, today.month) if year is None else (year, month)
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            raise Http404
        path = reverse("event_calendar", args=[year, month])
        data = self.request.GET.copy()
        data.pop("month", None)  # the address names the month already
        selection = EVENTS.select(data, path=path)
        shown = month_of(selection, year, month, today)
        ending = f"?{selection.query}" if selection.query else ""
        return {
            "page": {"title": f"{shown.label}活动月历"},
            "unit": self.unit,
            "selection": selection,
            "month": shown,
            "weekdays": WEEKDAYS,
            "previous_url": _month_url(shown.previous, ending),
            "next_url": _month_url(shown.next, ending),
            "list_url": reverse("event_list") + ending,
            "month_list_url": f"{reverse('event_list')}?{selection.parameters.query(month=f'{year}-{month:02}')}",
            "noindex": selection.is_filtered or not shown.total,
        }


def _month_url(place, ending):
    return reverse("event_calendar", args=place) + ending if place else ""


class EventDetailView(DetailView):
    def get_queryset(self):
        return Event.objects.public_now().for_detail()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
