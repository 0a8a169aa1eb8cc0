from django.urls import path

from . import taking_back, views

urlpatterns = [
    path("new/", views.hand_in, name="add"),
    path("review/<int:pk>/", views.review, name="review"),
    path("review/<int:pk>/draft/", views.make_draft, name="make_draft"),
    path("undo/<int:pk>/", taking_back.take_back, name="undo"),
    path("original/<int:pk>/", views.original, name="original"),
]
