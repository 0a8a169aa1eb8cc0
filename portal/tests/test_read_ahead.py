"""What a server does before its first reader comes."""

import gc
import runpy

import pytest
from django.db import DatabaseError

from news.mentions.name_index import NAMES as MENTIONED
from portal import read_ahead
from portal.search.finding.name_index import NAMES as SEARCHED
from programs.companies.filters import COMPANIES
from programs.companies.tests.factories import CompanyFactory
from programs.listing.listing import all_listings


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch):
    """A test's own transaction lives on it."""
    closed = []
    monkeypatch.setattr(read_ahead, "close_connections", lambda: closed.append(1))
    yield closed
    gc.unfreeze()


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setenv("SCHEDULER_IN_WEB", "0")
    return runpy.run_path(str(settings.ROOT / "deploy" / "gunicorn.conf.py"))


@pytest.mark.django_db
def test_the_master_reads_everything_and_lets_go_of_its_connections(server, kept_connection):
    server["on_starting"](None)
    assert len(all_listings()) >= 4
    assert all(listing.index.read for listing in all_listings())
    assert SEARCHED.snapshot and MENTIONED.snapshot
    assert kept_connection and gc.get_freeze_count() > 10_000
    assert server["preload_app"] and not server["max_requests"]


@pytest.mark.django_db
def test_a_later_worker_takes_up_what_changed_since(server):
    server["on_starting"](None)
    inherited = COMPANIES.index.read
    company = CompanyFactory()
    server["post_worker_init"](None)
    assert company.pk in COMPANIES.index.read.everyone and company.pk not in inherited.everyone
    assert COMPANIES.index.read.sets[1] is inherited.sets[1] or inherited.sets[1] == {}


@pytest.mark.django_db
def test_what_the_master_could_not_read_holds_up_no_worker(monkeypatch):
    started = []
    monkeypatch.setattr(read_ahead, "read_all", lambda: started.append(1))
    monkeypatch.setattr(read_ahead.threading, "Thread", lambda target, **kwargs: type("", (), {"start": target}))
    read_ahead.in_worker()
    assert started == [1]


def test_a_database_that_is_away_stops_nothing(monkeypatch, caplog):
    def away():
        raise DatabaseError

    monkeypatch.setattr(COMPANIES.index, "catch_up", away)
    monkeypatch.setattr(read_ahead, "_sources", lambda: [COMPANIES.index.catch_up])
    read_ahead.read_all()
    assert "could not be read ahead" in caplog.text
