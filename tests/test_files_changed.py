"""What public things show changes with their files: each door names every public place and wants one tick before it saves."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from media.models import Picture
from media.tests.factories import AttachmentFactory, PictureFactory, image_file
from media.tests.opened import as_opened
from media.uses import is_private
from news.tests.factories import ArticlePageFactory
from programs.policies.tests.factories import PolicyFactory

pytestmark = pytest.mark.django_db
PLACES = ("滨江新貌", "演示意见")
TICK = {"is_meant": "on"}


@pytest.fixture
def collections():
    """Open ones; a closed one with one below it that is closed by it alone."""
    root = Collection.get_first_root_node()
    for name in ("内部资料", "图库", "活动"):
        root.add_child(name=name)
    inner = Collection.objects.get(name="内部资料")
    inner.add_child(name="会议")
    CollectionViewRestriction.objects.create(collection=inner, restriction_type="login")
    names = {"open": "图库", "other": "活动", "closed": "会议"}
    return {key: Collection.objects.get(name=name) for key, name in names.items()}


@pytest.fixture(params=["picture", "attachment"])
def file(request, section, collections):
    """In use by a story and a policy that readers see, and by a draft."""
    if request.param == "picture":
        file = PictureFactory(title="瓯江规划图", collection=collections["open"])
        block, cover = ("picture", {"picture": file}), file
        policy = PolicyFactory(title="演示意见", body=[block])
    else:
        file = AttachmentFactory(title="申报表", collection=collections["open"])
        block, cover = ("attachment", {"attachment": file, "title": ""}), None
        policy = PolicyFactory(title="演示意见")
        policy.attachments.create(attachment=file)
        policy.save()
    ArticlePageFactory(parent=section, title="滨江新貌", slug="binjiang", cover=cover, body=[block])
    ArticlePageFactory(parent=section, title="未定稿", live=False, cover=cover, body=[block])
    return file


def now(row):
    return type(row)._base_manager.get(pk=row.pk)


def is_asked(page):
    """Are all public places named with their links, nothing else, beside a box to tick?"""
    assert all(f"《{place}》" in page for place in PLACES) and "未定稿" not in page
    assert '/binjiang/" target="_blank"' in page and 'href="/policies/' in page
    assert 'type="checkbox" name="' in page and "is_meant" in page
    return "正被 2 处公开内容用到" in page


def app_of(file):
    return "wagtailimages" if isinstance(file, Picture) else "wagtaildocs"


def edit(client, row, **changed):
    address = reverse(f"{app_of(row)}:edit", args=[row.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="w-editor-form").dict()
    form.pop("file", None)
    return client.post(address, form | changed).content.decode()


def edit_among_several(client, file, **changed):
    """The form that stands under a file that was just sent, which saves any file's number."""
    app, name = app_of(file), "image" if isinstance(file, Picture) else "doc"
    prefix = f"{name}-{file.pk}"
    form = {"title": file.title, "description": "画面", "tags": "", "collection": file.collection_id} | changed
    form |= as_opened(client, reverse(f"{app}:edit", args=[file.pk]))
    answer = client.post(
        reverse(f"{app}:edit_multiple", args=[file.pk]), {f"{prefix}-{key}": value for key, value in form.items()}
    ).json()
    assert answer["success"] is ("form" not in answer)
    return answer.get("form", "")


def move_by_bulk(client, file, **changed):
    address = reverse("wagtail_bulk_action", args=["media", file._meta.model_name, "add_to_collection"])
    return client.post(f"{address}?id={file.pk}", changed).content.decode()


DOORS = [edit, edit_among_several, move_by_bulk]


@pytest.mark.parametrize("door", DOORS)
def test_a_file_is_closed_and_opened_with_a_tick(staff, file, collections, door):
    admin, closed = staff("admin").client, collections["closed"]
    page = door(admin, file, collection=closed.pk)
    assert is_asked(page) and "放进文件夹“会议”以后，读者马上看不到" in page and now(file).collection == file.collection
    door(admin, file, collection=closed.pk, **TICK)
    assert now(file).collection == closed
    file.collection = closed
    page = door(admin, file, collection=collections["open"].pk)
    assert is_asked(page) and "读者马上又看得到" in page and now(file).collection == closed
    door(admin, file, collection=collections["open"].pk, **TICK)
    assert now(file).collection == collections["open"]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_is_asked_where_readers_notice_nothing(staff, file, collections, door):
    admin = staff("admin").client
    door(admin, file, collection=collections["other"].pk)
    assert now(file).collection == collections["other"]
    unused = (PictureFactory if isinstance(file, Picture) else AttachmentFactory)()
    door(admin, unused, collection=collections["closed"].pk)
    assert now(unused).collection == collections["closed"]


def new_file(file):
    if isinstance(file, Picture):
        return SimpleUploadedFile("new.jpg", image_file(colour=(200, 10, 10)).read(), "image/jpeg")
    return SimpleUploadedFile("new.txt", "新的示例".encode(), "text/plain")


def test_a_new_file_in_the_place_of_one_in_use_needs_the_tick(staff, file, collections):
    admin, before = staff("admin").client, file.file.read()
    address = reverse(f"{app_of(file)}:edit", args=[file.pk])
    page = admin.get(address).content.decode()
    assert is_asked(page), "the box stands there from the beginning: a browser forgets the chosen file"
    page = edit(admin, file, file=new_file(file))
    assert is_asked(page) and "换上新文件以后" in page
    with now(file).file.open() as stored:
        assert stored.read() == before
    edit(admin, file, file=new_file(file), **TICK)
    with now(file).file.open() as stored:
        assert stored.read() != before
    edit(admin, now(file), title="只改名称")
    assert now(file).title == "只改名称", "words are not asked about"


def test_a_new_file_where_readers_see_neither_is_not_asked_about(staff, file, collections):
    type(file).objects.filter(pk=file.pk).update(collection=collections["closed"])
    before = file.file.read()
    edit(staff("admin").client, now(file), file=new_file(file))
    with now(file).file.open() as stored:
        assert stored.read() != before


# --- Whole collections --------------------


def move(client, collection, parent, **changed):
    address = reverse("wagtailadmin_collections:edit", args=[collection.pk])
    form = {"name": collection.name, "parent": parent.pk}
    return client.post(address, form | changed).content.decode()


def test_a_collection_is_moved_under_a_closed_one_and_out_with_a_tick(staff, file, collections):
    admin, shelf, closed = staff("admin").client, collections["open"], collections["closed"]
    page = move(admin, shelf, closed)
    assert is_asked(page) and "移到“会议”下以后，读者马上看不到" in page and not is_private(now(shelf))
    move(admin, shelf, closed, **TICK)
    assert is_private(now(shelf))
    page = move(admin, now(shelf), collections["other"])
    assert is_asked(page) and "读者马上又看得到" in page and is_private(now(shelf))
    move(admin, now(shelf), collections["other"], **TICK)
    assert not is_private(now(shelf))
    move(admin, now(shelf), Collection.get_first_root_node())
    assert now(shelf).depth == 2, "from one open place to another: nothing to ask"


def test_what_is_closed_by_itself_is_moved_without_a_question(staff, file, collections):
    CollectionViewRestriction.objects.create(collection=collections["open"], restriction_type="login")
    move(staff("admin").client, collections["open"], collections["closed"])
    assert now(collections["open"]).depth == 4


def set_privacy(client, collection, **changed):
    return client.post(reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]), changed).json()


def test_a_collection_is_closed_and_opened_with_a_tick(staff, file, collections):
    admin = staff("admin").client
    collections["open"].move(collections["other"], "sorted-child")
    above = now(collections["other"])
    asked = set_privacy(admin, above, restriction_type="password", password="示例口令")
    assert is_asked(asked["html"]) and asked["step"] == "set_privacy" and not is_private(above)
    again = querydict_from_html(f"<html>{asked['html']}</html>").dict() | TICK
    assert set_privacy(admin, above, **again)["step"] == "set_privacy_done"
    assert CollectionViewRestriction.objects.get(collection=above).password == "示例口令"
    asked = set_privacy(admin, above, restriction_type="none")
    assert is_asked(asked["html"]) and is_private(above)
    assert set_privacy(admin, above, restriction_type="none", **TICK)["is_public"] and not is_private(above)


def test_closing_is_asked_of_nobody_where_readers_notice_nothing(staff, file, collections):
    admin = staff("admin").client
    answer = set_privacy(admin, collections["other"], restriction_type="login")
    assert answer["step"] == "set_privacy_done" and is_private(collections["other"])
    answer = set_privacy(admin, collections["open"], restriction_type="password")
    assert "is_meant" not in json.dumps(answer) and not is_private(collections["open"]), "what is wrong is said first"


def test_who_may_not_close_a_collection_is_told_no_places(staff, file, collections):
    response = staff("editor").client.post(
        reverse("wagtailadmin_collections:set_privacy", args=[collections["open"].pk]), {"restriction_type": "login"}
    )
    assert "滨江新貌" not in response.content.decode() and not is_private(collections["open"])


@pytest.mark.parametrize("count", [2, 12])
def test_asking_costs_the_same_for_many(staff, section, collections, count, django_assert_max_num_queries):
    pictures = [PictureFactory(collection=collections["open"]) for _ in range(count)]
    for picture in pictures:
        ArticlePageFactory(parent=section, cover=picture)
    admin = staff("admin").client
    with django_assert_max_num_queries(40):
        asked = set_privacy(admin, collections["open"], restriction_type="login")
    assert f"正被 {count} 处公开内容用到" in asked["html"]
