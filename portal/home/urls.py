from django.urls import path

from . import views

urlpatterns = [
    path("display/", views.display, name="display"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap_section, name="sitemap_section"),
    path("sitemap/", views.sitemap_page, name="sitemap_page"),
]
