from django.urls import include, path
from rest_framework.permissions import AllowAny
from rest_framework.routers import APIRootView, DefaultRouter

from media.api import PictureAPIViewSet
from news.api import ArticleAPIViewSet, SectionAPIViewSet
from news.mentions.api import MentionAPIViewSet
from portal.search.api import SearchAPIViewSet
from programs.companies.api import CompanyAPIViewSet
from programs.events.api import EventAPIViewSet
from programs.policies.api import PolicyAPIViewSet

from . import views


class OpenRootView(APIRootView):
    """What the read API offers."""

    permission_classes = [AllowAny]
    schema = None


class Router(DefaultRouter):
    APIRootView = OpenRootView
    include_format_suffixes = False


router = Router()
router.register("articles", ArticleAPIViewSet, "article")
router.register("sections", SectionAPIViewSet, "section")
router.register("policies", PolicyAPIViewSet, "policy")
router.register("companies", CompanyAPIViewSet, "company")
router.register("events", EventAPIViewSet, "event")
router.register("mentions", MentionAPIViewSet, "mention")
router.register("pictures", PictureAPIViewSet, "picture")
router.register("search", SearchAPIViewSet, "search")

urlpatterns = [
    path("schema/", views.schema, name="api_schema"),
    path("docs/", views.docs, name="api_docs"),
    path("", include(router.urls)),
]
