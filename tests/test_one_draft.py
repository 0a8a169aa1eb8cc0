"""A new page or record is saved by itself while one types: whoever sends the same form once more makes no second draft."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ContributorFactory
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem

from .record_forms import FORMS, ITEM, rows, url

AUTOMATIC = {"Accept": "application/json"}
TOKEN = {"csrfmiddlewaretoken": "a" * 64}


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def add_url(section):
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])


def article(**fields):
    row = {"id": "", "contributor": fields.pop("by").pk, "role": "记者", "ORDER": "1", "DELETE": ""}
    return desk.article_form(bylines=inline_formset([row]), **fields) | TOKEN


def test_a_save_by_hand_while_the_first_automatic_save_is_under_way(editor, add_url):
    by = ContributorFactory(name="示例记者")
    answer = editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC).json()
    assert answer["success"]
    response = editor.client.post(add_url, article(title="江边的灯亮了", by=by))
    page = ArticlePage.objects.get()
    assert response.url == desk.edit_url(page)
    assert desk.newest(page).title == "江边的灯亮了"
    assert [line.contributor for line in desk.newest(page).bylines.all()] == [by], "a row that was made is found again"
    assert PageLogEntry.objects.filter(page=page, action="wagtail.create").count() == 1


def test_submitting_while_the_first_automatic_save_is_under_way(editor, add_url):
    by = ContributorFactory()
    editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC)
    editor.client.post(add_url, article(title="江边的灯", by=by, action_submit="1"))
    assert ArticlePage.objects.get().workflow_in_progress


def test_an_automatic_save_that_is_sent_again_tells_where_the_draft_is(editor, add_url):
    """The answer to the first was lost on its way."""
    by = ContributorFactory()
    first = editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC).json()
    again = editor.client.post(add_url, article(title="江边的灯亮了", by=by), headers=AUTOMATIC).json()
    assert (again["success"], again["pk"], again["url"]) == (True, first["pk"], first["url"])
    assert again["revision_id"] == first["revision_id"], "written over, as automatic saves are"
    assert first["field_updates"].items() - again["field_updates"].items() <= {
        ("loaded_revision_created_at", first["field_updates"]["loaded_revision_created_at"]),
        ("slug", "jiang-bian-de-deng"),
    }
    assert again["field_updates"]["slug"] == "jiang-bian-de-deng-liang-le", "the address follows the title"
    assert desk.newest(ArticlePage.objects.get()).title == "江边的灯亮了"


def test_an_automatic_save_that_comes_after_the_one_by_hand(editor, add_url):
    by = ContributorFactory()
    editor.client.post(add_url, article(title="江边的灯亮了", by=by))
    answer = editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC).json()
    assert not answer["success"] and "已经存成草稿" in answer["error_message"]
    assert ArticlePage.objects.get().title == "江边的灯亮了"


def test_a_later_edit_by_somebody_else_is_not_written_over(editor, staff, add_url):
    by = ContributorFactory()
    editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC)
    page = ArticlePage.objects.get()
    desk.edit(staff("reviewer"), page, title="审稿人改过")
    response = editor.client.post(add_url, article(title="编辑的标题", by=by))
    assert "又被保存过" in desk.told(response)
    assert response.context["form"]["title"].value() == "编辑的标题"
    assert desk.newest(page).title == "审稿人改过"


@pytest.mark.parametrize("change", [{"csrfmiddlewaretoken": "b" * 64}, {"csrfmiddlewaretoken": ""}])
def test_another_form_makes_another_draft(editor, add_url, change):
    by = ContributorFactory()
    for more in ({}, change):
        editor.client.post(add_url, article(title="江边的灯", by=by) | more, headers=AUTOMATIC)
    assert ArticlePage.objects.count() == 2


def test_a_form_of_somebody_else_makes_another_draft(editor, staff, add_url):
    by = ContributorFactory()
    for who in (editor, staff("reviewer")):
        who.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC)
    assert ArticlePage.objects.count() == 2


def test_a_draft_that_was_deleted_meanwhile_is_made_anew(editor, add_url):
    by = ContributorFactory()
    editor.client.post(add_url, article(title="江边的灯", by=by), headers=AUTOMATIC)
    ArticlePage.objects.get().delete()
    editor.client.post(add_url, article(title="江边的灯亮了", by=by))
    assert ArticlePage.objects.get().title == "江边的灯亮了"


def test_a_form_with_faults_makes_no_draft_and_one_later(editor, add_url):
    by = ContributorFactory()
    response = editor.client.post(add_url, article(title="", by=by), headers=AUTOMATIC)
    assert response.status_code == 400
    editor.client.post(add_url, article(title="江边的灯", by=by))
    assert ArticlePage.objects.get().title == "江边的灯"


@pytest.mark.parametrize("model", [Policy, Company, Event])
def test_one_form_makes_one_record(keeper, model):
    form = FORMS[model](title="示例标题") | TOKEN
    answer = keeper.client.post(url(model, "add"), form, headers=AUTOMATIC).json()
    assert answer["success"], answer
    response = keeper.client.post(url(model, "add"), form | {"title": "示例标题（改）"})
    record = model.objects.get()
    assert response.url == url(model, "edit", record.pk)
    assert record.get_latest_revision_as_object().title == "示例标题（改）"


def test_rows_of_a_record_are_not_doubled(keeper):
    form = FORMS[Policy](items=rows([ITEM])) | TOKEN
    assert keeper.client.post(url(Policy, "add"), form, headers=AUTOMATIC).json()["success"]
    keeper.client.post(url(Policy, "add"), form | {"action-publish": "1"})
    assert Policy.objects.get().live
    assert PolicyItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time, for all of it")
def test_both_saves_at_the_same_time(editor, add_url):
    by = ContributorFactory()
    barrier = Barrier(2)

    def save(headers):
        client = Client()
        client.cookies = editor.client.cookies
        try:
            barrier.wait(10)
            return client.post(add_url, article(title="江边的灯", by=by), headers=headers).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = [future.result(60) for future in [pool.submit(save, AUTOMATIC), pool.submit(save, {})]]
    assert statuses == [200, 302]
    assert ArticlePage.objects.count() == 1
