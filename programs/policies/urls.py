from django.urls import path

from . import feeds, views

urlpatterns = [
    path("policies/", views.PolicyListView.as_view(), name="policy_list"),
    path("policies/download.<str:kind>", views.PolicyDownloadView.as_view(), name="policy_download"),
    path("policies/items.<str:kind>", views.PolicyItemsDownloadView.as_view(), name="policy_items_download"),
    path("policies/<slug:slug>/", views.PolicyDetailView.as_view(), name="policy"),
    path("feeds/policies.xml", feeds.PolicyFeed(), name="policy_feed"),
]
