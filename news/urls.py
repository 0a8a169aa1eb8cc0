from django.urls import path

from . import feeds, views

urlpatterns = [
    path("contributors/<slug:slug>/", views.contributor, name="contributor"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
]
