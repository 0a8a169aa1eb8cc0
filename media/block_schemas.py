"""What each block of a body looks like to other programs: the documented shapes of `media/structure.py`."""

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers


def words(help_text):
    return serializers.CharField(help_text=help_text, allow_blank=True)


class RenditionSerializer(serializers.Serializer):
    url = serializers.URLField()
    width = serializers.IntegerField(help_text="像素。")
    height = serializers.IntegerField(help_text="像素。")
    type = serializers.CharField(help_text="媒体类型，如 image/avif。")


class PictureDataSerializer(serializers.Serializer):
    """图片和它不裁切的各个尺寸。"""

    id = serializers.IntegerField(help_text="在 /api/v1/pictures/ 里的编号。")
    alt_text = words("替代文字。")
    width = serializers.IntegerField(help_text="原图宽，像素。")
    height = serializers.IntegerField(help_text="原图高，像素。")
    renditions = RenditionSerializer(many=True, help_text="从小到大；刚上传的图片可能还没有。")


class AttachmentDataSerializer(serializers.Serializer):
    """供下载的文件。"""

    title = words("显示名称。")
    url = serializers.URLField()
    extension = serializers.CharField(help_text="扩展名，小写。")
    size = serializers.IntegerField(allow_null=True, help_text="字节。")


class Block(serializers.Serializer):
    id = serializers.CharField(allow_null=True, help_text="块的编号，改稿时不变。网页上的锚点是 b- 加前八位。")


class HeadingBlockSerializer(Block):
    """小标题。"""

    type = serializers.ChoiceField(["heading"])
    text = words("标题文字。")
    level = serializers.ChoiceField([2, 3])


class ParagraphBlockSerializer(Block):
    """一段或几段正文。"""

    type = serializers.ChoiceField(["paragraph"])
    html = words("只含 p、br、ul、ol、li、a、b、strong、i、em、sup、sub；链接是绝对地址。")
    text = words("纯文字，一行一段。")


class PlacedPicture(serializers.Serializer):
    picture = PictureDataSerializer(allow_null=True, help_text="图片待补时为 null。")
    caption = words("图注。")
    photographer = words("摄影。")
    provider = words("供图。")
    alt_text = words("替代文字。")


class PictureBlockSerializer(Block, PlacedPicture):
    """图片。"""

    type = serializers.ChoiceField(["picture"])


class GalleryBlockSerializer(Block):
    """图集。"""

    type = serializers.ChoiceField(["gallery"])
    title = words("图集标题。")
    pictures = PlacedPicture(many=True)


class QuotationBlockSerializer(Block):
    """引语。"""

    type = serializers.ChoiceField(["quotation"])
    text = words("引语。")
    speaker = words("说话人。")
    role = words("职务。")
    organisation = words("单位。")


class StoryFigure(serializers.Serializer):
    value = words("数值，照原文。")
    unit = words("单位。")
    qualifier = words("限定，如 超、以上、计划。")
    label = words("这个数字说的是什么。")
    source = words("出处。")


class FiguresBlockSerializer(Block):
    """数字看板。"""

    type = serializers.ChoiceField(["figures"])
    title = words("标题。")
    figures = StoryFigure(many=True)


class TableColumn(serializers.Serializer):
    heading = words("列名。")
    kind = serializers.ChoiceField(["text", "number", "html"])


class TableBlockSerializer(Block):
    """表格。"""

    type = serializers.ChoiceField(["table"])
    caption = words("表题。")
    columns = TableColumn(many=True)
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField(allow_blank=True)))
    note = words("表注。")


class AttachmentBlockSerializer(Block):
    """附件。"""

    type = serializers.ChoiceField(["attachment"])
    title = words("显示名称。")
    url = serializers.URLField(allow_null=True)
    extension = serializers.CharField(allow_null=True, help_text="扩展名，小写。")
    size = serializers.IntegerField(allow_null=True, help_text="字节。")


class EmbedBlockSerializer(Block):
    """外部内容：只有地址和说明。"""

    type = serializers.ChoiceField(["embed"])
    url = serializers.URLField()
    title = words("标题。")
    platform = words("平台。")
    description = words("说明。")


class BodyLink(serializers.Serializer):
    title = words("显示文字。")
    url = serializers.URLField()


class RelatedLinksBlockSerializer(Block):
    """相关链接；没有公开的页面不列。"""

    type = serializers.ChoiceField(["related_links"])
    title = words("标题。")
    links = BodyLink(many=True)


SIDEBAR_BLOCKS = {"paragraph": ParagraphBlockSerializer, "picture": PictureBlockSerializer}


class SidebarBlockSerializer(Block):
    """侧栏。"""

    type = serializers.ChoiceField(["sidebar"])
    kind = words("栏头。")
    title = words("标题。")
    body = PolymorphicProxySerializer(
        component_name="SidebarPart", serializers=SIDEBAR_BLOCKS, resource_type_field_name="type", many=True
    )


BODY = PolymorphicProxySerializer(
    component_name="BodyPart",
    serializers=SIDEBAR_BLOCKS
    | {
        "heading": HeadingBlockSerializer,
        "gallery": GalleryBlockSerializer,
        "quotation": QuotationBlockSerializer,
        "figures": FiguresBlockSerializer,
        "table": TableBlockSerializer,
        "attachment": AttachmentBlockSerializer,
        "embed": EmbedBlockSerializer,
        "sidebar": SidebarBlockSerializer,
        "related_links": RelatedLinksBlockSerializer,
    },
    resource_type_field_name="type",
    many=True,
)
