"""A crash in the middle of a publish leaves the old page or the new one with its log entry, and nothing between."""

import datetime
from contextlib import nullcontext

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from news.models import ArticlePage, SectionPage
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from portal import scheduler

from .crash import states_after_death

HOUR = datetime.timedelta(hours=1)


class NoTransaction:
    """Stands for `django.db.transaction` where the drill must see what it protects from."""

    @staticmethod
    def atomic(*args, **kwargs):
        return nullcontext()


@pytest.fixture
def due(section):
    article = ArticlePageFactory(parent=section, live=False, go_live_at=timezone.now() + HOUR)
    article.save_revision().publish()
    return article


def scheduled_state(article):
    now = ArticlePage.objects.get(pk=article.pk)
    logged = PageLogEntry.objects.filter(page=now.pk, action="wagtail.publish.scheduled").count()
    waits = now.revisions.filter(approved_go_live_at__isnull=False).exists()
    return now.live, now.live_revision is not None, logged, waits


WAITING, PUBLISHED = (False, False, 0, True), (True, True, 1, False)


def publish_when_due():
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=False):
        scheduler.run_due()


def test_scheduled_publishing_survives_death_at_every_write(due):
    assert scheduled_state(due) == WAITING
    torn, end = states_after_death(publish_when_due, lambda: scheduled_state(due))
    assert len(torn) >= 3, "the drill died nowhere"
    assert set(torn) == {WAITING}
    assert end == PUBLISHED


def test_without_the_transaction_the_drill_sees_torn_states(due, monkeypatch):
    monkeypatch.setattr(scheduler, "transaction", NoTransaction)
    torn, _ = states_after_death(publish_when_due, lambda: scheduled_state(due))
    assert set(torn) - {WAITING, PUBLISHED}


def test_expiry_survives_death_at_every_write(section):
    article = ArticlePageFactory(parent=section, expire_at=timezone.now() + HOUR)

    def state():
        now = ArticlePage.objects.get(pk=article.pk)
        return (
            now.live,
            now.expired,
            PageLogEntry.objects.filter(page=now.pk, action="wagtail.unpublish.scheduled").count(),
        )

    torn, end = states_after_death(publish_when_due, state)
    assert len(torn) >= 2
    assert set(torn) == {(True, False, 0)}
    assert end == (False, True, 1)


@pytest.fixture
def column(news_index):
    column = SectionPageFactory(parent=news_index, title="旧题")
    column.save_revision().publish()
    return column


def drill_publishing_by_hand(column, user):
    def client():
        fresh = Client()
        fresh.force_login(user)
        return fresh

    url = f"/cms/pages/{column.pk}/edit/"
    form = querydict_from_html(client().get(url).content.decode(), form_id="page-edit-form")
    form["title"] = "新题"
    form["action-publish"] = "action-publish"
    browser = client()
    logged = PageLogEntry.objects.filter(page=column.pk, action="wagtail.publish").count()

    def state():
        now = SectionPage.objects.get(pk=column.pk)
        return now.title, PageLogEntry.objects.filter(page=now.pk, action="wagtail.publish").count() - logged

    return states_after_death(lambda: browser.post(url, form), state)


def test_publishing_in_the_desk_survives_death_at_every_write(column, admin_user):
    torn, end = drill_publishing_by_hand(column, admin_user)
    assert len(torn) >= 5, "the drill died nowhere"
    # Only the session is written after the page is published.
    assert set(torn) <= {("旧题", 0), ("新题", 1)}
    assert torn[0] == ("旧题", 0)
    assert end == ("新题", 1)


def test_without_the_middleware_the_drill_sees_torn_states(column, admin_user, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "WriteTransaction" not in name]
    torn, _ = drill_publishing_by_hand(column, admin_user)
    assert set(torn) - {("旧题", 0), ("新题", 1)}
