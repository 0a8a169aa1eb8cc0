"""Pictures inside a story, with the words and the credits that stand under them there."""

import re

from django.core.exceptions import ValidationError
from wagtail import blocks

from .pictures import PictureChooserBlock

EXCEPT_SIGNED = re.compile(r"除署名(?:者|的)?外[，,、\s]*(?:均|都)?由?\s*")


def provider_under(own, photographer, shared):
    """Whom to name as provider under a picture: its own, else whom the page states for all.

    A page that begins with 除署名外 states it for the pictures without a photographer.
    """
    if own or not shared:
        return own or ""
    said = EXCEPT_SIGNED.match(shared)
    if said and photographer:
        return ""
    return shared[said.end() :] if said else shared


class PictureValue(blocks.StructValue):
    """What is shown of a picture here: the story's own words first, then the library's."""

    def _own_or_librarys(self, name, library_name=None):
        picture = self.get("picture")
        return self.get(name) or (getattr(picture, library_name or name) if picture else "")

    @property
    def shown_caption(self):
        return self._own_or_librarys("caption")

    @property
    def shown_photographer(self):
        return self._own_or_librarys("photographer")

    @property
    def shown_provider(self):
        return self._own_or_librarys("provider")

    @property
    def shown_alt_text(self):
        return self._own_or_librarys("alt_text")


class PictureBlock(blocks.StructBlock):
    """A picture in its place, with what is printed under it there."""

    picture = PictureChooserBlock(label="图片", required=False, help_text="图片文件暂缺时可以先留空，只保留图注。")
    caption = blocks.CharBlock(label="图注", required=False, max_length=300, help_text="留空则用图片库里的图注。")
    photographer = blocks.CharBlock(
        label="摄影", required=False, max_length=100, help_text="留空则用图片库里的摄影者。"
    )
    provider = blocks.CharBlock(
        label="供图", required=False, max_length=100, help_text="留空则用图片库或本页统一的供图单位。"
    )
    alt_text = blocks.CharBlock(
        label="替代文字", required=False, max_length=300, help_text="读屏软件朗读的说明；留空则用图片库里的。"
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned.get("picture") and not cleaned.get("caption"):
            raise blocks.StructBlockValidationError(
                block_errors={"picture": ValidationError("请选择图片；图片暂缺时请至少写图注。")}
            )
        return cleaned

    class Meta:
        icon = "image"
        label = "图片"
        value_class = PictureValue
        description = "一张图片，带图注、摄影和供图。"
        template = "blocks/picture.html"
        preview_template = "blocks/previews/pictures.html"
        preview_value = {"caption": "示例图注：江边的灯。", "photographer": "示例摄影"}


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="图集标题", required=False, max_length=100)
    pictures = blocks.ListBlock(PictureBlock(), label="图片", min_num=2, max_num=30)

    class Meta:
        icon = "copy"
        label = "图集"
        description = "两张以上图片排成一组。"
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/pictures.html"
        preview_value = {"title": "示例图集", "pictures": [{"caption": "示例图注一"}, {"caption": "示例图注二"}]}
