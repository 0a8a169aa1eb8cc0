"""Numbers inside a story: key figures and tables."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

SUFFIX_QUALIFIERS = {"以上", "以下", "以内", "左右", "余", "多", "+"}


class FigureValue(blocks.StructValue):
    @property
    def is_qualified_after(self):
        """Whether the qualifier is read after the number: 50%以上, but 超200家."""
        return self.get("qualifier") in SUFFIX_QUALIFIERS


class FigureBlock(blocks.StructBlock):
    """One number that can stand alone."""

    value = blocks.CharBlock(label="数值", max_length=30, help_text="只写数字，如 2716.1。")
    unit = blocks.CharBlock(label="单位", required=False, max_length=20, help_text="如 亿元、家、%。")
    qualifier = blocks.CharBlock(
        label="限定", required=False, max_length=30, help_text="如 超、突破、以上、计划；原文怎么写就怎么写。"
    )
    label = blocks.CharBlock(label="说明", max_length=100, help_text="这个数字说的是什么，包括时间和范围。")
    source = blocks.CharBlock(label="出处", required=False, max_length=100)

    class Meta:
        icon = "order"
        label = "数字"
        value_class = FigureValue
        description = "一个数字：数值、单位、限定、说明和出处分开填写。"


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="标题", required=False, max_length=100)
    figures = blocks.ListBlock(FigureBlock(), label="数字", min_num=1, max_num=8)

    class Meta:
        icon = "table"
        label = "数字看板"
        description = "一到八个关键数字，带单位、限定和出处。"
        template = "blocks/figures.html"
        preview_value = {
            "title": "示例数字",
            "figures": [
                {"value": "96", "unit": "%", "qualifier": "以上", "label": "示例说明", "source": "示例出处"},
            ],
        }


class TableBlock(blocks.StructBlock):
    """A table with the caption that Wagtail's own table holds, and a note."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label="文字", required=False)),
            ("number", blocks.CharBlock(label="数字", required=False)),
            ("rich_text", blocks.RichTextBlock(label="带格式文字", required=False, features=["bold", "link"])),
        ],
        label="表格",
    )
    note = blocks.CharBlock(label="表注", required=False, max_length=300)

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["table"].caption.strip():
            raise blocks.StructBlockValidationError(
                block_errors={"table": ValidationError("请写表题，说明表里是什么。")}
            )
        return cleaned

    class Meta:
        icon = "table"
        label = "表格"
        description = "带表题的表格；手机上可以横向滑动。"
        template = "blocks/table.html"
        preview_value = {
            "table": {
                "caption": "示例表格",
                "columns": [{"type": "text", "heading": "项目"}, {"type": "number", "heading": "数量"}],
                "rows": [{"values": ["示例一", "12"]}, {"values": ["示例二", "34"]}],
            },
        }
