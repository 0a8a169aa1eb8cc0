from django.urls import path

from . import views
from .statistics.views import click

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
    path("click/", click, name="search_click"),
]
