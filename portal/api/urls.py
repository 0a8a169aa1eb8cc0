from django.urls import include, path
from rest_framework.routers import DefaultRouter

from news.api import ArticleAPIViewSet, SectionAPIViewSet

router = DefaultRouter()
router.register("articles", ArticleAPIViewSet, "article")
router.register("sections", SectionAPIViewSet, "section")

urlpatterns = [path("", include(router.urls))]
