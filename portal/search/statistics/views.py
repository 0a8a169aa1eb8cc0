from django.conf import settings
from django.db.transaction import non_atomic_requests
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.accounts.limits import is_within

from .clicks import read_ticket
from .counting import is_readers
from .tally import TALLY

NO_CONTENT = 204
TOO_MANY = 429


@non_atomic_requests  # counts in memory; the database is written later
@csrf_exempt  # a beacon carries no token, and pages of results stay cacheable; see `_is_ours`
@require_POST
def click(request):
    """Count that a result was chosen. Whatever is not believed is passed over in silence: nobody waits for the answer."""
    if not _is_ours(request):
        return HttpResponseForbidden()
    if not is_within(settings.SEARCH_CLICKS_A_MINUTE, "search-clicks", request):
        return HttpResponse(status=TOO_MANY)
    text = request.POST.get("position", "")
    position = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    words = read_ticket(request.POST.get("ticket", ""), position)
    if words is not None and is_readers(request):
        TALLY.clicked(words, position, is_first=request.POST.get("first") == "1")
    return HttpResponse(status=NO_CONTENT)


def _is_ours(request):
    """Did a page of this site send it? Browsers say so; what says nothing is no browser."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin", "").partition("://")[2] == request.get_host()
