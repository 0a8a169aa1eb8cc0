from django.urls import path

from . import feeds, views
from .mentions.views import record_mentions

urlpatterns = [
    path("contributors/<slug:slug>/", views.contributor, name="contributor"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("mentions/<str:noun>/<slug:slug>/", record_mentions, name="record_mentions"),
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
]
