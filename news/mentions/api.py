"""Mentions for other programs: a list of its own, a number on each record, and those of an article on the article."""

from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Window
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny

from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem
from programs.showing.mentioned import counts_mentions
from programs.taxonomy.api import ChoiceField, MentioningArticleSerializer

from ..api_filters import found_by_slug, midnight_of
from ..models import Mention
from ..models.mention import Role
from .nouns import BY_MODEL, NOUNS
from .quotations import FIRST, mentions_about

RECORDS = {"company": Company, "policy": Policy, "event": Event}
MOST_OF_AN_ARTICLE = 100
PARAMETERS = [
    OpenApiParameter("company", str, description="企业的 slug。四种台账一次只能用一种来筛选。"),
    OpenApiParameter("policy", str, description="政策的 slug；对其惠企事项的提及也在内。"),
    OpenApiParameter("policy_item", int, description="惠企事项的编号，取自政策的 items。"),
    OpenApiParameter("event", str, description="活动的 slug。"),
    OpenApiParameter("article", int, description="文章的编号。"),
    OpenApiParameter(
        "role",
        {"type": "string", "enum": Role.values},
        description=f"角色：{'、'.join(f'{value} {label}' for value, label in Role.choices)}。",
    ),
    OpenApiParameter("since", {"type": "string", "format": "date"}, description="文章在这一天或之后发布的，如 2026-01-31。"),
]  # fmt: skip


class MentionedRecordSerializer(serializers.Serializer):
    """提到的是哪一条。"""

    type = serializers.SerializerMethodField(help_text="台账种类。")
    id = serializers.IntegerField(source="pk", help_text="编号。")
    title = serializers.CharField(source="__str__", help_text="名称。")
    url = serializers.SerializerMethodField(help_text="公开页面；惠企事项在其政策的页面上。")

    @extend_schema_field({"type": "string", "enum": [noun.name for noun in NOUNS]})
    def get_type(self, record):
        return BY_MODEL[type(record)].name

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record):
        return f"{settings.BASE_URL}{record.get_absolute_url()}"


class MentionInArticleSerializer(serializers.ModelSerializer):
    """一篇文章里的一处提及。"""

    sentence = serializers.CharField(read_only=True, help_text="整句原文。")
    words = serializers.CharField(read_only=True, help_text="原文字样。")
    start = serializers.IntegerField(read_only=True, help_text="字样在句中从第几个字开始，从 0 数起。")
    role = ChoiceField(Role, help_text="在句中的角色；没有注明的为 null。")
    record = MentionedRecordSerializer(read_only=True)
    url = serializers.SerializerMethodField(help_text="这一句的地址。")

    class Meta:
        model = Mention
        fields = ["sentence", "words", "start", "role", "record", "url"]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, mention):
        return _address(mention)


def _address(mention):
    return f"{mention.article.full_url}#{mention.anchor}"


class MentionSerializer(MentionInArticleSerializer):
    """一处提及：哪篇文章的哪一句话提到了台账里的哪一条。"""

    article = MentioningArticleSerializer(read_only=True)

    class Meta(MentionInArticleSerializer.Meta):
        fields = [*MentionInArticleSerializer.Meta.fields, "article"]
        read_only_fields = fields


class MentionAPIViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """公开文章里提到公开台账记录的句子，新发布的文章在前，一篇之内照原文的次序。"""

    permission_classes = [AllowAny]
    serializer_class = MentionSerializer
    ordering = ("-published_at", "-article_id", "position")
    filter_parameters = PARAMETERS

    def get_queryset(self):
        return narrowed(self.request.query_params).with_articles().with_records()


def narrowed(asked):
    """The public mentions that `asked` asks for. Unknown names give nothing; what nobody understands ValidationError."""
    named = [name for name in (*RECORDS, "policy_item") if asked.get(name)]
    if len(named) > 1:
        raise ValidationError({named[1]: f"不能与 {named[0]} 同时使用。"})
    mentions = _about(named[0], asked) if named else Mention.objects.public_now()
    if number := _number(asked, "article"):
        mentions = mentions.filter(article=number)
    if role := asked.get("role"):
        if role not in Role.values:
            raise ValidationError({"role": f"没有“{role[:50]}”这个取值。"})
        mentions = mentions.filter(role=role)
    if since := midnight_of(asked, "since"):
        mentions = mentions.filter(published_at__gte=since)
    return mentions


def _about(name, asked):
    if name == "policy_item":
        record = PolicyItem.objects.filter(pk=_number(asked, name)).first()
    else:
        record = found_by_slug(RECORDS[name].objects.public_now(), asked[name])
    return mentions_about(record) if record else Mention.objects.none()


def _number(asked, name):
    text = asked.get(name, "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValidationError({name: "请填编号，是一个整数。"})
    return int(text) if text else None


def mentions_on(article):
    """The first mentions in a public article, as its own answer tells them."""
    mentions = article.mentions.public_now().order_by("position").with_records()
    return MentionInArticleSerializer(mentions[:MOST_OF_AN_ARTICLE], many=True).data


@counts_mentions
def number_of_mentions(record):
    query = urlencode({BY_MODEL[type(record)].name: record.slug})
    mentions = list(mentions_about(record).newest_first().with_articles().annotate(total=Window(Count("pk")))[:FIRST])
    newest = [
        {"sentence": one.sentence, "words": one.words, "url": _address(one), "article": one.article} for one in mentions
    ]
    total = mentions[0].total if mentions else 0
    return total, f"{settings.BASE_URL}{reverse('mention-list')}?{query}", newest
