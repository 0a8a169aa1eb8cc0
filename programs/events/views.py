from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import DetailView

from programs.listing.views import DownloadView, RecordListView

from .calendar import FIRST_YEAR, LAST_YEAR, WEEKDAYS, month_of
from .downloads import EVENTS_TABLE
from .filters import EVENTS, month_number
from .ical import MOST
from .models import Event


class EventListView(RecordListView):
    template_name = "events/event_list.html"
    listing = EVENTS
    name = "events"
    title = "活动"
    intro = "订货会、招聘会、招商考察、签约和社区活动的时间、地点和状态。"
    column_type = "工作动态"
    column_keywords = ("活动", "订货会", "招聘会", "招商考察", "签约", "社区活动")
    unit = "场"
    feed = "event_feed"
    calendar = "events_ics"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        query = context["selection"].query
        calendar_url = f"{reverse('event_calendar')}{'?' if query else ''}{query}"
        return {**context, "calendar_url": calendar_url, "entrances": entrances(self.request)}

    def other_ways(self, selection):
        """Says beforehand where a calendar does not hold the whole list."""
        bound = f"（前{MOST}场）" if selection.total > MOST else ""
        own = reverse(self.calendar)
        return [(label + bound if url.startswith(own) else label, url) for label, url in super().other_ways(selection)]


def entrances(request):
    """Label and address of the lists that people ask for most, and whether this is one of them."""
    today = timezone.localdate()
    asked = [("今天", "when=today"), ("本周末", "when=weekend"), ("本月", f"month={today.year}-{today.month:02}")]
    own = request.META.get("QUERY_STRING", "") if request.path == reverse("event_list") else None
    return [(label, f"{reverse('event_list')}?{query}", query == own) for label, query in asked]


class EventDownloadView(DownloadView):
    listing = EVENTS
    tables = (EVENTS_TABLE,)
    loaded = "for_download"
    name = "events"


class EventCalendarView(RecordListView):
    """A month of events, narrowed as the list is."""

    template_name = "events/event_calendar.html"
    listing = EVENTS
    title = "活动月历"
    intro = "按月查看活动的日期和状态。"
    column_type = EventListView.column_type
    column_keywords = EventListView.column_keywords
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
            "column": self.column,
            "description": self.intro,
            "selection": selection,
            "month": shown,
            "weekdays": WEEKDAYS,
            "previous_url": _month_url(shown.previous, ending),
            "next_url": _month_url(shown.next, ending),
            "entrances": entrances(self.request),
            "nearest": [_nearest(*found, ending) for found in _beyond_neighbours(selection, year, month)],
            "list_url": reverse("event_list") + ending,
            "month_list_url": f"{reverse('event_list')}?{selection.parameters.query(month=f'{year}-{month:02}')}",
            "noindex": selection.is_filtered or not shown.total,
        }


def _beyond_neighbours(selection, year, month):
    """Words and place of the next months before and after that have events, unless they are the very next ones."""
    here = month_number(year, month)
    counts = {number: count for number, count in selection.counts("month").items() if count}
    before = max((number for number in counts if number < here), default=here)
    after = min((number for number in counts if number > here), default=here)
    for words, number in ("上一个有活动的月份", before), ("下一个有活动的月份", after):
        if abs(number - here) > 1:
            yield words, number, counts[number]


def _nearest(words, number, count, ending):
    place = number // 12, number % 12 + 1
    is_kept = FIRST_YEAR <= place[0] <= LAST_YEAR
    return {
        "words": words,
        "label": f"{place[0]}年{place[1]}月",
        "count": count,
        "url": _month_url(place, ending) if is_kept else "",
    }


def _month_url(place, ending):
    return reverse("event_calendar", args=place) + ending if place else ""


class EventDetailView(DetailView):
    def get_queryset(self):
        return Event.objects.public_now().for_page()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.object.page_context()
