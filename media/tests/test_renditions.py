"""The sizes of pictures: made at the desk, found by readers in two queries a page."""

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from PIL import Image

from media.blocks import BodyBlock
from media.layouts import LAYOUTS, SHARE_SPEC, all_specs
from media.models import Picture, PictureRendition
from media.pictures import load_pictures
from media.renditions import make_renditions, renditions_for, share_rendition

from .factories import PictureFactory, image_file

pytestmark = pytest.mark.django_db


def show(picture, layout="body", more=""):
    template = Template("{% load media_tags %}{% show_picture picture layout " + more + " %}")
    return template.render(Context({"picture": picture, "layout": layout, "words": "江上<灯>"}))


def body_of(pictures):
    """A story as the database holds it: half its pictures stand alone, the others in a gallery and a sidebar."""
    first, second, *others = [{"picture": picture.pk, "caption": "江上"} for picture in pictures]
    raw = [{"type": "picture", "value": value, "id": f"p{n}"} for n, value in enumerate(others)]
    raw += [
        {"type": "picture", "value": {"picture": None, "caption": "暂缺"}, "id": "m"},
        {"type": "gallery", "value": {"pictures": [{"type": "item", "value": first, "id": "i"}, second]}, "id": "g"},
        {
            "type": "sidebar",
            "value": {"kind": "手记", "body": [{"type": "picture", "value": first, "id": "s"}]},
            "id": "b",
        },
    ]
    return BodyBlock().to_python(raw)


def shown(stream):
    for block in stream:
        if block.block_type == "picture":
            yield block.value["picture"]
        elif block.block_type == "gallery":
            yield from (value["picture"] for value in block.value["pictures"])
        elif block.block_type == "sidebar":
            yield from (child.value["picture"] for child in block.value["body"])


@pytest.mark.parametrize("count", [2, 12])
def test_a_pages_pictures_and_sizes_come_in_one_query(count, django_assert_num_queries):
    pictures = [PictureFactory(file=image_file((1600, 1000))) for _ in range(count)]
    cover = PictureFactory(file=image_file((1600, 1000)))
    for picture in [*pictures, cover]:
        make_renditions(picture, LAYOUTS["body"].specs_for(1600))
    make_renditions(cover, LAYOUTS["hero"].specs_for(1600))
    stream, cover = body_of(pictures), Picture.objects.get(pk=cover.pk)
    with django_assert_num_queries(1):
        load_pictures(stream, also=[cover, None])
        html = show(cover, "hero") + "".join(show(picture) for picture in shown(stream))
    assert html.count("<picture>") == count + 2
    assert [picture.pk for picture in shown(stream) if picture][-1] == pictures[0].pk
    assert None in list(shown(stream))


def test_a_story_without_pictures_asks_nothing(django_assert_num_queries):
    stream = BodyBlock().to_python([{"type": "paragraph", "value": "<p>文字</p>", "id": "a"}])
    with django_assert_num_queries(0):
        load_pictures(stream, BodyBlock().to_python([]), also=[None])


def test_saving_makes_every_size_and_a_visit_writes_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = PictureFactory(file=image_file((1600, 1000)))
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == set(all_specs(1600))
    picture = Picture.objects.get(pk=picture.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for layout in LAYOUTS:
            assert "<picture>" in show(picture, layout)
        assert share_rendition(picture).width == 1200
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_a_moved_focal_point_makes_the_crops_anew(django_capture_on_commit_callbacks):
    picture = PictureFactory(file=image_file((1600, 1000)))
    make_renditions(picture)
    picture.set_focal_point(None)
    picture.focal_point_x, picture.focal_point_y = 1500, 500
    picture.focal_point_width = picture.focal_point_height = 200
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    key = renditions_for(picture, "card")["fill-480x300|format-webp"].focal_point_key
    assert key
    assert picture.renditions.filter(focal_point_key=key, filter_spec=SHARE_SPEC).exists()


def test_what_is_missing_is_made_at_the_first_visit_and_found_at_the_second(django_assert_num_queries):
    picture = PictureFactory()
    first = show(picture)
    count = PictureRendition.objects.count()
    assert count == len(LAYOUTS["body"].specs_for(640))
    picture = Picture.objects.prefetch_related("renditions").get(pk=picture.pk)
    with django_assert_num_queries(0):
        assert show(picture) == first


def test_a_picture_whose_file_is_gone_leaves_a_page_standing(uploads):
    picture = PictureFactory()
    (uploads / picture.file.name).unlink()
    assert show(picture) == ""
    assert share_rendition(picture) is None


def test_the_markup_has_formats_sizes_and_room_kept_for_it():
    html = show(PictureFactory(file=image_file((1600, 1000))), "body", "alt=words")
    assert re.findall(r'type="(image/\w+)"', html) == ["image/avif", "image/webp"]
    assert html.count(f'sizes="{LAYOUTS["body"].sizes}"') == 3
    assert 'alt="江上&lt;灯&gt;"' in html
    assert re.search(r'<img[^>]*height="600"[^>]*width="960"', html)
    assert 'loading="lazy"' in html
    assert re.search(r'<img[^>]*src="[^"]+\.jpg"', html)


def test_the_first_seen_picture_is_fetched_first():
    picture = PictureFactory()
    assert 'fetchpriority="high"' in show(picture, "hero")
    assert 'loading="lazy"' in show(picture, "hero", "is_first_seen=False")
    assert 'alt=""' in show(picture, "thumb", 'alt=""')
    assert f'alt="{picture.description}"' in show(picture, "thumb")
    assert show(None) == ""


def test_a_small_picture_gets_no_size_larger_than_it_needs():
    assert LAYOUTS["hero"].specs_for(500) == [
        "fill-640x360|format-avif",
        "fill-640x360|format-webp",
        "fill-640x360|format-jpeg",
    ]
    assert len(LAYOUTS["hero"].specs_for(5000)) == 7


def test_a_large_picture_is_cropped_from_a_smaller_copy_the_same_way():
    large = PictureFactory(file=image_file((4000, 2500), colour=(200, 40, 40)))
    make_renditions(large, [SHARE_SPEC, "max-480x960|format-avif"])
    share, body = (
        large.renditions.get(filter_spec=SHARE_SPEC),
        large.renditions.get(filter_spec="max-480x960|format-avif"),
    )
    assert (share.width, share.height, body.width, body.height) == (1200, 630, 480, 300)
    red = Image.open(share.file).getpixel((600, 300))
    assert red[0] > 190
    assert red[1] < 60
