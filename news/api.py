from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.api import BodySerializer, PictureField, PublicAPIViewSet
from media.picture_blocks import provider_under
from media.structure import structured
from programs.taxonomy.api import RecordLinkSerializer, TermSerializer

from .api_filters import ARTICLE_PARAMETERS, filtered
from .mentions.api import MOST_OF_AN_ARTICLE, MentionInArticleSerializer, mentions_on
from .models import ArticlePage, Byline, Correction, SectionPage


def _address(view_name, *args):
    return f"{settings.BASE_URL}{reverse(view_name, args=args)}"


class AddressesSerializer(serializers.ModelSerializer):
    """Where a page is: for people and for programs."""

    url = serializers.URLField(source="full_url", read_only=True, help_text="公开页面。")
    api_url = serializers.SerializerMethodField(help_text="在本接口里的地址。")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, page):
        return _address(f"{self.Meta.basename}-detail", page.pk)


class ArticleSectionSerializer(serializers.Serializer):
    """文章所在的栏目。"""

    title = serializers.CharField()
    slug = serializers.CharField(help_text="筛选时用的值。")
    url = serializers.URLField(help_text="公开页面。")


class ArticleSerializer(AddressesSerializer):
    """列表里的文章。"""

    section = serializers.SerializerMethodField(help_text="栏目。")
    summary = serializers.CharField(read_only=True, help_text="编辑写的简介，没有就是导语或副题。")
    cover = PictureField(read_only=True, help_text="封面图片。")
    updated_at = serializers.DateTimeField(
        source="last_published_at", read_only=True, allow_null=True, help_text="最近一次公开改动。"
    )

    class Meta:
        model = ArticlePage
        basename = "article"
        fields = [
            "id", "title", "kicker", "subtitle", "section", "summary", "source", "published_at", "updated_at", "cover",
            "url", "api_url",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ArticleSectionSerializer)
    def get_section(self, article):
        url = article.full_url.removesuffix(f"{article.slug}/")
        return {"title": article.section_title, "slug": article.section_url_path.split("/")[-2], "url": url}


class BylineSerializer(serializers.Serializer):
    """一个署名。"""

    name = serializers.CharField(source="contributor.name")
    slug = serializers.CharField(source="contributor.slug", help_text="按作者筛选时用的值。")
    role = serializers.CharField(allow_blank=True, help_text="如 记者、通讯员；原稿没有写明的为空。")
    url = serializers.SerializerMethodField(help_text="作者页。")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, byline):
        return _address("contributor", byline.contributor.slug)


class CorrectionSerializer(serializers.ModelSerializer):
    """文末的更正或修改说明。"""

    class Meta:
        model = Correction
        fields = ["kind", "corrected_on", "text"]
        read_only_fields = fields


class ArticleDetailSerializer(ArticleSerializer, BodySerializer):
    """一篇文章的全部内容。"""

    source_url = serializers.CharField(read_only=True, help_text="来源网址；没有的为空。")
    bylines = BylineSerializer(many=True, read_only=True, help_text="署名，照原稿的次序。")
    lead_html = serializers.SerializerMethodField(help_text="导语的 HTML，标签与正文段落相同。")
    topics = TermSerializer(many=True, read_only=True, help_text="主题，与政策共用一套主题分类。")
    interprets = serializers.SerializerMethodField(help_text="解读的政策。")
    corrections = CorrectionSerializer(many=True, read_only=True, help_text="更正与修改说明。")
    mentions = serializers.SerializerMethodField(
        help_text=f"提到的公开台账记录，照原文的次序，最多{MOST_OF_AN_ARTICLE}处；全部见 /api/v1/mentions/?article=编号。"
    )

    class Meta(ArticleSerializer.Meta):
        fields = [
            *ArticleSerializer.Meta.fields, "dateline", "source_url", "pictures_provider", "bylines", "lead_html",
            "body", "body_html", "topics", "interprets", "corrections", "mentions",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(str)
    def get_lead_html(self, article):
        self.blocks_of(article)
        return article._lead_html

    @extend_schema_field(RecordLinkSerializer(many=True))
    def get_interprets(self, article):
        return RecordLinkSerializer(article.interprets.public_now(), many=True).data

    @extend_schema_field(MentionInArticleSerializer(many=True))
    def get_mentions(self, article):
        return mentions_on(article)

    def blocks_of(self, article):
        """Body and lead in one go: their links are looked up together."""
        if not hasattr(article, "_body_data"):
            blocks, article._lead_html = structured(article.body, texts=[article.lead])
            _fill_provider(blocks, article.pictures_provider)
            article._body_data = blocks
        return article._body_data


def _fill_provider(blocks, provider):
    """Say who provided the pictures, where that is said once for the whole page."""
    for block in blocks:
        pictures = {"picture": [block], "gallery": block.get("pictures")}.get(block["type"]) or ()
        for picture in pictures:
            picture["provider"] = provider_under(picture["provider"], picture["photographer"], provider)


class SectionSerializer(AddressesSerializer):
    """一个栏目。"""

    class Meta:
        model = SectionPage
        basename = "section"
        fields = ["id", "title", "slug", "intro", "column_type", "url", "api_url"]
        read_only_fields = fields


class ArticleAPIViewSet(PublicAPIViewSet):
    """已发布的文章，新的在前。单篇文章用编号（id）取，列表里有。"""

    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    lookup_value_regex = "[0-9]{1,18}"
    ordering = ("-published_at", "-pk")
    filter_parameters = ARTICLE_PARAMETERS

    def get_queryset(self):
        articles = ArticlePage.objects.public_now()
        if self.action == "list":
            return filtered(articles, self.request.query_params).for_listing()
        bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
        return (
            articles.with_section()
            .select_related("cover")
            .prefetch_related("cover__renditions", bylines, "corrections")
        )


class SectionAPIViewSet(PublicAPIViewSet):
    """公开的栏目，按网站上的次序。单个栏目用编号（id）取，列表里有。"""

    serializer_class = SectionSerializer
    lookup_value_regex = "[0-9]{1,18}"
    ordering = ("path",)

    def get_queryset(self):
        return SectionPage.objects.public_now()
