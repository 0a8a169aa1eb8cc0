from rest_framework import serializers, viewsets
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny

from .models import ArticlePage, SectionPage


class NewestFirst(CursorPagination):
    ordering = ("-published_at", "-pk")
    page_size = 20


class InTreeOrder(CursorPagination):
    ordering = "path"
    page_size = 50


class ArticleSerializer(serializers.ModelSerializer):
    section = serializers.CharField(source="section_title", read_only=True)
    url = serializers.CharField(source="full_url", read_only=True)

    class Meta:
        model = ArticlePage
        fields = ["id", "title", "kicker", "subtitle", "section", "source", "published_at", "url"]


class SectionSerializer(serializers.ModelSerializer):
    url = serializers.CharField(source="full_url", read_only=True)

    class Meta:
        model = SectionPage
        fields = ["id", "title", "slug", "intro", "column_type", "url"]


class ArticleAPIViewSet(viewsets.ReadOnlyModelViewSet):
    """Published articles, newest first."""

    permission_classes = [AllowAny]
    serializer_class = ArticleSerializer
    pagination_class = NewestFirst

    def get_queryset(self):
        return ArticlePage.objects.public_now().for_listing()


class SectionAPIViewSet(viewsets.ReadOnlyModelViewSet):
    permission_classes = [AllowAny]
    serializer_class = SectionSerializer
    pagination_class = InTreeOrder

    def get_queryset(self):
        return SectionPage.objects.public_now()
