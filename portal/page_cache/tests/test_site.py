"""The wrapper around the site itself: nothing that Django's middleware does is lost on a hit."""

import datetime
from unittest import mock

import pytest
from django.core.cache import cache as counts
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from media import content_stamp
from media.moments import next_moment
from news.tests.factories import ArticlePageFactory
from portal.page_cache import moments
from portal.page_cache.wrapper import PageCache
from portal.search.models import SearchDocument
from programs.events.dates import STAYS_IN_SIGHT
from programs.events.models import Event
from programs.events.tests.factories import EventFactory

from .test_wrapper import Asked

pytestmark = pytest.mark.django_db
SECURITY = {
    "content-security-policy", "permissions-policy", "cross-origin-resource-policy", "cross-origin-opener-policy",
    "referrer-policy", "x-content-type-options", "x-frame-options",
}  # fmt: skip


@pytest.fixture
def cache(settings, db):
    """The site behind a memory of its own. The test's transaction is never committed: the database is asked each time."""
    settings.PAGE_CACHE_IS_EXPLAINED = True
    settings.MACHINES = 2
    closing = (
        mock.patch("django.core.signals.request_started.send"),
        mock.patch("django.core.signals.request_finished.send"),
    )
    with closing[0], closing[1], mock.patch("portal.page_cache.wrapper.close_old_connections"):
        yield PageCache(get_wsgi_application())


@pytest.fixture
def article(section):
    return ArticlePageFactory(parent=section, title="一开门就有人来的通知")


def test_a_hit_is_what_django_answered(cache, article):
    missed = Asked(cache, article.url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        hit = Asked(cache, article.url)
    assert (missed.told, hit.told) == ("miss; kept", "hit")
    assert [query["sql"] for query in queries] == [content_stamp.READ], "and nothing else is asked"
    assert hit.body == missed.body and article.title in hit.body.decode()
    assert SECURITY <= set(hit.headers)
    assert hit.headers["cache-control"] == (
        "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=60"
    )
    assert {part.strip() for part in hit.headers["vary"].split(",")} == {"Cookie", "Accept-Encoding"}
    assert "set-cookie" not in hit.headers
    assert "csrf" not in hit.body.decode().lower()


def test_every_display_has_its_page(cache, article):
    elder = Asked(cache, article.url, HTTP_COOKIE="display=elder.dark")
    usual = Asked(cache, article.url)
    assert (elder.told, usual.told) == ("miss; kept", "miss; kept")
    assert Asked(cache, article.url, HTTP_COOKIE="display=elder.dark").body == elder.body != usual.body


def test_no_page_is_kept_for_a_host_or_a_scheme_that_is_not_ours(cache, article, settings):
    assert Asked(cache, article.url, HTTP_HOST="evil.example").status.startswith("400")
    assert Asked(cache, article.url, HTTP_HOST="evil.example").told == "miss; status 400"
    Asked(cache, article.url)
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = PageCache(get_wsgi_application())
    secure.memory = cache.memory
    cache.memory.forget()
    over_tls = {"HTTP_X_FORWARDED_PROTO": "https"}
    assert [Asked(secure, article.url, **over_tls).told for _ in range(2)] == ["miss; kept", "hit"]
    assert Asked(secure, article.url).status.startswith("301")


def test_requests_of_the_api_are_counted_on_hits_too(cache, article, settings):
    counts.clear()
    settings.API_REQUESTS_A_MINUTE = 3
    asked = [Asked(cache, "/api/v1/articles/") for _ in range(5)]
    assert [answer.told for answer in asked[:3]] == ["miss; kept", "hit", "hit"]
    assert [answer.status[:3] for answer in asked] == ["200", "200", "200", "429", "429"]
    assert Asked(cache, "/api/v1/articles/", REMOTE_ADDR="10.0.0.2").status[:3] == "200"
    counts.clear()


def test_what_is_private_or_for_the_desk_is_never_kept(cache, article, staff):
    editor = staff("editor")
    session = editor.client.cookies["sessionid"].value
    Asked(cache, article.url)
    own = Asked(cache, article.url, HTTP_COOKIE=f"sessionid={session}")
    assert own.told == "pass; cookie sessionid"
    assert own.headers["cache-control"] == "private, no-cache"
    article.view_restrictions.create(restriction_type="password", password="x")
    cache.memory.forget()
    asked = [Asked(cache, article.url) for _ in range(2)]
    assert article.lead not in asked[1].body.decode()
    assert not [answer for answer in asked if answer.told == "hit"]


def test_a_missing_page_is_asked_for_each_time(cache, section):
    path = f"{section.url}spaet/"
    assert Asked(cache, path).told == Asked(cache, path).told == "miss; status 404"
    assert Asked(cache, path).headers["cache-control"] == "public, max-age=0, s-maxage=1"
    ArticlePageFactory(parent=section, slug="spaet")
    assert Asked(cache, path).told == "miss; kept"


def test_the_next_moment_is_the_first_of_all(article):
    now = timezone.now().replace(microsecond=0)
    hours = [now + datetime.timedelta(hours=number) for number in range(4)]
    assert next_moment(now) is None
    unending, dated = EventFactory(), EventFactory()
    set_columns(unending, begins_at=hours[3] - STAYS_IN_SIGHT, finishes_at=None)
    set_columns(dated, begins_at=None, finishes_at=None)
    assert next_moment(now) == hours[3]
    article.expire_at = hours[2]
    article.save()
    assert next_moment(now) == hours[2]
    set_columns(dated, begins_at=hours[1], finishes_at=hours[3])
    assert next_moment(now) == hours[1]
    assert next_moment(hours[1]) == hours[2], "the moment itself is over: what begins at it has begun"


def set_columns(event, **columns):
    """Without `save`, which derives them from the dates that people enter."""
    Event.objects.filter(pk=event.pk).update(**columns)
    SearchDocument.objects.all().delete()  # it names moments too


def test_a_page_is_right_until_the_next_moment_or_midnight(monkeypatch, django_assert_num_queries):
    asked = []
    monkeypatch.setattr(moments, "next_moment", lambda moment: asked.append(moment) or None)
    zone = timezone.get_current_timezone()
    evening = datetime.datetime(2026, 3, 4, 23, 59, tzinfo=zone).timestamp()
    assert moments.right_until(b"a", evening) == evening + 60
    assert moments.right_until(b"a", evening + 59) == evening + 60
    assert len(asked) == 1, "once for each stamp"
    assert moments.right_until(b"a", evening + 60) == evening + 60 + 24 * 3600
    assert moments.right_until(b"b", evening) == evening + 60
    soon = datetime.datetime.fromtimestamp(evening + 5, zone)
    monkeypatch.setattr(moments, "next_moment", lambda moment: soon)
    assert moments.right_until(b"c", evening) == evening + 5
