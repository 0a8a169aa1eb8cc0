"""Where and with what a picture was taken stays with the photographer; what its pixels need stays with the picture."""

import io
from functools import cache

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms

from media.metadata import without_metadata
from media.models import Picture

from . import hostile

GPS_PLACE = (27.0, 59.0, 38.4)
SECRETS = [b"Exif", b"SECRET", b"http://ns.adobe.com", b"Photoshop"]


def exif(orientation=1):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "SECRET camera"
    tags[0x8298] = "SECRET owner"
    tags.get_ifd(0x8825).update({1: "N", 2: GPS_PLACE, 3: "E", 4: (120.0, 41.0, 12.0)})
    return tags


@cache  # it holds the second it was made in
def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling_picture(image_format, orientation=1, **options):
    """A picture, wide and dark on its left, that tells where it was taken."""
    image = Image.new("RGB", (300, 200), (230, 220, 200))
    image.paste((20, 60, 70), (0, 0, 100, 200))
    output = io.BytesIO()
    image.save(output, image_format, exif=exif(orientation), icc_profile=profile(), **options)
    return output.getvalue()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("image_format", "options"),
    [
        ("JPEG", {"comment": b"SECRET comment", "xmp": b"<SECRET http://ns.adobe.com/>"}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("WEBP", {"xmp": b"<SECRET http://ns.adobe.com/>"}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_metadata_goes_and_pixels_and_colours_stay(image_format, options):
    data = telling_picture(image_format, **options)
    assert dict(opened(data).getexif().get_ifd(0x8825))[2] == GPS_PLACE
    clean = without_metadata(data + b"SECRET tail")
    assert not [secret for secret in SECRETS if secret in clean]
    assert opened(clean).tobytes() == opened(data).tobytes()
    assert opened(clean).info["icc_profile"] == profile()
    assert not opened(clean).getexif()
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_is_stored_upright(image_format):
    image = opened(without_metadata(telling_picture(image_format, orientation=6)))
    assert image.size == (200, 300)
    assert sum(image.getpixel((100, 20))) < 300 < sum(image.getpixel((100, 280)))
    assert not image.getexif()


def test_a_gif_loses_its_comments_only():
    data = hostile.picture("GIF", comment=b"SECRET")
    clean = without_metadata(data + b"SECRET")
    assert b"SECRET" in data
    assert b"SECRET" not in clean
    assert opened(clean).convert("RGB").tobytes() == opened(data).convert("RGB").tobytes()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", hostile.SVG])
def test_what_is_no_picture_is_not_passed_through(data):
    with pytest.raises(ValueError, match=r"."):
        without_metadata(data)


@pytest.mark.parametrize("orientation", [1, 6])
def test_an_uploaded_photograph_and_its_renditions_do_not_tell_where_it_was_taken(desk, orientation):
    file = SimpleUploadedFile("江上.jpg", telling_picture("JPEG", orientation))
    desk.post(reverse("wagtailimages:add_multiple"), {"title": "江上", "files[]": file, "collection": 1})
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == ((300, 200) if orientation == 1 else (200, 300))
    rendition = picture.get_rendition("width-100|format-jpeg")
    for stored in (picture.file, rendition.file):
        data = stored.open("rb").read()
        assert not [secret for secret in SECRETS if secret in data]
        assert not opened(data).getexif()
    assert picture.file_size == picture.file.size


def test_a_picture_that_a_program_stores_is_cleaned_too(db):
    picture = Picture.objects.create(title="江上", file=ContentFile(telling_picture("JPEG", 6), name="a.jpg"))
    assert b"SECRET" not in picture.file.open("rb").read()
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (200, 300)
