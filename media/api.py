from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from .block_schemas import BODY, AttachmentDataSerializer, PictureDataSerializer, RenditionSerializer
from .models import Picture
from .plain_html import html_of
from .structure import attachment_data, picture_data, structured
from .uses import seen_by_public


class PublicAPIViewSet(viewsets.ReadOnlyModelViewSet):
    """Anybody may read. Needs `ordering`, by which a list goes on from where it ended."""

    permission_classes = [AllowAny]
    detail_serializer_class = None

    def get_serializer_class(self):
        return (self.action == "retrieve" and self.detail_serializer_class) or self.serializer_class


@extend_schema_field(PictureDataSerializer(allow_null=True))
class PictureField(serializers.Field):
    """A picture with its sizes; whoever lists several brings the renditions along."""

    def to_representation(self, picture):
        return picture_data(picture)


@extend_schema_field(AttachmentDataSerializer)
class AttachmentField(serializers.Field):
    def to_representation(self, row):
        """`row` is a record's attachment, with a name of its own or not."""
        return attachment_data(row.attachment, row.title)


class BodySerializer(serializers.Serializer):
    """Adds a story's body to a detail, as blocks and as HTML."""

    body = serializers.SerializerMethodField(help_text="正文，一块一项。")
    body_html = serializers.SerializerMethodField(help_text="同一正文的 HTML，不带样式；地址都是绝对地址。")

    @extend_schema_field(BODY)
    def get_body(self, story):
        return self.blocks_of(story)

    @extend_schema_field(str)
    def get_body_html(self, story):
        return html_of(self.blocks_of(story))

    def blocks_of(self, story):
        """The body's data, made once a story."""
        if not hasattr(story, "_body_data"):
            story._body_data = structured(story.body)[0]
        return story._body_data


class PictureSerializer(serializers.ModelSerializer):
    alt_text = serializers.CharField(read_only=True, help_text="替代文字。")
    renditions = serializers.SerializerMethodField(help_text="不裁切的各个尺寸，从小到大；原图不公开。")

    class Meta:
        model = Picture
        fields = [
            "id", "alt_text", "caption", "photographer", "provider", "usage_note", "taken_on", "width", "height",
            "renditions",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(RenditionSerializer(many=True))
    def get_renditions(self, picture):
        return picture_data(picture)["renditions"]


class PictureAPIViewSet(PublicAPIViewSet):
    """公开页面上用到的图片，新上传的在前。只在草稿、内部记录或私密页面里用到的图片不在其中。"""

    serializer_class = PictureSerializer
    lookup_value_regex = "[0-9]{1,18}"
    ordering = ("-pk",)

    def get_queryset(self):
        return seen_by_public(Picture.objects.all()).prefetch_related("renditions")
