"""What every record tells other programs. Each serialiser names its public fields; nothing else leaves."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from media.api import PublicAPIViewSet
from programs.listing.api_pages import SelectionPagination, filter_parameters
from programs.records.addresses import new_address
from programs.showing.mentioned import mentions_of


class TermSerializer(serializers.Serializer):
    """词表里的一个词。"""

    name = serializers.CharField()
    slug = serializers.CharField(help_text="筛选时用的值。")


class ChoiceField(serializers.Field):
    """One of a model's choices with its Chinese name; null where the source states none."""

    def __init__(self, choices, **kwargs):
        self.choices = choices
        super().__init__(read_only=True, **kwargs)
        words = {
            "value": {"type": "string", "enum": list(choices.values)},
            "label": {"type": "string", "enum": [str(label) for label in choices.labels]},
        }
        set_override(self, "field", {"type": ["object", "null"], "required": list(words), "properties": words})

    def to_representation(self, value):
        return {"value": str(value), "label": str(self.choices(value).label)} if value else None


class SourceSerializer(serializers.Serializer):
    """别处的同一份记载。"""

    title = serializers.CharField()
    publisher = serializers.CharField(allow_blank=True, help_text="发布单位。")
    url = serializers.CharField(allow_blank=True, help_text="网址。")
    number = serializers.CharField(allow_blank=True, help_text="对方编号。")
    seen_on = serializers.DateField(allow_null=True, help_text="查阅日期。")


def api_url(record):
    return f"{settings.BASE_URL}{reverse(f'{record._meta.model_name}-detail', args=[record.slug])}"


class RecordLinkSerializer(serializers.Serializer):
    """指向一条公开记录。"""

    title = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.URLField(source="full_url", help_text="公开页面。")
    api_url = serializers.SerializerMethodField(help_text="在本接口里的地址。")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, record):
        return api_url(record)


@extend_schema_field(RecordLinkSerializer(allow_null=True))
class RecordLinkField(serializers.Field):
    """Another record, as long as anybody may read it; else null."""

    def to_representation(self, record):
        return RecordLinkSerializer(record).data if record.is_public else None


@extend_schema_field(RecordLinkSerializer(many=True))
class RecordLinksField(serializers.Field):
    """Those of several records that anybody may read."""

    def to_representation(self, records):
        return RecordLinkSerializer([record for record in records.all() if record.is_public], many=True).data


class RecordSerializer(RecordLinkSerializer, serializers.ModelSerializer):
    """The beginning of each record, in lists and alone."""

    published_at = serializers.DateTimeField(
        source="first_published_at", read_only=True, allow_null=True, help_text="首次公开的时间。"
    )
    updated_at = serializers.DateTimeField(
        source="last_published_at", read_only=True, allow_null=True, help_text="最近一次公开改动。"
    )

    common_fields = ("slug", "title", "summary", "url", "api_url", "published_at", "updated_at")


class MentioningArticleSerializer(serializers.Serializer):
    """句子所在的文章。"""

    id = serializers.IntegerField(source="pk", help_text="编号。")
    title = serializers.CharField()
    url = serializers.URLField(source="full_url", help_text="公开页面。")
    published_at = serializers.DateTimeField(help_text="文章标注的时间。")


class MentioningSentenceSerializer(serializers.Serializer):
    """提到这条记录的一句话。"""

    sentence = serializers.CharField(help_text="整句原文。")
    words = serializers.CharField(help_text="原文字样。")
    url = serializers.URLField(help_text="这一句的地址。")
    article = MentioningArticleSerializer()


class MentionsSerializer(serializers.Serializer):
    """报道里提到它的句子。"""

    count = serializers.IntegerField(help_text="公开文章里有几处。")
    url = serializers.URLField(allow_null=True, help_text="逐句列出的地址。")
    newest = MentioningSentenceSerializer(many=True, help_text="最新的几处，至多五处。")


class RecordDetailSerializer(RecordSerializer):
    """What a record alone adds to all."""

    sources = serializers.SerializerMethodField(help_text="外部来源。")
    mentions = serializers.SerializerMethodField(help_text="报道里提到它的句子。")

    common_fields = (*RecordSerializer.common_fields, "source_note", "sources", "mentions")

    @extend_schema_field(MentionsSerializer)
    def get_mentions(self, record):
        return MentionsSerializer(mentions_of(record)).data

    @extend_schema_field(SourceSerializer(many=True))
    def get_sources(self, record):
        return SourceSerializer([_with_all_words(block.value) for block in record.sources], many=True).data


def _with_all_words(value):
    return {name: value[name] or (None if name == "seen_on" else "") for name in SourceSerializer().fields}


class RecordAPIViewSet(PublicAPIViewSet):
    """A register that anybody may read, filtered like its public list. Needs `listing`."""

    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    pagination_class = SelectionPagination
    listing = None

    @property
    def filter_parameters(self):
        return filter_parameters(self.listing.declaration)

    def retrieve(self, request, *args, **kwargs):
        """A record that moved or was merged is found by its old name as its page is."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            if record := self._moved():
                return Response(status=301, headers={"Location": api_url(record)})
            raise

    def _moved(self):
        model = self.listing.model
        link = new_address(model.address_at(self.kwargs["slug"]))
        found = model.objects.public_now().filter(slug=link.rstrip("/").rpartition("/")[2]).first()
        return found if found and found.get_absolute_url() == link else None

    def get_queryset(self):
        return self.listing.model.objects.public_now().for_detail()
