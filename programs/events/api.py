from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.api import AttachmentField, BodySerializer
from media.structure import clean_html
from programs.taxonomy.api import (
    ChoiceField,
    RecordAPIViewSet,
    RecordDetailSerializer,
    RecordLinkField,
    RecordLinksField,
    RecordSerializer,
    TermSerializer,
)

from .dates import Precision
from .filters import EVENTS
from .models import Event, EventFigure, EventParty, EventStop, State


class PartySerializer(serializers.ModelSerializer):
    """主办、承办或参与的一方。"""

    role = ChoiceField(EventParty.Role, help_text="身份。")
    name = serializers.SerializerMethodField(help_text="名称。")
    company = RecordLinkField(read_only=True, help_text="台账里公开的企业。")
    department = TermSerializer(read_only=True, allow_null=True, help_text="机构。")

    class Meta:
        model = EventParty
        fields = ["role", "name", "note", "company", "department"]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_name(self, party):
        return party.display_name


class StopSerializer(serializers.ModelSerializer):
    """行程的一站。"""

    class Meta:
        model = EventStop
        fields = ["place", "time_text", "description"]


class EventFigureSerializer(serializers.ModelSerializer):
    """一项目标或成果。计划、实际和意向是三回事。"""

    basis = ChoiceField(EventFigure.Basis, help_text="性质。")

    class Meta:
        model = EventFigure
        fields = ["name", "qualifier", "figure", "unit", "basis", "printed", "source"]
        read_only_fields = fields
        extra_kwargs = {"figure": {"normalize_output": True}}


class EventSerializer(RecordSerializer):
    """列表里的活动。"""

    kind = ChoiceField(Event.Kind, help_text="类别。")
    state = serializers.SerializerMethodField(help_text="此刻的状态。")
    precision = ChoiceField(Precision, help_text="时间精度：到月、到季度的，只有月份、季度可信。")
    series = TermSerializer(read_only=True, allow_null=True, help_text="系列。")
    town = TermSerializer(read_only=True, allow_null=True, help_text="街镇。")

    class Meta:
        model = Event
        fields = [
            *RecordSerializer.common_fields, "short_title", "kind", "state", "series", "edition", "starts_at",
            "ends_at", "precision", "is_year_inferred", "printed_date", "venue", "town",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ChoiceField(State))
    def get_state(self, event):
        return ChoiceField(State).to_representation(event.state_at())


class EventDetailSerializer(EventSerializer, RecordDetailSerializer, BodySerializer):
    """一项活动的全部公开信息。"""

    other_names = serializers.ListField(
        source="further_names", child=serializers.CharField(), read_only=True, help_text="别名。"
    )
    online_link = serializers.CharField(read_only=True, help_text="线上入口；没有的为空。")
    parties = serializers.SerializerMethodField(help_text="各方。")
    stops = StopSerializer(many=True, read_only=True, help_text="行程。")
    figures = EventFigureSerializer(many=True, read_only=True, help_text="目标与成果。")
    policies = RecordLinksField(read_only=True, help_text="相关政策。")
    attachments = serializers.ListField(
        source="open_attachments", child=AttachmentField(), read_only=True, help_text="附件。"
    )
    recap_html = serializers.SerializerMethodField(help_text="活动回顾。")
    ical_url = serializers.SerializerMethodField(help_text="日历文件；没有日期的活动没有，为 null。")

    class Meta(EventSerializer.Meta):
        fields = [
            *EventSerializer.Meta.fields, "other_names", "source_note", "sources", "mentions", "online_link", "contact", "parties", "stops",
            "figures", "policies", "attachments", "recap_html", "ical_url", "body", "body_html",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(PartySerializer(many=True))
    def get_parties(self, event):
        """A company that is no public record is not named, not even in the source's words."""
        parties = [party for party in event.parties.all() if party.company is None or party.company.is_public]
        return PartySerializer(parties, many=True).data

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_ical_url(self, event):
        return f"{event.full_url}event.ics" if event.starts_at else None

    @extend_schema_field(str)
    def get_recap_html(self, event):
        return clean_html(event.recap)


class EventAPIViewSet(RecordAPIViewSet):
    """活动，筛选条件与网站的活动列表相同。"""

    listing = EVENTS
    serializer_class = EventSerializer
    detail_serializer_class = EventDetailSerializer
