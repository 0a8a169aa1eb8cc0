"""Articles go live in one way only: somebody other than the last editor approves them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import rich_text, streamfield

from news.models import ArticlePage, SectionPage

from . import desk
from .factories import ArticlePageFactory


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def reviewer(staff):
    return staff("reviewer")


@pytest.fixture
def submitted(editor, section):
    return desk.create(editor, section, action_submit="1")


def reload(page):
    return ArticlePage.objects.get(pk=page.pk)


def test_another_person_approves_and_the_very_revision_goes_live(submitted, reviewer, client):
    asked = submitted.latest_revision
    desk.approve(reviewer, submitted)
    page = reload(submitted)
    assert page.live and page.live_revision == asked and page.latest_revision == asked
    assert client.get(page.url).status_code == 200


def test_dashboard_approval_works_as_well(submitted, reviewer):
    desk.approve_in_dashboard(reviewer, submitted)
    assert reload(submitted).live


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_nobody_approves_their_own_last_edit(staff, section, role):
    author = staff(role)
    page = desk.create(author, section, action_submit="1")
    assert "须由其他审稿人通过" in desk.told(author.client.get(desk.edit_url(page)))
    response = desk.approve(author, page)
    assert "须由其他审稿人通过" in desk.told(response)
    desk.approve_in_dashboard(author, page)
    assert not reload(page).live
    with pytest.raises(PermissionDenied):
        page.current_workflow_task.on_action(page.current_workflow_task_state, author, "approve")


def test_an_editor_cannot_approve(submitted, staff):
    other = staff("editor")
    desk.approve(other, submitted)
    desk.approve_in_dashboard(other, submitted)
    assert not reload(submitted).live


def test_approval_with_changes_is_refused_and_keeps_what_was_typed(submitted, reviewer):
    before = submitted.latest_revision
    response = desk.approve(reviewer, submitted, kicker="审稿人改写的引题")
    assert response.status_code == 200 and "不能同时通过" in desk.told(response)
    assert "审稿人改写的引题" in response.content.decode()
    page = reload(submitted)
    assert not page.live and page.latest_revision == before


def test_a_reviewers_own_draft_needs_another_reviewer(submitted, reviewer, staff):
    old_request = submitted.current_workflow_task_state
    desk.edit(reviewer, submitted, kicker="审稿人改过")
    desk.approve(reviewer, submitted)
    assert not reload(submitted).live
    second = staff("reviewer")
    desk.approve_in_dashboard(second, submitted, old_request)
    assert not reload(submitted).live, "what was asked for before the change is void"
    desk.approve(second, submitted)
    assert reload(submitted).live and reload(submitted).kicker == "审稿人改过"


def test_a_reviewer_who_read_an_older_version_is_told(submitted, reviewer, staff):
    read = desk.approve_form(submitted)
    desk.edit(staff("reviewer"), submitted, kicker="后来改的")
    response = reviewer.client.post(desk.edit_url(submitted), read)
    assert "又被保存过" in desk.told(response)
    assert not reload(submitted).live


def test_nothing_is_autosaved_under_review(submitted, reviewer):
    before = submitted.latest_revision.content
    data = desk.article_form(desk.newest(submitted), kicker="误触")
    response = reviewer.client.post(desk.edit_url(submitted), data, headers={"accept": "application/json"})
    assert response.status_code == 400 and "不自动保存" in response.json()["error_message"]
    assert reload(submitted).latest_revision.content == before


def test_a_revision_under_review_is_never_overwritten(submitted, reviewer):
    desk.edit(reviewer, submitted, kicker="甲")
    page = desk.newest(submitted)
    page.kicker = "乙"
    asked = page.latest_revision
    assert page.save_revision(user=reviewer, overwrite_revision=asked).pk != asked.pk


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
def test_no_button_publishes_directly(staff, section, role):
    user = staff(role)
    add = reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])
    assert "action-publish" not in user.client.get(add).content.decode()
    page = desk.create(user, section, action_publish="1")
    assert not page.live
    assert "action-publish" not in user.client.get(desk.edit_url(page)).content.decode()
    response = desk.edit(user, page, kicker="改", action_publish="1")
    assert "不能直接发布" in desk.told(response)
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.revisions.first().pk])
    user.client.post(revert, desk.article_form(desk.newest(page), action_publish="1"))
    later = timezone.localtime() + datetime.timedelta(days=1)
    desk.edit(user, page, go_live_at=later.strftime("%Y-%m-%d %H:%M"), action_publish="1")
    page = reload(page)
    assert not page.live and not page.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_bulk_publish_skips_articles(staff, section, role):
    user = staff(role)
    draft = ArticlePageFactory(parent=section, live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    user.client.post(f"{url}?id={draft.pk}")
    user.client.post(f"{url}?id={section.pk}", {"include_descendants": "on"})
    assert not reload(draft).live


@pytest.mark.parametrize("how", ["publish_copies", "alias"])
@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_copies_and_aliases_are_never_live(staff, section, role, how):
    user = staff(role)
    original = ArticlePageFactory(parent=section)
    original.save_revision().publish()
    data = {"new_title": "副本", "new_slug": "fu-ben", "new_parent_page": section.pk, how: "on"}
    user.client.post(reverse("wagtailadmin_pages:copy", args=[original.pk]), data)
    user.client.post(
        reverse("wagtailadmin_pages:copy", args=[section.pk]),
        {"new_title": "副本", "new_slug": "fu-ben-lan", "new_parent_page": section.get_parent().pk, how: "on",
         "copy_subpages": "on"},
    )  # fmt: skip
    assert ArticlePage.objects.filter(live=True).count() == 1
    assert SectionPage.objects.count() == 1


def test_the_desks_own_api_publishes_nothing(staff, section):
    admin = staff("admin")
    draft = ArticlePageFactory(parent=section, live=False)
    draft.save_revision(user=staff("editor"))
    url = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
    admin.client.post(url, {}, content_type="application/json")
    section_copy = reverse("wagtailadmin_api:pages:action", args=[section.pk, "copy"])
    live = ArticlePageFactory(parent=section)
    admin.client.post(section_copy, {"recursive": True, "keep_live": True}, content_type="application/json")
    assert not reload(draft).live
    assert list(ArticlePage.objects.filter(live=True)) == [live]


def test_an_alias_is_not_moved_into_the_open(staff, section):
    original = ArticlePageFactory(parent=section)
    alias = original.create_alias(update_slug="bie-ming", parent=section)
    assert not Page.objects.get(pk=alias.pk).permissions_for_user(staff("admin")).can_move()


def test_a_workflow_without_tasks_publishes_nothing(editor, section):
    Workflow.objects.get(name="稿件审核").workflow_tasks.all().delete()
    page = desk.create_draft_and_submit(editor, section)
    assert not page.live


def test_reviewers_unpublish(submitted, reviewer, editor):
    desk.approve(reviewer, submitted)
    url = reverse("wagtailadmin_pages:unpublish", args=[submitted.pk])
    editor.client.post(url)
    assert reload(submitted).live
    reviewer.client.post(url)
    assert not reload(submitted).live


def test_what_a_browser_adds_to_the_text_is_no_change(editor, reviewer, section):
    page = ArticlePageFactory(parent=section, live=False)
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    asked = page.latest_revision
    body = [
        ("heading", dict(page.body[0].value)),
        ("paragraph", rich_text(page.body[1].value.source)),
    ]
    published_at = timezone.localtime(page.published_at).strftime("%Y-%m-%d %H:%M")
    response = desk.approve(reviewer, page, body=streamfield(body), published_at=published_at)
    assert reload(page).live, desk.told(response)
    assert reload(page).live_revision == asked


def test_the_second_of_two_editors_is_told_and_keeps_the_text(editor, staff, section):
    page = desk.create(editor, section)
    opened = desk.newest(page)
    other = staff("editor")
    desk.edit(editor, page, kicker="甲的引题")
    response = desk.edit(other, page, stale=opened, kicker="乙的引题")
    assert "又被保存过" in desk.told(response) and "乙的引题" in response.content.decode()
    assert desk.newest(page).kicker == "甲的引题"
    desk.edit(other, page, kicker="乙的引题")
    assert desk.newest(page).kicker == "乙的引题"
    assert page.revisions.filter(content__kicker="甲的引题").exists()


def test_a_stale_preview_still_shows(editor, section):
    page = desk.create(editor, section)
    opened = desk.article_form(desk.newest(page), kicker="预览中的引题")
    desk.edit(editor, page, kicker="已存")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(url, opened).json()["is_valid"]


def test_an_own_autosave_does_not_stand_in_the_way(editor, section):
    """A browser saves while an editor types, and then sends the form that it opened before that."""
    page = desk.create(editor, section)
    opened = desk.newest(page)
    form = desk.article_form(opened, kicker="边写边存")
    answer = editor.client.post(desk.edit_url(page), form, headers={"Accept": "application/json"}).json()
    assert answer["success"]
    updates = {name: value for name, value in answer["field_updates"].items() if name in form}
    editor.client.post(desk.edit_url(page), desk.article_form(opened, kicker="写完了") | updates)
    assert desk.newest(page).kicker == "写完了"
