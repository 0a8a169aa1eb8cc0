from django.urls import include, path
from rest_framework.permissions import AllowAny
from rest_framework.routers import APIRootView, DefaultRouter

from news.api import ArticleAPIViewSet, SectionAPIViewSet


class OpenRootView(APIRootView):
    """What the read API offers."""

    permission_classes = [AllowAny]


class Router(DefaultRouter):
    APIRootView = OpenRootView


router = Router()
router.register("articles", ArticleAPIViewSet, "article")
router.register("sections", SectionAPIViewSet, "section")

urlpatterns = [path("", include(router.urls))]
