"""The passwords of pages and of collections of files: so many guesses from one address, then none for a while."""

from functools import wraps

from django.core.cache import cache
from django.shortcuts import render
from wagtail import views
from wagtail.documents.views import serve

from .limits import counted, counted_address

GUESSES = 5
PAUSE = 15 * 60  # seconds


def limited(kind, view):
    """`view`, which is told the number of a restriction and redirects who knows its password."""

    @wraps(view)
    def guarded(request, restriction_id, **kwargs):
        key = f"guesses:{kind}:{restriction_id}:{counted_address(request)}"
        # counted before it is looked at, so that many guesses at once are no more than one after the other
        if request.method == "POST" and counted(key, PAUSE) > GUESSES:
            response = render(request, "too_many_guesses.html", {"minutes": PAUSE // 60}, status=429)
            response["Retry-After"] = str(PAUSE)
            return response
        response = view(request, restriction_id, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            cache.delete(key)
        return response

    return guarded


def _of_page(request, restriction_id, page_id):
    return views.authenticate_with_password(request, restriction_id, page_id)


page_password = limited("page", _of_page)
files_password = limited("files", serve.authenticate_with_password)
