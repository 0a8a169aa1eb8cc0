import datetime
import threading

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from portal import scheduler

HOUR = datetime.timedelta(hours=1)


def schedule(section, **fields):
    article = ArticlePageFactory(parent=section, live=False, go_live_at=timezone.now() + HOUR, **fields)
    article.save_revision().publish()
    return article


def later():
    return time_machine.travel(timezone.now() + 2 * HOUR, tick=False)


def run_later():
    with later():
        return scheduler.run_due()


def is_live(article):
    return ArticlePage.objects.get(pk=article.pk).live


def entries(article, action="wagtail.publish.scheduled"):
    return PageLogEntry.objects.filter(page=article.pk, action=action).count()


def test_publishes_what_is_due_and_only_that(section, client):
    due = schedule(section)
    assert scheduler.run_due() == (0, 0, 0)
    assert client.get(due.url).status_code == 404
    assert run_later() == (1, 0, 0)
    assert is_live(due)
    assert entries(due) == 1
    assert run_later() == (0, 0, 0)


def test_takes_down_what_has_expired(section):
    article = ArticlePageFactory(parent=section, expire_at=timezone.now() + HOUR)
    assert scheduler.run_due() == (0, 0, 0)
    assert run_later() == (0, 1, 0)
    assert not is_live(article)
    assert entries(article, "wagtail.unpublish.scheduled") == 1


def test_one_failure_does_not_stop_the_others(section, caplog):
    bad, good = schedule(section, slug="bad"), schedule(section)

    def fail(instance, **kwargs):
        if instance.slug == "bad":
            raise RuntimeError("broken")

    page_published.connect(fail)
    try:
        assert run_later() == (1, 0, 1)
    finally:
        page_published.disconnect(fail)
    assert not is_live(bad)
    assert entries(bad) == 0
    assert is_live(good)
    assert "tried again" in caplog.text
    assert run_later() == (1, 0, 0)
    assert is_live(bad)


def test_a_scheduler_that_comes_second_does_nothing(section, monkeypatch):
    article = schedule(section)
    with later():
        stale = scheduler._due_revisions(timezone.now())
        assert scheduler.run_due() == (1, 0, 0)
        monkeypatch.setattr(scheduler, "_due_revisions", lambda now: stale)
        assert scheduler.run_due() == (0, 0, 0)
    assert entries(article) == 1


@pytest.mark.django_db(transaction=True)
def test_schedulers_at_once_publish_once(section):
    if connection.vendor == "sqlite":
        pytest.skip("one memory database cannot be shared by threads; the stale list above stands for it")
    article = schedule(section)
    outcomes, start = [], threading.Barrier(4)

    def race():
        start.wait()
        outcomes.append(scheduler.run_due())
        connection.close()

    threads = [threading.Thread(target=race) for _ in range(4)]
    with later():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == [(0, 0, 0)] * 3 + [(1, 0, 0)]
    assert entries(article) == 1


def test_runs_until_it_is_told_to_stop(monkeypatch):
    rounds, stop = [], threading.Event()

    def round_():
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("the database is away")
        stop.set()
        return 0, 0, 0

    monkeypatch.setattr(scheduler, "run_due", round_)
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    scheduler.run_forever(stop, interval=0.01)
    assert len(rounds) == 2


@pytest.mark.django_db
def test_command_does_one_round(section, capsys):
    schedule(section)
    call_command("run_scheduler", once=True)
    assert "已发布 0 项" in capsys.readouterr().out
