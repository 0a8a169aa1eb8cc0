"""What a request asks for, as far as the page depends on it: the rest of it is never shown to who makes the page."""

from typing import NamedTuple
from urllib.parse import unquote_plus

from django.conf import settings

from news.doors import COOKIE as PREVIEW_COOKIE
from portal.home.display import DISPLAY_COOKIE, read_display

from .parameters import known_parameters

LONGEST = 1000  # bytes of a path with its query, and of what is accepted
NEVER = (  # the desks; what is small, sent as a file or counted each time it is asked
    "/cms/", "/admin/", "/preview/", "/search/", "/_util/", "/documents/", "/uploads/", "/static/", "/healthz", "/readyz",
)  # fmt: skip
PERSONAL = {"sessionid", "__Host-sid", "messages", PREVIEW_COOKIE}
TRACKERS = {"from", "isappinstalled"}
KEPT_HEADERS = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"}


class Question(NamedTuple):
    """`key` names the page; None where it may not be kept, and `reason` says why not, in English, for developers."""

    key: tuple | None = None
    reason: str = ""
    query: str = ""
    accept: str | None = None  # of the API alone
    display: str = ""

    @property
    def is_api(self):
        return self.accept is not None

    def bare(self, environ):
        """The same request, holding nothing but what stands in the key and where it came from."""
        bare = {name: value for name, value in environ.items() if name[:5] != "HTTP_" or name in KEPT_HEADERS}
        bare |= {"REQUEST_METHOD": "GET", "QUERY_STRING": self.query}
        if self.display:
            bare["HTTP_COOKIE"] = f"{DISPLAY_COOKIE}={self.display}"
        if self.accept:
            bare["HTTP_ACCEPT"] = self.accept
        return bare


def ask(environ):
    """The Question of a WSGI environment. Never raises."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if reason := _why_not(environ, path, query):
        return Question(reason=reason)
    display = ""
    if "HTTP_COOKIE" in environ:
        display, reason = read_cookies(environ["HTTP_COOKIE"])
        if reason:
            return Question(reason=reason)
    if query:
        query = plain_query(query)
        if query is None:
            return Question(reason="parameters")
    accept = environ.get("HTTP_ACCEPT", "") if path.startswith(settings.API_PREFIX) else None
    return Question(
        (_is_secure(environ), environ["HTTP_HOST"], path, query, accept, display), "", query, accept, display
    )


def _why_not(environ, path, query):
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return "method"
    if path.startswith(NEVER):
        return "path"
    if environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ:
        return "body"
    if "HTTP_AUTHORIZATION" in environ or "HTTP_HOST" not in environ:
        return "header"
    if len(path) + len(query) + len(environ.get("HTTP_ACCEPT", "")) > LONGEST:
        return "length"
    return ""


def read_cookies(text):
    """(the display as its cookie says it, "" for the usual one; why these cookies keep pages away from the memory, or "")."""
    display = ""
    for part in text.split(";"):
        name, _, value = part.strip().partition("=")
        if name in PERSONAL or name == settings.SESSION_COOKIE_NAME:
            return "", f"cookie {name}"
        if name == DISPLAY_COOKIE:
            display = str(read_display(value.strip('"')))
    return ("" if display == str(read_display("")) else display), ""


def plain_query(text):
    """`text` without what trackers appended and in one order; None if it names what no page of ours is asked by."""
    kept = []
    for part in text.split("&"):
        name = unquote_plus(part.partition("=")[0])
        if not part or name in TRACKERS or name.startswith("utm_"):
            continue
        if name not in known_parameters():
            return None
        kept.append((name, part))
    return "&".join(part for _, part in sorted(kept, key=lambda one: one[0]))


def _is_secure(environ):
    if environ.get("wsgi.url_scheme") == "https":
        return True
    header = settings.SECURE_PROXY_SSL_HEADER
    return bool(header) and environ.get(header[0], "").split(",")[0].strip() == header[1]
