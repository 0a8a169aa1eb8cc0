import json
import re
from math import ceil

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import DataError, transaction
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from media.transactions import write_transaction
from programs.listing.views import DownloadView
from programs.records.protection import StillHeld, answer
from programs.records.publication import Incomplete
from programs.texts.cleaning import clean_data
from programs.texts.signs import has_forbidden, is_blank, without_forbidden

from .accounts.limits import is_within, seconds_left
from .desk_requests import is_by_hand, refuse_creation_without_a_form

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
MAX_QUERY_LENGTH = 4000  # bytes
FOR_MACHINES = re.compile(r"(?:application|text)/(?:[\w.]+\+)?(?:xml|calendar)\b")
TOO_LARGE_NUMBER = re.compile(r"/[0-9]{19,}(/|$)")  # no column holds it, and SQLite's driver fails on it


class HostileInputMiddleware:
    """Refuses what no browser sends and database drivers choke on: NUL bytes, endless query strings, endless numbers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query, path = request.META.get("QUERY_STRING", ""), request.path_info
        if "\0" in path or "%00" in query or len(query) > MAX_QUERY_LENGTH:
            from .views import bad_request

            return bad_request(request)
        if TOO_LARGE_NUMBER.search(path):
            raise Http404
        return self.get_response(request)


class SignsMiddleware:
    """Takes the signs that no text may hold out of all that is asked and sent, and out of what machines read.

    So no form has to think of them: a field that holds nothing else is an empty one. What is stored or asked may hold
    anything; feeds, site maps and calendars are well-formed all the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = _fit(request.GET)
        response = self.get_response(request)
        if FOR_MACHINES.match(response.get("Content-Type", "")) and not response.streaming:
            text = response.content.decode()
            if has_forbidden(text):
                response.content = without_forbidden(text)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method not in SAFE_METHODS:
            request.POST = _fit(request.POST)


def _fit(data):
    """The same QueryDict where nothing is to be taken out."""
    if not any(_fitting(value) != value for values in data.lists() for value in (values[0], *values[1])):
        return data
    fitting = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        fitting.setlist(_fitting(name), [_fitting(value) for value in values])
    fitting._mutable = False
    return fitting


def _fitting(value):
    fitting = without_forbidden(value)
    if "\\u" in fitting and fitting.startswith(("{", "[")):  # what an editor of rich text sends, with signs spelt out
        fitting = _fitting_json(fitting)
    return "" if fitting.strip() and is_blank(fitting) else fitting


def _fitting_json(text):
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return text if (fitting := clean_data(data)) is data else json.dumps(fitting)


class DownloadLimitMiddleware:
    """So many downloads of whole lists a minute for one address: each costs as much as hundreds of pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_download = issubclass(getattr(view, "view_class", object), DownloadView) and request.method != "OPTIONS"
        if not is_download or is_within(settings.DOWNLOADS_A_MINUTE, "downloads", request):
            return None
        seconds = ceil(seconds_left())
        response = render(request, "too_many_downloads.html", {"seconds": seconds}, status=429)
        response["Retry-After"] = str(seconds)
        return response


class HeadersMiddleware:
    """What browsers may do with a page of ours: no camera, no microphone, no place; and nobody embeds it but ourselves.

    The sizes of pictures may be shown elsewhere: feed readers and shared links do so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        is_picture = request.path_info.startswith(f"{settings.MEDIA_URL}images/")
        policy = "cross-origin" if is_picture else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", policy)
        return response


class VaryOnDisplayMiddleware:
    """Tells caches that pages differ by the display cookie: 长者模式 and the theme stand in the HTML."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the strict policy to readers, and to the desk what its forms need beyond it."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.DESK_PREFIX):
            parts.replace = settings.DESK_CONTENT_SECURITY_POLICY | (parts.replace or {})
        return parts


class WriteTransactionMiddleware:
    """Runs each view that may write in one transaction, so that a crash leaves all of a save or none of it.

    Reading views run outside: with SQLite's IMMEDIATE transactions each would take the write lock. So does a view
    marked with `transaction.non_atomic_requests`. Slow work leaves the transaction (`media/transactions.py`).
    Must be the last middleware: the checks of all others come first, and an exception rolls back before it is answered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        return _incomplete(request) if is_by_hand(request, error) else None

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS:
            return None
        _receive(request)
        refuse_creation_without_a_form(view)
        does_so_itself = getattr(view, "_non_atomic_requests", None)
        try:
            return (
                view(request, *args, **kwargs) if does_so_itself else self._in_transaction(request, view, args, kwargs)
            )
        except (ValueError, KeyError, OverflowError, DataError, IncorrectLookupParameters) as error:
            if is_by_hand(request, error):
                return _incomplete(request)
            raise
        except (StillHeld, Incomplete) as error:  # a desk that did not ask before it deleted or published
            return answer(request, error)

    def _in_transaction(self, request, view, args, kwargs):
        with write_transaction():
            response = view(request, *args, **kwargs)
            # REST framework answers an exception by itself and only marks the answer.
            if response.status_code >= 500 or getattr(response, "exception", False):
                transaction.set_rollback(True)
        return response


def _incomplete(request):
    return render(request, "incomplete_form.html", status=400)


def _receive(request):
    """Read the whole request now: a slow sender would otherwise hold the database's write lock while it sends."""
    if request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        request.POST  # noqa: B018 - once: the check against forgery may have read it, and a second reading empties it
    else:
        request.body  # noqa: B018
