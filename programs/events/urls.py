from django.urls import path

from . import feeds, views

urlpatterns = [
    path("events/", views.EventListView.as_view(), name="event_list"),
    path("events/<slug:slug>/", views.EventDetailView.as_view(), name="event"),
    path("feeds/events.xml", feeds.EventFeed(), name="event_feed"),
]
