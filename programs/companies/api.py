from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.api import PictureField
from programs.taxonomy.api import (
    ChoiceField,
    RecordAPIViewSet,
    RecordDetailSerializer,
    RecordLinkField,
    RecordSerializer,
    TermSerializer,
)

from .filters import COMPANIES
from .models import Company, CompanyAlias, SizeBand


class AliasSerializer(serializers.ModelSerializer):
    """企业的另一个名称。"""

    kind = ChoiceField(CompanyAlias.Kind)

    class Meta:
        model = CompanyAlias
        fields = ["name", "kind"]


class PublicPersonSerializer(serializers.Serializer):
    """代表企业的人，只列已公开的。"""

    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True, help_text="职务。")


class PublicListSerializer(serializers.Serializer):
    """企业所在的公开名单。"""

    name = serializers.CharField(source="list.name")
    slug = serializers.CharField(source="list.slug")
    entered_on = serializers.DateField(allow_null=True, help_text="列入日期。")
    left_on = serializers.DateField(allow_null=True, help_text="移出日期；仍在名单上的为 null。")
    basis = serializers.CharField(allow_blank=True, help_text="依据。")


class CompanySerializer(RecordSerializer):
    """列表里的企业。"""

    kind = ChoiceField(Company.Kind, help_text="类别。")
    size_band = ChoiceField(SizeBand, help_text="规模。")
    sector = TermSerializer(read_only=True, allow_null=True, help_text="行业。")
    town = TermSerializer(read_only=True, allow_null=True, help_text="街镇。")
    tags = TermSerializer(many=True, read_only=True, help_text="标签。")

    class Meta:
        model = Company
        fields = [
            *RecordSerializer.common_fields, "short_name", "english_name", "kind", "credit_code", "sector", "town",
            "size_band", "main_products", "export_markets", "tags",
        ]  # fmt: skip
        read_only_fields = fields


class CompanyDetailSerializer(CompanySerializer, RecordDetailSerializer):
    """一家企业的全部公开信息。"""

    website = serializers.CharField(read_only=True, help_text="网站；没有的为空。")
    aliases = AliasSerializer(many=True, read_only=True, help_text="别名和曾用名。")
    people = serializers.SerializerMethodField(help_text="公开的人员。")
    lists = serializers.SerializerMethodField(help_text="公开的名单。")
    parent = RecordLinkField(read_only=True, help_text="母公司或上级单位；没有公开的为 null。")
    logo = PictureField(read_only=True, help_text="标志。")

    class Meta(CompanySerializer.Meta):
        fields = [
            *CompanySerializer.Meta.fields, "source_note", "sources", "mentions", "address", "founded_on", "website",
            "public_contact", "logo", "parent", "aliases", "people", "lists",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(PublicPersonSerializer(many=True))
    def get_people(self, company):
        return PublicPersonSerializer([one for one in company.people.all() if one.is_public], many=True).data

    @extend_schema_field(PublicListSerializer(many=True))
    def get_lists(self, company):
        memberships = [one for one in company.memberships.all() if one.list.is_public]
        return PublicListSerializer(memberships, many=True).data


class CompanyAPIViewSet(RecordAPIViewSet):
    """企业和其他单位，筛选条件与网站的企业列表相同。"""

    listing = COMPANIES
    serializer_class = CompanySerializer
    detail_serializer_class = CompanyDetailSerializer

    def get_queryset(self):
        return super().get_queryset().prefetch_related("logo__renditions")
