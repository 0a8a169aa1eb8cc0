from django.urls import path

from . import views

urlpatterns = [
    path("companies/", views.CompanyListView.as_view(), name="company_list"),
    path("companies/download.<str:kind>", views.CompanyDownloadView.as_view(), name="company_download"),
    path("companies/<slug:slug>/", views.CompanyDetailView.as_view(), name="company"),
]
