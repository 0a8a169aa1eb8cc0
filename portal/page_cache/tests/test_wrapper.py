import gzip
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.autoreload import file_changed

from media.content_stamp import standing_for
from portal.page_cache import wrapper
from portal.page_cache.wrapper import PageCache

HTML = ("Content-Type", "text/html; charset=utf-8")


class Site:
    """An application that counts what it is asked, and answers what a test wants."""

    def __init__(self, body=b"x" * 500, status="200 OK", headers=(), act=lambda: None):
        self.body, self.status, self.headers, self.act = body, status, headers, act
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        self.act()
        start_response(self.status, [HTML, ("Content-Length", str(len(self.body))), *self.headers])
        return Body([self.body])


class Body(list):
    is_closed = False

    def close(self):
        self.is_closed = True


class Asked:
    def __init__(self, application, path="/news/", query="", method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "REMOTE_ADDR": "10.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), **headers,
        }  # fmt: skip
        body = application(environ, self._start)
        self.body = b"".join(body)

    def _start(self, status, headers, *error):
        self.status, self.headers = status, {name.lower(): value for name, value in headers}

    @property
    def told(self):
        return self.headers.get("x-page-cache")


@pytest.fixture
def stamp(monkeypatch, settings):
    """The stamp in the database and in the hint, as a test sets them."""
    settings.PAGE_CACHE_IS_EXPLAINED = True

    class Stamp:
        database = hint = "1"

    monkeypatch.setattr(wrapper, "_present_stamp", lambda: Stamp.database and Stamp.database.encode())
    monkeypatch.setattr(wrapper.HINT, "read", lambda: Stamp.hint and Stamp.hint.encode())
    monkeypatch.setattr(wrapper, "right_until", lambda stamp, now: Stamp.until)
    Stamp.until = float("inf")
    return Stamp


def test_the_second_reader_is_sent_what_the_first_was(stamp):
    site = Site()
    cache = PageCache(site)
    first, second = Asked(cache), Asked(cache)
    assert (first.told, second.told) == ("miss; kept", "hit")
    assert first.body == second.body == site.body
    assert {**first.headers, "x-page-cache": ""} == {**second.headers, "x-page-cache": ""}
    assert len(site.asked) == 1


def test_a_page_is_right_only_at_the_stamp_at_which_it_was_begun(stamp):
    site = Site()
    cache = PageCache(site)
    Asked(cache)
    stamp.hint = "2"  # announced, not committed
    assert Asked(cache).told == "hit"
    stamp.database = "2"
    assert Asked(cache).told == "miss; kept"
    stamp.hint, stamp.database = None, "2"  # no hint: the database is asked
    assert Asked(cache).told == "hit"
    stamp.database = "3"
    assert Asked(cache).told == "miss; kept"
    stamp.database = None  # it does not answer
    assert Asked(cache).told == "pass; database"


def test_a_change_while_a_page_is_made_leaves_it_to_that_one_reader(stamp):
    def change():
        stamp.database = stamp.hint = "2"

    cache = PageCache(Site(act=change))
    Asked(cache)
    assert Asked(cache).told == "miss; kept"


def test_a_page_made_from_a_source_that_lags_is_not_kept(stamp):
    cache = PageCache(Site(act=lambda: standing_for("0")))
    assert Asked(cache).told == Asked(cache).told == "miss; a source lags"


def test_time_alone_ends_a_page(stamp):
    cache = PageCache(Site())
    stamp.until = time.time() + 0.05
    assert [Asked(cache).told, Asked(cache).told] == ["miss; kept", "hit"]
    time.sleep(0.06)
    assert Asked(cache).told == "miss; kept"


def test_readers_of_one_page_wait_for_whoever_makes_it(stamp):
    begun, go_on = threading.Event(), threading.Event()

    def make():
        begun.set()
        go_on.wait(5)

    site = Site(act=make)
    cache = PageCache(site)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(Asked(cache))) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.wait(5)
    stamp.database = stamp.hint = "2"  # whoever comes now is not handed what was begun before
    late = threading.Thread(target=lambda: answers.append(Asked(cache)))
    late.start()
    time.sleep(0.05)
    assert len(site.asked) == 2
    go_on.set()
    for thread in [*threads, late]:
        thread.join(5)
    assert len(site.asked) == 2
    assert [answer.body for answer in answers] == [site.body] * 9


def test_nobody_waits_for_one_who_failed(stamp):
    fails = [True]

    def make():
        time.sleep(0.1)
        if fails and fails.pop():
            raise ZeroDivisionError

    cache = PageCache(Site(act=make))
    outcome = []

    def ask():
        try:
            outcome.append(Asked(cache).status)
        except ZeroDivisionError:
            outcome.append("failed")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert sorted(outcome) == ["200 OK"] * 3 + ["failed"]
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "asked, reason",
    [
        ({"method": "POST"}, "method"),
        ({"path": "/cms/pages/"}, "path"),
        ({"path": "/preview/x/"}, "path"),
        ({"path": "/search/", "query": "q=x"}, "path"),
        ({"query": "page=2&unheard=of"}, "parameters"),
        ({"query": "q=文"}, "parameters"),
        ({"HTTP_COOKIE": "a=b; sessionid=x"}, "cookie sessionid"),
        ({"HTTP_COOKIE": "__Host-sid=x"}, "cookie __Host-sid"),
        ({"HTTP_COOKIE": "messages=x"}, "cookie messages"),
        ({"HTTP_COOKIE": "preview=x"}, "cookie preview"),
        ({"HTTP_AUTHORIZATION": "Basic x"}, "header"),
        ({"CONTENT_LENGTH": "3"}, "body"),
        ({"query": "page=" + "1" * 1000}, "length"),
        ({"method": "HEAD"}, "method"),
    ],
)
def test_who_is_answered_by_django_alone(stamp, asked, reason):
    site = Site()
    cache = PageCache(site)
    for _ in range(2):
        answer = Asked(cache, **asked)
        assert answer.told == f"pass; {reason}"
        assert answer.headers["cache-control"] == "private, no-cache"
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "answer, reason",
    [
        ({"status": "404 Not Found"}, "status 404"),
        ({"status": "410 Gone"}, "status 410"),
        ({"status": "302 Found"}, "status 302"),
        ({"status": "500 Internal Server Error"}, "status 500"),
        ({"headers": [("Set-Cookie", "a=b")]}, "sets a cookie"),
        ({"headers": [("Cache-Control", "private")]}, "cache-control"),
        ({"headers": [("Cache-Control", "max-age=60")]}, "cache-control"),
        ({"headers": [("Vary", "Accept-Language")]}, "vary"),
        ({"headers": [("Content-Disposition", "attachment; filename=x")]}, "kind"),
        ({"body": b"x" * (1 << 20) + b"x"}, "size"),
    ],
)
def test_which_answers_are_for_one_reader(stamp, answer, reason):
    site = Site(**answer)
    cache = PageCache(site)
    for _ in range(2):
        got = Asked(cache)
        assert got.told == f"miss; {reason}"
        assert got.body == site.body
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "first, second, is_one",
    [
        ({"query": "utm_source=x&from=timeline&isappinstalled=0"}, {}, True),
        ({"query": "sort=a&page=2"}, {"query": "page=2&utm_medium=y&sort=a"}, True),
        ({"query": "page=2"}, {"query": "page=3"}, False),
        ({"HTTP_HOST": "a"}, {"HTTP_HOST": "b"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "https"}, {}, False),
        ({"HTTP_COOKIE": "display=elder.auto"}, {}, False),
        ({"HTTP_COOKIE": "display=standard.auto; _ga=1"}, {"HTTP_COOKIE": "csrftoken=x"}, True),
        ({"HTTP_ACCEPT": "text/html"}, {"HTTP_ACCEPT": "*/*"}, True),
        ({"path": "/api/v1/x/", "HTTP_ACCEPT": "text/html"}, {"path": "/api/v1/x/"}, False),
        ({"HTTP_USER_AGENT": "a"}, {"HTTP_USER_AGENT": "b"}, True),
    ],
)
def test_what_makes_another_page(stamp, settings, first, second, is_one):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache = PageCache(Site())
    Asked(cache, **first)
    assert Asked(cache, **second).told == ("hit" if is_one else "miss; kept")


def test_whoever_makes_a_page_is_told_no_more_than_its_key(stamp):
    site = Site()
    telling = {"HTTP_COOKIE": "display=elder.dark; _ga=1; csrftoken=x", "HTTP_USER_AGENT": "a", "HTTP_REFERER": "b"}
    Asked(PageCache(site), query="from=x&page=2", HTTP_IF_NONE_MATCH='"x"', HTTP_ACCEPT_ENCODING="gzip", **telling)
    (asked,) = site.asked
    assert {name: value for name, value in asked.items() if name.startswith("HTTP_")} == {
        "HTTP_HOST": "testserver",
        "HTTP_COOKIE": "display=elder.dark",
    }
    assert asked["QUERY_STRING"] == "page=2"


def test_a_page_is_sent_as_short_as_its_reader_allows(stamp):
    site = Site()
    cache = PageCache(site)
    for _ in range(2):
        whole = Asked(cache)
        short = Asked(cache, HTTP_ACCEPT_ENCODING="br, gzip")
        assert "content-encoding" not in whole.headers
        assert short.headers["content-encoding"] == "gzip"
        assert len(short.body) == int(short.headers["content-length"]) < len(whole.body)
        assert short.headers["vary"] == whole.headers["vary"] == "Accept-Encoding"
        assert "content-encoding" not in Asked(cache, HTTP_ACCEPT_ENCODING="gzip;q=0").headers
    same = Asked(cache, HTTP_IF_NONE_MATCH=f'"x", {whole.headers["etag"]}')
    assert (same.status, same.body) == ("304 Not Modified", b"")
    assert same.headers["cache-control"] == whole.headers["cache-control"]
    assert Asked(cache, HTTP_IF_NONE_MATCH='"x"').status == "200 OK"
    head = Asked(cache, method="HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", "500")
    site.body = b"y" * 500
    stamp.database = stamp.hint = "2"
    assert Asked(cache, HTTP_IF_NONE_MATCH=whole.headers["etag"]).status == "200 OK"


def test_memory_is_bounded(stamp, settings):
    cache = PageCache(Site(body=b"x" * 100_000))
    cache.memory.limit = 1_000_000
    for number in range(30):
        Asked(cache, query=f"page={number}")
        Asked(cache, query="page=0")  # asked for again and again, it stays
        assert cache.memory.size <= 1_000_000
    assert Asked(cache, query="page=0").told == "hit"
    assert Asked(cache, query="page=1").told == "miss; kept"
    cache.memory.forget()
    assert cache.memory.size == 0


def test_what_is_not_kept_is_compressed_all_the_same(stamp):
    site = Site(status="404 Not Found", headers=[("Vary", "Accept-Encoding")])
    cache = PageCache(site)
    short, whole = Asked(cache, HTTP_ACCEPT_ENCODING="gzip"), Asked(cache)
    assert gzip.decompress(short.body) == whole.body == site.body
    assert int(short.headers["content-length"]) == len(short.body)
    streamed = Site(body=b"x" * (1 << 21))
    assert gzip.decompress(Asked(PageCache(streamed), HTTP_ACCEPT_ENCODING="gzip").body) == streamed.body


def test_a_changed_template_is_seen_in_development(stamp, settings):
    settings.DEBUG = True
    cache = PageCache(Site())
    Asked(cache)
    file_changed.send(None, file_path=Path("templates") / "base.html")
    assert Asked(cache).told == "miss; kept"
