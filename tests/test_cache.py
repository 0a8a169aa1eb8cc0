"""With Redis the site works; without it pages are still there, and readiness says what is away."""

import os
import socket
import uuid

import pytest
from django.core.cache import caches
from django.test import Client
from redis.exceptions import RedisError

from portal.accounts.limits import counted
from portal.settings.environment import Environment


@pytest.fixture
def redis_at(settings, monkeypatch):
    """Return a function that makes the Redis of an address the site's cache."""

    def use(url):
        monkeypatch.setenv("CACHE_URL", url)
        settings.CACHES = Environment().caches("CACHE_URL", default="locmemcache://")
        return caches["default"]

    return use


@pytest.fixture
def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets it, and it refuses
        yield taken.getsockname()[1]


def test_public_pages_stay_while_redis_is_away(redis_at, closed_port, public_urls):
    redis_at(f"redis://127.0.0.1:{closed_port}/0")
    reader = Client()
    answers = {url: reader.get(url).status_code for url in public_urls}
    assert answers.pop("/readyz") == 503
    assert set(answers.values()) == {200}, answers
    assert reader.get("/readyz").json() == {"ready": False}


def test_staff_can_sign_in_and_publish_while_redis_is_away(redis_at, closed_port, section, admin_user):
    redis_at(f"redis://127.0.0.1:{closed_port}/0")
    client = Client()
    answer = client.post("/cms/login/", {"username": admin_user.username, "password": "password"})
    assert answer.status_code == 302
    assert client.get(f"/cms/pages/{section.pk}/edit/").status_code == 200
    section.save_revision().publish()


def test_an_absent_cache_answers_like_an_empty_one(redis_at, closed_port):
    cache = redis_at(f"redis://127.0.0.1:{closed_port}/0")
    cache.set("a", 1)
    assert cache.get("a", 7) == 7
    assert cache.get_or_set("a", lambda: 3) == 3
    assert cache.get_many(["a"]) == {}
    assert not any([cache.add("a", 1), cache.delete("a"), cache.set_many({"a": 1}), cache.incr("a")])


def test_nobody_is_held_up_while_what_counts_is_away(redis_at, closed_port):
    redis_at(f"redis://127.0.0.1:{closed_port}/0")
    with pytest.raises(RedisError):
        caches["limits"].incr("a")  # says so, instead of None
    assert [counted("a", 60), counted("a", 60)] == [1, 1]


def test_one_that_never_answers_is_not_waited_for(redis_at):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = redis_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        assert cache.get("a", 7) == 7  # without a limit this waits for ever


def test_a_real_redis_serves(redis_at, public_urls):
    """Where one listens on REDIS_URL (default: this machine's own). It keeps nothing of this for long."""
    cache = redis_at(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/5"))
    cache.key_prefix = f"test-{uuid.uuid4()}"  # whatever else that Redis holds stays
    cache.set("probe", "鹿城", 60)
    if cache.get("probe") is None:
        assert "CI" not in os.environ, "continuous integration starts a Redis; none answers"
        pytest.skip("no Redis here")
    assert cache.get("probe") == "鹿城"
    assert not cache.add("probe", 1)
    assert cache.get_or_set("counter", 4, 60) == 4
    assert cache.incr("counter") == 5
    key = f"counted-{uuid.uuid4()}"
    assert [counted(key, 60), counted(key, 60)] == [1, 2]
    reader = Client()
    assert {url: reader.get(url).status_code for url in public_urls} == dict.fromkeys(public_urls, 200)
