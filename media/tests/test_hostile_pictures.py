"""Every hostile picture at every door: a clear Chinese message, the other input kept, nothing stored."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.models import Picture
from media.tests.opened import as_opened

from . import hostile
from .factories import PictureFactory

HOSTILE = {
    "svg": ("river.svg", lambda: hostile.SVG, "这是SVG 图形"),
    "svg named png": ("river.png", lambda: hostile.SVG, "这是SVG 图形"),
    "html named png": ("river.png", lambda: hostile.HTML, "这是网页"),
    "pdf named png": ("river.png", hostile.pdf, "这是PDF 文档"),
    "program named jpg": ("river.jpg", lambda: hostile.PROGRAM, "这是Windows 程序"),
    "tiff": ("river.tif", lambda: hostile.picture("TIFF"), "这是TIFF 图片"),
    "avif": ("river.avif", lambda: hostile.picture("AVIF"), "HEIC、AVIF"),
    "png named jpg": ("river.jpg", lambda: hostile.picture("PNG"), "内容却是 PNG 图片"),
    "noise": ("river.jpg", lambda: b"river" * 100, "不是图片"),
    "truncated jpeg": ("river.jpg", lambda: hostile.picture("JPEG")[:2000], "已损坏或不完整"),
    "truncated png": ("river.png", lambda: hostile.picture("PNG")[:-60], "已损坏或不完整"),
    "truncated webp": ("river.webp", lambda: hostile.picture("WEBP")[:-60], "已损坏或不完整"),
    "header only": ("river.gif", lambda: b"GIF89a", "已损坏或不完整"),
    "corrupt png": ("river.png", lambda: hostile.picture("PNG").replace(b"IDAT", b"IDAX"), "已损坏或不完整"),
    "png of half its rows": ("river.png", lambda: hostile.png_bomb(640, 400, is_cut=True), "已损坏或不完整"),
    "121 Mpx png": ("river.png", lambda: hostile.png_bomb(11_000, 11_000), "11000×11000"),
    "400 Mpx png": ("river.png", lambda: hostile.png_bomb(20_000, 20_000), "像素太多"),
    "268 Mpx webp": ("river.webp", hostile.webp_bomb, "16383×16383"),
    "animated gif": ("river.gif", hostile.animated_gif, "不接受动图"),
    "empty": ("river.jpg", lambda: b"", "0 字节"),
    "11 MB": ("river.jpg", lambda: hostile.picture("JPEG") + bytes(11 << 20), "上限是 10 MB"),
}


def post_several(client, file):
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": "江上", "files[]": file, "collection": 1})
    answer = response.json()
    assert answer["success"] is False
    return response, answer["error_message"]


def form_errors(response):
    return "".join(response.context["form"].errors.get("file", []))


def post_one(client, file):
    data = {"title": "江上", "description": "两岸灯火", "photographer": "示例摄影", "file": file, "collection": 1}
    response = client.post(reverse("wagtailimages:add"), data)
    assert 'value="示例摄影"' in response.content.decode()
    return response, form_errors(response)


def post_in_chooser(client, file):
    data = {
        "image-chooser-upload-title": "江上",
        "image-chooser-upload-description": "两岸灯火",
        "image-chooser-upload-photographer": "示例摄影",
        "image-chooser-upload-collection": 1,
        "image-chooser-upload-file": file,
    }
    response = client.post(reverse("wagtailimages_chooser:create"), data)
    html = response.json()["htmlFragment"]
    assert response.json()["step"] == "reshow_creation_form"
    assert 'value="示例摄影"' in html
    return response, html


DOORS = {"several": post_several, "one": post_one, "chooser": post_in_chooser}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_picture_is_refused_at_every_door(desk, stored, case, door):
    name, make, message = HOSTILE[case]
    file = SimpleUploadedFile(name, make(), content_type="image/png")
    started = time.process_time()
    response, answer = DOORS[door](desk, file)
    assert time.process_time() - started < 2
    assert response.status_code == 200
    assert message in answer
    assert Picture.objects.count() == 0
    assert stored() == []


@pytest.mark.parametrize("case", ["svg named png", "truncated jpeg", "121 Mpx png", "empty"])
def test_a_hostile_replacement_leaves_the_old_picture(desk, stored, editor, case):
    picture = PictureFactory(uploaded_by_user=editor)
    before, files = picture.file.name, stored()
    name, make, message = HOSTILE[case]
    data = {"title": "改过的标题", "description": "两岸灯火", "collection": 1}
    response = desk.post(
        reverse("wagtailimages:edit", args=[picture.pk]), data | {"file": SimpleUploadedFile(name, make())}
    )
    assert message in form_errors(response)
    assert "改过的标题" in response.content.decode()
    picture.refresh_from_db()
    assert picture.file.name == before
    assert [name for name in stored() if not name.startswith("images/")] == files


@pytest.mark.parametrize(
    ("name", "image_format"),
    [("江上.JPG", "JPEG"), ("a.jpeg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.gif", "GIF")],
)
def test_a_sound_picture_comes_in_by_several(desk, name, image_format):
    file = SimpleUploadedFile(name, hostile.picture(image_format))
    answer = desk.post(
        reverse("wagtailimages:add_multiple"), {"title": "江上", "files[]": file, "collection": 1}
    ).json()
    assert answer["success"] is True
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (640, 400)
    assert picture.file_size == picture.file.size
    assert "替代文字" in answer["form"]


def test_alternative_text_is_asked_for_where_it_can_be_given(desk, editor):
    picture = PictureFactory(uploaded_by_user=editor, description="")
    prefix = f"image-{picture.pk}-"
    data = {prefix + "title": "江上", prefix + "description": "", prefix + "collection": 1}
    data |= as_opened(desk, reverse("wagtailimages:edit", args=[picture.pk]), prefix)
    answer = desk.post(reverse("wagtailimages:edit_multiple", args=[picture.pk]), data).json()
    assert answer["success"] is False
    assert "请写替代文字" in answer["form"]
    answer = desk.post(reverse("wagtailimages:edit_multiple", args=[picture.pk]), data | {prefix + "description": "灯"})
    assert answer.json()["success"] is True
    picture.refresh_from_db()
    assert picture.description == "灯"
