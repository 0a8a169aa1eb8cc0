"""The desk tells nobody titles of pages that are not theirs to see: no draft's, no private page's."""

import json

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from news.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
DRAFT, PRIVATE, PUBLIC = "未发布的稿子甲", "只给内部的稿子乙", "人人可读的稿子丙"


@pytest.fixture
def pages(section):
    draft = ArticlePageFactory(parent=section, title=DRAFT, live=False)
    private = ArticlePageFactory(parent=section, title=PRIVATE)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    public = ArticlePageFactory(parent=section, title=PUBLIC)
    for page in (draft, private, public):
        page.save_revision(log_action=True)
    return draft, private, public


def told(client, address):
    answer = client.get(address)
    assert answer.status_code < 500
    text = answer.content.decode()
    if answer["Content-Type"].startswith("application/json") or text.startswith("{"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return {title for title in (DRAFT, PRIVATE, PUBLIC) if title in text}


def addresses(section, pages):
    draft, private, _ = pages
    return [
        reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, section.get_parent().pk]),
        reverse("wagtailadmin_pages:move_confirm", args=[private.pk, section.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[section.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=稿子",
        reverse("wagtailadmin_choose_page") + f"?page_type=news.ArticlePage&id={draft.pk}",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={draft.pk}&id={private.pk}",
        reverse("wagtailadmin_reports:site_history"),
    ]


def test_keepers_are_told_no_title_of_a_page_that_the_public_does_not_see(section, pages, staff):
    keeper = staff("keeper").client
    leaks = {address: titles for address in addresses(section, pages) if (titles := told(keeper, address) - {PUBLIC})}
    assert leaks == {}
    assert told(keeper, reverse("wagtailadmin_choose_page_child", args=[section.pk])) == {PUBLIC}


def test_editors_choose_and_move_their_pages_as_before(section, pages, staff):
    editor = staff("editor").client
    assert told(editor, reverse("wagtailadmin_choose_page_child", args=[section.pk])) == {DRAFT, PRIVATE, PUBLIC}
    assert DRAFT in told(staff("admin").client, addresses(section, pages)[0])
