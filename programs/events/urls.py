from django.urls import path

from . import feeds, ical_views, views

urlpatterns = [
    path("events/", views.EventListView.as_view(), name="event_list"),
    path("events/download.<str:kind>", views.EventDownloadView.as_view(), name="event_download"),
    path("events/calendar/", views.EventCalendarView.as_view(), name="event_calendar"),
    path("events/calendar/<int:year>/<int:month>/", views.EventCalendarView.as_view(), name="event_calendar"),
    path("events/calendar.ics", ical_views.events, name="events_ics"),
    path("events/<slug:slug>/event.ics", ical_views.event, name="event_ics"),
    path("events/<slug:slug>/", views.EventDetailView.as_view(), name="event"),
    path("feeds/events.xml", feeds.EventFeed(), name="event_feed"),
]
