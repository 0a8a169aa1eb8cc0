"""Who gets which file, and what a cache may keep of it."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from media.models import Attachment

from . import hostile
from .factories import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def private_collection():
    collection = Collection.get_first_root_node().add_child(name="未公开")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


@pytest.fixture
def reader():
    return get_user_model().objects.create_user(username="reader", password="just-for-tests")


def rendition(**fields):
    return PictureFactory(**fields).get_rendition("width-100|format-webp")


def attachment(**fields):
    return Attachment.objects.create(title="申报表", file=ContentFile(hostile.pdf(), name="a.pdf"), **fields)


def test_a_rendition_that_nothing_shows_is_sent_to_the_desk_alone(client, desk):
    """What something public shows: tests/test_picture_gate.py."""
    url = rendition().url
    response = desk.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert desk.post(url).status_code == 405
    client.logout()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "original_images/river.jpg", "documents/a.pdf", "images/", "images/..", "images/%2e%2e/documents/a.pdf",
        "images/..%2fdocuments%2fa.pdf", "images/..%5cdocuments%5ca.pdf", "../portal.sqlite3", "images/stray.jpg",
    ],
)  # fmt: skip
def test_nothing_but_renditions_is_sent(client, uploads, path):
    rendition()
    attachment()
    (uploads / "images").mkdir(exist_ok=True)
    (uploads / "images" / "stray.jpg").write_bytes(hostile.picture())
    assert (uploads / "original_images" / "river.jpg").exists()
    assert (uploads / "documents" / "a.pdf").exists()
    assert client.get(f"/uploads/{path}").status_code == 404


def test_a_private_picture_is_shown_to_the_desk_and_to_nobody_else(client, desk, private_collection, reader):
    url = rendition(collection=private_collection).url
    response = desk.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get(url).status_code == 404
    client.force_login(reader)  # a restriction to accounts lets any account in
    assert client.get(url).status_code == 200


def test_a_picture_for_one_group_is_not_shown_to_other_accounts(client, private_collection, reader):
    private_collection.view_restrictions.update(restriction_type="groups")
    client.force_login(reader)
    assert client.get(rendition(collection=private_collection).url).status_code == 404


def test_portraits_of_the_staff_are_for_accounts_only(client, uploads, reader):
    (uploads / "avatar_images").mkdir()
    (uploads / "avatar_images" / "me.png").write_bytes(hostile.picture("PNG"))
    assert client.get("/uploads/avatar_images/me.png").status_code == 302
    client.force_login(reader)
    response = client.get("/uploads/avatar_images/me.png")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_public_attachment_is_checked_again_each_time(client):
    document = attachment()
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == hostile.pdf()
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(document.url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_private_attachment_is_kept_by_no_cache(client, private_collection, reader):
    document = attachment(collection=private_collection)
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    client.force_login(reader)
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("url", ["/documents/99999999999999999999/a.pdf", "/documents/1/../a.pdf"])
def test_an_unknown_attachment_is_not_found(client, url):
    assert client.get(url).status_code == 404
