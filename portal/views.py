import errno
import logging
import sqlite3
import sys
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as django_cache
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.views import serve

from news.models import ArticlePage

logger = logging.getLogger(__name__)
RETRY_AFTER = 10  # seconds
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}  # what a disk says that takes nothing
REFUSED = {"25006", "42501", "53100"}  # PostgreSQL: a read-only transaction, a role without the right, a full disk
REFUSED_BY_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}


@require_safe
def serve_page(request, path):
    """Serve a page of the tree. An article is found by its whole path in one query, not one a level."""
    site = Site.find_for_request(request)
    if site and path.endswith("/"):
        url_path = f"{site.root_page.url_path}{path}"
        article = ArticlePage.objects.for_detail().filter(url_path=url_path, live=True).first()
        if article:
            request._wagtail_route_for_request = (article, (), {})
    return serve(request, path)


@require_safe
def healthz(request):
    """The process lives."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request):
    """Database and cache answer; which of them does not is for the log alone: anybody may ask."""
    failing = [name for name, check in (("database", _database_answers), ("cache", _cache_answers)) if not check()]
    if failing:
        logger.warning("Not ready: %s", ", ".join(failing))
    return JsonResponse({"ready": not failing}, status=503 if failing else 200)


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:  # whatever the driver raises, the answer is no
        return False


def _cache_answers():
    try:
        django_cache.set("readyz", 1, 10)
        return django_cache.get("readyz") == 1
    except Exception:
        return False


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /cms/", "Disallow: /admin/", "Disallow: /preview/", "Disallow: /search/"]
    lines.append(f"Sitemap: {settings.BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"is_csrf": True}, status=403)


def locked_out(request, credentials=None, *args, **kwargs):
    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "locked_out.html", {"minutes": minutes}, status=429)


@cache
def _plain_page(name):
    return (Path(settings.ROOT) / "templates" / name).read_bytes()


def bad_request(request, exception=None):
    return HttpResponseBadRequest(_plain_page("400.html"))


def server_error(request):
    """A page of fixed bytes: it must work when the database and the templates do not.

    A database that is away or busy, and a disk or database that takes nothing, are a pause and no fault of the page: 503,
    to be asked for again in a while.
    """
    errors = list(_with_causes(sys.exception()))
    if any(map(is_refusal, errors)):
        return _pause("503-not-saved.html")
    if any(isinstance(error, (OperationalError, InterfaceError)) for error in errors):
        return _pause("503.html")
    return HttpResponseServerError(_plain_page("500.html"))


def _pause(page):
    return HttpResponse(_plain_page(page), status=503, headers={"Retry-After": RETRY_AFTER})


def is_refusal(error):
    """Does `error` say that the disk or the database takes nothing now, whoever writes?"""
    if isinstance(error, OSError):
        return error.errno in FULL
    return (
        getattr(error, "sqlstate", None) in REFUSED or getattr(error, "sqlite_errorcode", 0) & 0xFF in REFUSED_BY_SQLITE
    )


def _with_causes(error):
    while error is not None:
        yield error
        error = error.__cause__
