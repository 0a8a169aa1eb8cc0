"""Who guesses at the password of a page, or of a collection of files, is stopped; nobody else is."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from media.models import Attachment
from media.tests import hostile
from news.tests.factories import ArticlePageFactory
from portal.accounts.page_passwords import GUESSES

pytestmark = pytest.mark.django_db
PASSWORD = "示例口令"


@pytest.fixture(autouse=True)
def no_guesses():
    cache.clear()


@pytest.fixture
def door(request, section):
    """The address of a page, and where its password is sent."""
    if request.param == "page":
        page = ArticlePageFactory(parent=section, title="内部通报")
        lock = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
        return page.url, reverse("wagtailcore_authenticate_with_password", args=[lock.pk, page.pk])
    collection = Collection.get_first_root_node().add_child(name="内部文件")
    lock = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=PASSWORD
    )
    file = Attachment.objects.create(title="附件", file=ContentFile(hostile.pdf(), name="a.pdf"), collection=collection)
    return file.url, reverse("wagtaildocs_authenticate_with_password", args=[lock.pk])


both = pytest.mark.parametrize("door", ["page", "files"], indirect=True)


def guess(client, door, password, **more):
    return client.post(door[1], {"password": password, "return_url": door[0]}, **more)


@both
def test_guesses_are_limited_for_an_address_and_a_page(client, door):
    assert [guess(client, door, f"猜{n}").status_code for n in range(GUESSES)] == [200] * GUESSES
    stopped = guess(Client(), door, PASSWORD)
    assert stopped.status_code == 429 and stopped["Retry-After"] == "900"
    assert "15 分钟后再试" in stopped.content.decode()
    assert guess(Client(), door, PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302
    cache.clear()  # as time does
    assert guess(client, door, PASSWORD).status_code == 302 and client.get(door[0]).status_code == 200


@both
def test_who_knows_the_password_begins_anew(client, door):
    for _ in range(3):
        for n in range(GUESSES - 1):
            assert guess(client, door, f"猜{n}").status_code == 200
        assert guess(client, door, PASSWORD).status_code == 302


@pytest.mark.parametrize("door", ["page"], indirect=True)
def test_another_page_is_not_closed_with_it(client, door, section):
    for n in range(GUESSES + 1):
        guess(client, door, f"猜{n}")
    other = ArticlePageFactory(parent=section, title="另一份通报")
    lock = PageViewRestriction.objects.create(page=other, restriction_type="password", password=PASSWORD)
    address = reverse("wagtailcore_authenticate_with_password", args=[lock.pk, other.pk])
    assert guess(client, (other.url, address), PASSWORD).status_code == 302
