"""Which requests count: those of readers. What is cheaply known to be a program or a colleague is left out."""

import re

from django.conf import settings

from portal.accounts.limits import counted_address

from .askers import ASKERS
from .tally import TALLY
from .words import counted_words

ROBOTS = re.compile(
    r"bot\b|crawl|spider|slurp|archiv|monitor|scan|fetch|curl|wget|python|java/|go-http|okhttp|headless|lighthouse",
    re.IGNORECASE,
)


def is_readers(request):
    """Is this somebody reading? Readers have no session: whoever has one has signed in at the desk."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method in ("GET", "POST")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and bool(agent)
        and not ROBOTS.search(agent)
        and "prefetch" not in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    )


def count_search(request, findings):
    """Note in memory what was asked and what was shown. Turning pages and narrowing is no new question."""
    if not findings.is_asked or not is_readers(request):
        return
    if set(request.GET) == {"q"}:
        is_first = ASKERS.is_first(counted_address(request), counted_words(findings.query))
        TALLY.searched(findings.query, findings.total, is_first)
    if findings.results:
        TALLY.shown(findings.first, findings.last)
