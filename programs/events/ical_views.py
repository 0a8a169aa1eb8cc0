from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .filters import EVENTS
from .ical import MOST, calendar_of
from .models import Event


@require_safe
def events(request):
    """The events of a list as a calendar, filtered by the list's own parameters: what is to come, then what is past."""
    selection = EVENTS.select(request.GET)
    return _calendar_file(selection.records(limit=MOST), "鹿城活动", "calendar", selection.total)


@require_safe
def event(request, slug):
    found = get_object_or_404(Event.objects.public_now().for_listing(), slug=slug)
    if found.begins_at is None:
        return HttpResponseNotFound(
            "这项活动的来源没有写明日期，没有日历文件。", content_type="text/plain; charset=utf-8"
        )
    return _calendar_file([found], found.title, found.slug)


def _calendar_file(rows, name, file_name, total=0):
    return HttpResponse(
        calendar_of(list(rows), name, total),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'inline; filename="{file_name}.ics"',
            "Cache-Control": "public, max-age=0, must-revalidate",
        },
    )
