import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import ArticlePage, PreviewLink

from . import desk
from .factories import ArticlePageFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def draft(section, staff):
    page = ArticlePageFactory(parent=section, live=False, title="已存的标题")
    page.title = "最新草稿的标题"
    page.save_revision(user=staff("editor"))
    return ArticlePage.objects.get(pk=page.pk)


def links_url(page):
    return reverse("preview_links", args=[page.pk])


@pytest.mark.parametrize("days", [1, 3, 7, 30])
def test_an_editor_makes_a_link_and_anybody_reads_the_newest_draft(draft, staff, client, days):
    editor = staff("editor")
    response = editor.client.post(links_url(draft), {"days": days}, follow=True)
    link = PreviewLink.objects.get()
    assert link.created_by == editor
    assert abs(link.expires_at - timezone.now() - days * DAY) < datetime.timedelta(minutes=1)
    assert f"http://testserver{link.get_absolute_url()}" in response.content.decode()
    shown = client.get(link.get_absolute_url())
    assert shown.status_code == 200 and shown.context["page"].title == "最新草稿的标题"
    assert shown["X-Robots-Tag"] == "noindex"
    assert "no-store" in shown["Cache-Control"] and shown["Referrer-Policy"] == "no-referrer"
    assert not ArticlePage.objects.public_now().exists()
    assert ArticlePage.objects.get(pk=draft.pk).first_published_at == draft.first_published_at


def test_other_lengths_are_refused(draft, staff):
    staff("editor").client.post(links_url(draft), {"days": 3650})
    assert not PreviewLink.objects.exists()


def test_expired_revoked_and_unknown_links_say_so(draft, staff, client):
    editor = staff("editor")
    expired = PreviewLink.objects.create(page=draft, created_by=editor, expires_at=timezone.now() - DAY)
    revoked = PreviewLink.objects.create(page=draft, created_by=editor)
    url = reverse("revoke_preview_link", args=[draft.pk, revoked.pk])
    assert editor.client.get(url).status_code == 405
    assert "已撤销" in editor.client.post(url, follow=True).content.decode()
    for address in (expired.get_absolute_url(), revoked.get_absolute_url(), reverse("preview", args=["no-such-link"])):
        response = client.get(address)
        assert response.status_code == 404
        assert response.templates[0].name == "news/preview_expired.html"
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", ["keeper", None])
def test_who_may_not_edit_the_page_makes_and_revokes_nothing(draft, staff, client, role):
    stranger = staff(role).client if role else client
    link = PreviewLink.objects.create(page=draft, created_by=staff("editor"))
    assert link.token not in stranger.get(links_url(draft), follow=True).content.decode()
    stranger.post(links_url(draft), {"days": 7})
    stranger.post(reverse("revoke_preview_link", args=[draft.pk, link.pk]))
    assert PreviewLink.objects.get().is_valid


def test_an_editor_of_articles_makes_no_link_for_the_home_page(home, staff):
    staff("editor").client.post(links_url(home), {"days": 7})
    assert not PreviewLink.objects.exists()


def test_a_link_is_revoked_only_through_its_own_page(draft, section, staff):
    link = PreviewLink.objects.create(page=draft, created_by=staff("editor"))
    other = ArticlePageFactory(parent=section)
    response = staff("editor").client.post(reverse("revoke_preview_link", args=[other.pk, link.pk]))
    assert response.status_code == 404 and PreviewLink.objects.get().is_valid


def test_csrf_is_asked_for(draft, staff):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(staff("editor"))
    assert client.post(links_url(draft), {"days": 7}).status_code == 403


def test_the_editor_offers_the_links(draft, staff):
    assert links_url(draft) in staff("editor").client.get(desk.edit_url(draft)).content.decode()
    explorer = reverse("wagtailadmin_explore", args=[draft.get_parent().pk])
    assert links_url(draft) in staff("editor").client.get(explorer).content.decode()


def test_making_and_revoking_are_in_the_pages_history(draft, staff):
    editor = staff("editor")
    editor.client.post(links_url(draft), {"days": 7})
    editor.client.post(reverse("revoke_preview_link", args=[draft.pk, PreviewLink.objects.get().pk]))
    history = editor.client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "创建了预览链接" in history and "撤销了预览链接" in history


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_link_dies_with_the_account_of_whoever_made_it(draft, staff, client, is_deleted):
    editor = staff("editor")
    editor.client.post(links_url(draft), {"days": 7})
    address = PreviewLink.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    if is_deleted:
        editor.delete()
    else:
        editor.is_active = False
        editor.save()
    answer = client.get(address)
    assert answer.status_code == 404 and answer.templates[0].name == "news/preview_expired.html"
