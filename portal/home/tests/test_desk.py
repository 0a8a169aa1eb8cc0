"""The desk's first page: what it lists for whom, and at what price."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask

from news.tests.factories import ArticlePageFactory
from portal.home.desk import SHOWN, DeskPanel, QuickActionsPanel

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_group(home):
    """People who may enter the desk and write anywhere below the home page."""
    group = Group.objects.create(name="示例编辑组")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    return group


@pytest.fixture
def writer(desk_group):
    user = get_user_model().objects.create_user("writer", password="x", display_name="示例编辑")
    user.groups.add(desk_group)
    return user


@pytest.fixture
def colleague(desk_group):
    user = get_user_model().objects.create_user("colleague", password="x", display_name="示例同事")
    user.groups.add(desk_group)
    return user


@pytest.fixture
def workflow():
    reviewers = Group.objects.create(name="示例审核组")
    task = GroupApprovalTask.objects.create(name="示例终审")
    task.groups.add(reviewers)
    made = Workflow.objects.create(name="示例审核")
    WorkflowTask.objects.create(workflow=made, task=task)
    return made


@pytest.fixture
def reviewer(colleague, workflow):
    colleague.groups.add(Group.objects.get(name="示例审核组"))
    return colleague


class Request:
    def __init__(self, user):
        self.user = user


def cards(user):
    context = DeskPanel().get_context_data({"request": Request(user)})
    return {card["name"]: card["rows"] for card in context["cards"]}


def titles(rows):
    return [row["title"] for row in rows]


def draft(section, user, title, **kwargs):
    article = ArticlePageFactory(parent=section, title=title, live=False, **kwargs)
    article.save_revision(user=user)
    return article


def test_drafts_are_ones_own_newest_first(section, writer, colleague):
    draft(section, writer, "示例旧稿")
    draft(section, colleague, "同事的稿")
    draft(section, writer, "示例新稿")
    published = ArticlePageFactory(parent=section, title="已经发布的稿")
    published.save_revision(user=writer).publish()
    assert titles(cards(writer)["drafts"]) == ["示例新稿", "示例旧稿"]


def test_a_published_page_with_new_edits_is_a_draft_again(section, writer):
    article = ArticlePageFactory(parent=section, title="已经发布的稿")
    article.save_revision(user=writer).publish()
    article.refresh_from_db()
    article.title = "改过的标题"
    article.save_revision(user=writer)
    (row,) = cards(writer)["drafts"]
    assert (row["title"], row["state"]) == ("改过的标题", "已发布，有新修改")


def test_review_shows_what_one_can_decide_and_what_one_handed_in(section, writer, reviewer, workflow):
    article = draft(section, writer, "示例送审稿")
    workflow.start(article, writer)
    (waiting,) = cards(reviewer)["review"]
    assert (waiting["title"], waiting["state"], waiting["who"]) == ("示例送审稿", "等您审核：示例终审", writer)
    mine = cards(writer)
    assert [row["state"] for row in mine["review"]] == ["我送审的：等待示例终审"]
    assert mine["drafts"] == []


def test_a_returned_story_says_so(section, writer, reviewer, workflow):
    article = draft(section, writer, "示例送审稿")
    state = workflow.start(article, writer)
    state.current_task_state.specific.reject(user=reviewer, comment="请补出处")
    (row,) = cards(writer)["review"]
    assert row["is_urgent"] and row["state"] == "已退回，请修改：请补出处"
    assert cards(reviewer)["review"] == []


def test_scheduled_says_when_and_by_whom(section, writer, colleague):
    when = timezone.now() + timedelta(days=2)
    article = draft(section, writer, "示例定时稿", go_live_at=when)
    article.save_revision(user=colleague, approved_go_live_at=when)
    (row,) = cards(writer)["scheduled"]
    assert (row["title"], row["at"], row["who"]) == ("示例定时稿", when, colleague)
    assert cards(colleague)["drafts"] == []


def test_those_without_pages_see_no_titles(section, writer):
    draft(section, writer, "示例定时稿").save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    stranger = get_user_model().objects.create_user("stranger", password="x")
    assert not any(cards(stranger).values())
    assert not QuickActionsPanel().get_context_data({"request": Request(stranger)})["sections"]


def test_empty_lists_say_so(client, writer):
    client.force_login(writer)
    page = client.get("/cms/").content.decode()
    for text in ("没有未发布的草稿。", "没有等您审核的稿件", "没有设定定时发布的页面。"):
        assert text in page


def test_write_button_leads_to_each_section(client, section, writer):
    client.force_login(writer)
    address = f"/cms/pages/add/news/articlepage/{section.pk}/"
    assert address in client.get("/cms/").content.decode()
    assert client.get(address).status_code == 200


def test_first_page_shows_dates_in_chinese_and_nothing_of_wagtails_news(client, section, writer):
    draft(section, writer, "示例新稿")
    client.force_login(writer)
    page = client.get("/cms/").content.decode()
    assert timezone.localtime().strftime("%Y年") in page
    assert "upgrade" not in page and "guide.wagtail.org" not in page


def test_the_number_of_queries_does_not_grow(client, section, writer, reviewer, workflow):
    reviewer.user_permissions.clear()
    client.force_login(reviewer)

    def fill(rows):
        for number in range(rows):
            draft(section, reviewer, f"示例草稿{number}")
            workflow.start(draft(section, writer, f"示例待审{number}"), writer)
            workflow.start(draft(section, reviewer, f"示例送审{number}"), reviewer)
            when = timezone.now() + timedelta(days=1)
            draft(section, writer, f"示例定时{number}", go_live_at=when).save_revision(
                user=writer, approved_go_live_at=when
            )
            ArticlePageFactory(parent=section).save_revision(user=writer).publish()

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/cms/").status_code == 200
        return len(queries)

    fill(2)
    client.get("/cms/")
    few = count()
    fill(12)
    assert count() == few
    shown = cards(reviewer)
    assert len(shown["drafts"]) == len(shown["scheduled"]) == len(shown["published"]) == SHOWN
