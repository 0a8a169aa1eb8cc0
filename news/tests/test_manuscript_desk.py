"""The staff's list of imports: seen with permission, changed by nobody."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from news.manuscripts.importing import import_manuscript

from .manuscripts import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(section, originals):
    return import_manuscript(TEXT.encode(), "渡口<b>.txt", section)


@pytest.fixture
def people(django_user_model):
    may_enter = Permission.objects.get(codename="access_admin")
    clerk = django_user_model.objects.create_user("clerk", password="x")
    clerk.user_permissions.add(may_enter)
    viewer = django_user_model.objects.create_user("viewer", password="x")
    viewer.user_permissions.add(may_enter, Permission.objects.get(codename="view_manuscriptimport"))
    admin = django_user_model.objects.create_superuser("admin", password="x")
    return {"anybody": None, "clerk": clerk, "viewer": viewer, "admin": admin}


@pytest.mark.parametrize(("who", "status"), [("anybody", 302), ("clerk", 302), ("viewer", 200), ("admin", 200)])
@pytest.mark.parametrize("view", ["index", "inspect", "original"])
def test_who_may_see(client, record, people, who, status, view):
    if people[who]:
        client.force_login(people[who])
    args = [] if view == "index" else [record.pk]
    assert client.get(reverse(f"manuscript_imports:{view}", args=args)).status_code == status


def test_ledger_page_shows_lines_and_escapes(client, record, people):
    client.force_login(people["viewer"])
    text = client.get(reverse("manuscript_imports:inspect", args=[record.pk])).content.decode()
    assert "渡口&lt;b&gt;.txt" in text and "渡口<b>" not in text
    assert "零丢失核对通过" in text and "原稿没有写明身份" not in text and "写明身份：记者" in text


def test_original_is_a_private_download(client, record, people):
    client.force_login(people["viewer"])
    response = client.get(reverse("manuscript_imports:original", args=[record.pk]))
    assert b"".join(response.streaming_content).decode() == TEXT
    assert "private" in response["Cache-Control"] and "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment")
    record.original.delete(save=False)
    assert client.get(reverse("manuscript_imports:original", args=[record.pk])).status_code == 404


@pytest.mark.parametrize("name", ["new", "edit/{}", "delete/{}", "copy/{}"])
def test_nobody_changes_an_import(client, record, people, name):
    client.force_login(people["admin"])
    assert client.get(f"/cms/manuscript_imports/{name.format(record.pk)}/").status_code == 404


def test_list_offers_no_changes(client, record, people):
    client.force_login(people["admin"])
    text = client.get(reverse("manuscript_imports:index")).content.decode()
    assert reverse("manuscript_imports:inspect", args=[record.pk]) in text
    assert "manuscript_imports/new" not in text and "manuscript_imports/edit" not in text
