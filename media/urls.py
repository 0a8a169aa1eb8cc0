from django.urls import re_path

from . import views

urlpatterns = [
    re_path(r"^(?P<path>images/[^/]+)$", views.serve_rendition, name="rendition"),
    re_path(r"^(?P<path>avatar_images/[^/]+)$", views.serve_avatar, name="avatar"),
]
