"""The body of a story: one StreamBlock for every kind of page, so that what an editor learns once works everywhere."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents import get_document_model

from .figure_blocks import FiguresBlock, TableBlock
from .linked import FileChooserBlock, PageChooserBlock
from .picture_blocks import GalleryBlock, PictureBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript", "mention"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a story. Level 2 headings make its table of contents."""

    text = blocks.CharBlock(label="标题文字", max_length=100)
    level = blocks.ChoiceBlock(
        label="层级", choices=[("2", "一级小标题"), ("3", "二级小标题")], default="2", search_index=False
    )

    class Meta:
        icon = "title"
        label = "小标题"
        description = "把长文分成几部分；一级小标题自动列入目录。"
        template = "blocks/heading.html"
        preview_value = {"text": "示例小标题", "level": "2"}


class ParagraphBlock(blocks.RichTextBlock):
    """One or more paragraphs of running text."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "正文"
        description = "正文段落，可加粗、加链接、列条目。"
        template = "blocks/paragraph.html"
        preview_value = "<p>示例段落：瓯江从城北流过，老城的街巷一直通到江边。编辑在这里写正文，一段一行。</p>"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="引语", rows=3, help_text="不必加引号，版面会自动加。")
    speaker = blocks.CharBlock(label="说话人", required=False, max_length=50)
    role = blocks.CharBlock(label="职务", required=False, max_length=100)
    organisation = blocks.CharBlock(label="单位", required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = "引语"
        description = "突出一句话，写明谁说的、什么身份。"
        template = "blocks/quotation.html"
        preview_value = {"text": "示例引语：江边的灯亮了，心里就踏实了。", "speaker": "示例人物", "role": "示例职务"}


class AttachmentBlock(blocks.StructBlock):
    attachment = FileChooserBlock(label="附件")
    title = blocks.CharBlock(label="显示名称", required=False, max_length=200, help_text="留空则用附件库里的名称。")

    def get_preview_value(self):  # a file that is nowhere stored: a name, a kind and a size are enough
        sample = get_document_model()(pk=0, title="示例附件", file="documents/example.pdf", file_size=204_800)
        return self.normalize({"attachment": sample})

    class Meta:
        icon = "doc-full"
        label = "附件"
        description = "供读者下载的文件，自动显示格式和大小。"
        template = "blocks/attachment.html"


class EmbedBlock(blocks.StructBlock):
    """Something that lives on another site. Readers' browsers ask nothing of that site until they follow the link."""

    url = blocks.URLBlock(label="网址")
    title = blocks.CharBlock(label="标题", max_length=150)
    platform = blocks.CharBlock(label="平台", required=False, max_length=50, help_text="如 温州新闻、视频号。")
    description = blocks.CharBlock(label="说明", required=False, max_length=300)

    class Meta:
        icon = "media"
        label = "外部内容"
        description = "站外的视频或页面，显示为一张卡片；读者点击后才离开本站。"
        template = "blocks/embed.html"
        preview_value = {"url": "https://example.org/", "title": "示例视频", "platform": "示例平台"}


class SidebarStreamBlock(blocks.StreamBlock):
    paragraph = ParagraphBlock()
    picture = PictureBlock()


class SidebarBlock(blocks.StructBlock):
    """A piece beside the main text with a title and a kind of its own."""

    kind = blocks.CharBlock(label="栏头", max_length=20, help_text="如 采写手记、链接、记者手记、延伸阅读。")
    title = blocks.CharBlock(label="标题", required=False, max_length=100)
    body = SidebarStreamBlock(label="内容")

    class Meta:
        icon = "form"
        label = "侧栏"
        description = "采写手记、相关链接等附在正文旁的一篇。"
        template = "blocks/sidebar.html"
        preview_value = {
            "kind": "采写手记",
            "title": "示例手记",
            "body": [{"type": "paragraph", "value": "<p>示例：记者在采访路上看到的、正文里写不下的。</p>"}],
        }


class RelatedLinkBlock(blocks.StructBlock):
    page = PageChooserBlock(label="站内页面", required=False)
    url = blocks.URLBlock(label="站外网址", required=False)
    title = blocks.CharBlock(
        label="显示文字", required=False, max_length=150, help_text="站外网址必须填写；站内页面留空则用页面标题。"
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError("站内页面和站外网址请填一个，而且只填一个。")}
            )
        if cleaned.get("url") and not cleaned.get("title"):
            raise blocks.StructBlockValidationError(block_errors={"title": ValidationError("站外网址请写显示文字。")})
        return cleaned

    class Meta:
        icon = "link"
        label = "链接"
        description = "一个站内页面，或一个站外网址。"


class RelatedLinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", default="相关链接", max_length=50)
    links = blocks.ListBlock(RelatedLinkBlock(), label="链接", min_num=1, max_num=12)

    class Meta:
        icon = "list-ul"
        label = "相关链接"
        description = "一组站内或站外链接。"
        template = "blocks/related_links.html"
        preview_value = {"title": "相关链接", "links": [{"url": "https://example.org/", "title": "示例链接"}]}


class BodyBlock(blocks.StreamBlock):
    """All that a story, a notice or a policy text can hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    figures = FiguresBlock()
    table = TableBlock()
    attachment = AttachmentBlock()
    embed = EmbedBlock()
    sidebar = SidebarBlock()
    related_links = RelatedLinksBlock()


def _keep_pastes_whole(block):
    """Take `maxlength` off a block's inputs: a browser would cut a long paste off and say nothing; the check says it."""
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock):
        block.field.widget.attrs.pop("maxlength", None)
    children = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    for child in filter(None, children):
        _keep_pastes_whole(child)


for _block in BodyBlock.base_blocks.values():
    _keep_pastes_whole(_block)
