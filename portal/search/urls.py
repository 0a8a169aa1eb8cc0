from django.urls import path

from . import views
from .statistics.views import click

urlpatterns = [
    path("", views.search, name="search"),
    path("click/", click, name="search_click"),
]
