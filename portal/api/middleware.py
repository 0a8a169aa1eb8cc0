"""What is true of every answer below /api/v1/, also of those that no view of the API gave."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag

from .errors import sentence_for

METHODS = "GET, HEAD, OPTIONS"
# A shared cache may answer for one second; then it asks again, by ETag. What is withdrawn is gone a second later.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, must-revalidate"
ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}


class ReadingMiddleware:
    """Lets other sites' scripts read, answers errors in JSON, and gives HEAD the ETag and the 304 of its GET."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(settings.API_PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ANYBODY | PREFLIGHT)
        response = self.get_response(request)
        if response.status_code >= 400:
            response = _in_json(response)
        elif not response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        if request.method == "HEAD" and response.status_code == 200:
            set_response_etag(response)
            response = get_conditional_response(request, response["ETag"], response=response)
        for name, value in ANYBODY.items():
            response.headers.setdefault(name, value)
        return response


def _in_json(response):
    """The same refusal for a program: what the site's own pages say to people is of no use to it."""
    if not response.get("Content-Type", "").startswith("application/json"):
        kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
        status = response.status_code
        response = JsonResponse(
            {"detail": sentence_for(status)}, status=status, json_dumps_params={"ensure_ascii": False}, headers=kept
        )
        response["Content-Length"] = len(response.content)
    response["Cache-Control"] = "no-store"
    return response
