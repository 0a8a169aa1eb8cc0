"""So many searches and suggestions a minute for one address: each costs more than a page that stands still."""

from functools import wraps
from math import ceil

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render

from portal.accounts.limits import is_within, seconds_left

TOO_MANY = 429


def limited(setting, name, refuse):
    """A view that answers at most `settings.<setting>` requests a minute of one address; `refuse(request, seconds)` answers
    the others."""

    def limit(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if is_within(getattr(settings, setting), name, request):
                return view(request, *args, **kwargs)
            seconds = ceil(seconds_left())
            response = refuse(request, seconds)
            response["Retry-After"] = str(seconds)
            response["Cache-Control"] = "no-store"
            return response

        return answer

    return limit


def refused_page(request, seconds):
    """What was asked stays in the box, so that it can be sent again."""
    context = {"query": request.GET.get("q", "")[:100], "seconds": seconds, "noindex": True}
    return render(request, "search/too_many.html", context, status=TOO_MANY)


def refused_suggestions(request, seconds):
    answer = {"suggestions": [], "detail": f"请求太频繁，请在 {seconds} 秒后再试。"}
    return JsonResponse(answer, status=TOO_MANY, json_dumps_params={"ensure_ascii": False})
