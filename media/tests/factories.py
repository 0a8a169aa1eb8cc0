import io

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image

from media.models import Attachment, Picture


def image_file(size=(640, 400), image_format="JPEG", name="river.jpg", colour=(20, 90, 95)):
    """A real picture file, drawn here."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, image_format)
    return ContentFile(data.getvalue(), name=name)


class PictureFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"瓯江夜色第{number}张")
    description = "江面上倒映着两岸的灯光"
    file = factory.LazyFunction(image_file)
    width = 640
    height = 400

    class Meta:
        model = Picture


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    title = "温州（鹿城）市场采购贸易方式申报表"
    file = factory.django.FileField(filename="shenbao.txt", data="示例".encode())
