"""File fields that look inside: the form fields refuse, and the stored file is clean whatever door it comes through."""

import os

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.forms import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageFieldFile

from .attachments import check_attachment
from .inspection import ACCEPTED, check_picture
from .metadata import without_metadata
from .transactions import outside_transaction


def extension_of(name):
    return os.path.splitext(name)[1].lower()[1:]


def megabytes(size):
    return f"{size / (1 << 20):.1f}".removesuffix(".0") + " MB"


class PictureFormField(WagtailImageFormField):
    """Accepts a sound picture within the limits, and hands it on without its metadata."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = megabytes(self.max_upload_size)
        pixels = f"{self.max_image_pixels / 1e6:.0f}"
        self.help_text = f"{ACCEPTED} 图片，不超过 {limit}、{pixels} 百万像素。拍摄地点等隐藏信息会在上传时清除。"
        self.error_messages |= {
            "empty": "这个文件是空的（0 字节），请重新选择。",
            "invalid_image_extension": f"只接受 {ACCEPTED} 图片。",
            "file_too_large_unknown_size": f"图片文件太大，上限是 {limit}。请压缩后再上传。",
        }

    @outside_transaction()
    def to_python(self, data):
        file = FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.max_upload_size:
            raise ValidationError(
                f"图片文件有 {megabytes(file.size)}，上限是 {megabytes(self.max_upload_size)}。请压缩后再上传。",
                code="file_too_large",
            )
        file.seek(0)
        content = file.read()
        facts = check_picture(content, extension_of(file.name), self.max_image_pixels)
        try:
            clean = ContentFile(without_metadata(content))
        except ValueError as error:
            raise ValidationError("图片文件已损坏或不完整，无法打开。请重新导出后再上传。", code="broken") from error
        return InMemoryUploadedFile(clean, None, file.name, f"image/{facts.format.lower()}", clean.size, None)

    def run_validators(self, value):
        """Everything has been looked at in `to_python`, with clearer words than the stock validators have."""


class AttachmentFormField(WagtailDocumentField):
    """Accepts a document whose content is what its extension says."""

    def __init__(self, *args, allowed_extensions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed_extensions = list(allowed_extensions)
        self.limit = megabytes(self.max_upload_size)
        self.help_text = f"{'、'.join(self.allowed_extensions)} 文件，不超过 {self.limit}。"
        self.error_messages |= {
            "empty": "这个文件是空的（0 字节），请重新选择。",
            "file_too_large_unknown_size": f"文件太大，上限是 {self.limit}。",
        }

    @outside_transaction()
    def check_document_file_size(self, file):
        if file.size > self.max_upload_size:
            raise ValidationError(f"文件有 {megabytes(file.size)}，上限是 {self.limit}。", code="file_too_large")
        extension = extension_of(file.name)
        if extension not in self.allowed_extensions:
            raise ValidationError(
                f"不接受 .{extension} 文件。可以上传：{'、'.join(self.allowed_extensions)}。", code="invalid_extension"
            )
        check_attachment(file, extension, self.allowed_extensions)


class PictureFieldFile(WagtailImageFieldFile):
    @outside_transaction()
    def get_image_dimensions(self):
        return super().get_image_dimensions()

    @outside_transaction()
    def save(self, name, content, save=True):
        """Write the picture without its metadata, also when it comes from an importer or a command."""
        content.seek(0)
        super().save(name, ContentFile(without_metadata(content.read()), name=name), save)
