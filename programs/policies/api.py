from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.api import AttachmentField, BodySerializer
from media.block_schemas import AttachmentDataSerializer
from programs.companies.models import SizeBand
from programs.taxonomy.api import (
    ChoiceField,
    RecordAPIViewSet,
    RecordDetailSerializer,
    RecordLinksField,
    RecordSerializer,
    TermSerializer,
)

from .filters import POLICIES
from .models import Policy, PolicyItem, Validity


def terms(help_text):
    return TermSerializer(many=True, read_only=True, help_text=help_text)


class PolicyItemSerializer(serializers.ModelSerializer):
    """可以申领的惠企事项。"""

    benefit = ChoiceField(PolicyItem.Benefit, help_text="优惠类别。")
    claim_mode = ChoiceField(PolicyItem.ClaimMode, help_text="兑现方式。")
    size_bands = serializers.SerializerMethodField(help_text="适用规模；空表示没有写明。")
    link = serializers.CharField(read_only=True, help_text="办理网址；没有的为空。")
    sectors = terms("适用行业。")
    towns = terms("适用街镇。")
    needs = terms("解决的需求。")
    audiences = terms("适用对象。")

    class Meta:
        model = PolicyItem
        fields = [
            "id", "number", "title", "gives", "benefit", "amount_text", "amount_ceiling", "sectors", "towns", "size_bands",
            "needs", "audiences", "who_text", "conditions", "materials", "claim_mode", "where", "link", "phone",
            "opens_on", "closes_on",
        ]  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {"amount_ceiling": {"normalize_output": True}}

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": SizeBand.values}})
    def get_size_bands(self, item):
        return item.size_bands


class PolicyAttachmentSerializer(AttachmentDataSerializer):
    """政策的附件。"""

    is_original = serializers.BooleanField(help_text="文件的正式版式，如盖章的 PDF。")


@extend_schema_field(PolicyAttachmentSerializer)
class PolicyAttachmentField(AttachmentField):
    def to_representation(self, row):
        return {**super().to_representation(row), "is_original": row.is_original}


class PolicySerializer(RecordSerializer):
    """列表里的政策。"""

    kind = ChoiceField(Policy.Kind, help_text="类别。")
    validity = serializers.SerializerMethodField(help_text="今天的效力，由日期和取代它的文件算出。")
    issuers = terms("发文机关。")
    topic = TermSerializer(read_only=True, allow_null=True, help_text="主题分类。")

    class Meta:
        model = Policy
        fields = [
            *RecordSerializer.common_fields, "short_title", "kind", "validity", "issuers", "issuer_text", "topic",
            "document_number", "written_on", "published_on", "effective_from", "effective_to",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ChoiceField(Validity))
    def get_validity(self, policy):
        return ChoiceField(Validity).to_representation(policy.validity_on())


class PolicyDetailSerializer(PolicySerializer, RecordDetailSerializer, BodySerializer):
    """一项政策，连同它的惠企事项和正文。"""

    other_names = serializers.ListField(
        source="further_names", child=serializers.CharField(), read_only=True, help_text="别名。"
    )
    items = PolicyItemSerializer(many=True, read_only=True, help_text="惠企事项。")
    supersedes = RecordLinksField(read_only=True, help_text="它取代的文件。")
    superseded_by = RecordLinksField(read_only=True, help_text="取代它的文件。")
    attachments = serializers.ListField(
        source="open_attachments", child=PolicyAttachmentField(), read_only=True, help_text="附件。"
    )
    interpretations = serializers.SerializerMethodField(help_text="解读它的文章。")

    class Meta(PolicySerializer.Meta):
        fields = [
            *PolicySerializer.Meta.fields, "other_names", "source_note", "sources", "mentions", "index_number", "unified_number", "keywords",
            "repealed_on", "repeal_basis", "supersedes", "superseded_by", "items", "attachments", "interpretations",
            "contact", "body", "body_html",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["title", "url"],
                "properties": {"title": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
            },
        }
    )
    def get_interpretations(self, policy):
        articles = policy.interpretations.public_now().newest_first()
        return [{"title": article.title, "url": article.full_url} for article in articles[:50]]


class PolicyAPIViewSet(RecordAPIViewSet):
    """政策文件和其他措施，筛选条件与网站的政策列表相同。"""

    listing = POLICIES
    serializer_class = PolicySerializer
    detail_serializer_class = PolicyDetailSerializer

    def get_queryset(self):
        words = [f"items__{name}" for name in ("sectors", "towns", "needs", "audiences")]
        return super().get_queryset().prefetch_related(*words)
