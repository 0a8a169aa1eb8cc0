"""Ready pages in the memory of one process: bytes as they are sent, and until when they are right."""

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))")
TAG = re.compile(r"(?:W/)?\"[^\"]*\"|\*")
WORTH_COMPRESSING = 200  # bytes
OVERHEAD = 3000  # bytes of a page beside its body: key, headers, objects
LEVEL = 6
# Of these a 304 repeats what the browser is to know of the page that it has.
OF_A_304 = {"cache-control", "content-location", "date", "expires", "vary", "etag"}
SAYS_NOT_TO = re.compile(r"\b(?:private|no-store|no-cache|max-age=0*[1-9])")
OF_PAGES = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml)\b|application/yaml")
VARIES_BY = {"cookie", "accept-encoding", "accept"}
LARGEST = 1 << 20  # bytes of a page
SHARED = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=60"


@dataclass(slots=True)
class Page:
    """What was answered to somebody who came with nothing but the key."""

    status: str
    headers: list
    body: bytes
    stamp: bytes = b""  # the content stamp at which it was begun
    until: float = 0.0  # seconds since 1970: from then on the hour may make another page of it
    compressed: bytes | None = None
    etag: str = ""
    not_modified: list | None = None

    @property
    def size(self):
        return len(self.body) + len(self.compressed or b"") + OVERHEAD


def why_not_kept(status, headers):
    """Why an answer that begins so is not for the next reader too; "" where it is."""
    named = {name.lower(): value for name, value in headers}
    if not status.startswith("200 "):
        return f"status {status[:3]}"
    if "set-cookie" in named:
        return "sets a cookie"
    if SAYS_NOT_TO.search(named.get("cache-control", "")):
        return "cache-control"
    if not OF_PAGES.match(named.get("content-type", "")) or "attachment" in named.get("content-disposition", ""):
        return "kind"
    if not {part.strip().lower() for part in named.get("vary", "").split(",")} <= VARIES_BY | {""}:
        return "vary"
    if not named.get("content-length", "").isdecimal() or int(named["content-length"]) > LARGEST:
        return "size"
    return ""


def finished(page):
    """Give a page what its readers are sent beside the body: one ETag for both forms, and who may keep it how long."""
    page.etag = f'W/"{blake2b(page.body, digest_size=12).hexdigest()}"'
    named = {name.lower(): value for name, value in page.headers}
    vary = {part.strip().lower(): part.strip() for part in named.get("vary", "").split(",") if part.strip()}
    vary.setdefault("accept-encoding", "Accept-Encoding")
    headers = [
        pair for pair in page.headers if pair[0].lower() not in ("content-length", "etag", "vary", "cache-control")
    ]
    headers += [
        ("Cache-Control", named.get("cache-control", SHARED)),
        ("Vary", ", ".join(vary.values())),
        ("ETag", page.etag),
    ]
    if len(page.body) >= WORTH_COMPRESSING:
        compressed = gzip.compress(page.body, LEVEL, mtime=0)
        page.compressed = compressed if len(compressed) < len(page.body) else None
    page.headers = headers
    page.not_modified = [pair for pair in headers if pair[0].lower() in OF_A_304]
    return page


def send(page, environ, start_response, *extra):
    """Answer a request with a finished page, as short as its reader allows: 304, compressed or plain."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags and any(tag == "*" or tag.removeprefix("W/") == page.etag[2:] for tag in TAG.findall(tags)):
        start_response("304 Not Modified", [*page.not_modified, *extra])
        return []
    body, headers = page.body, [*page.headers, *extra]
    if page.compressed and ACCEPTS_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = page.compressed
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def send_once(status, headers, stream, environ, start_response):
    """Answer the one reader for whom this was made, compressed where it is text of a known length."""
    named = {name.lower(): value for name, value in headers}
    is_text = OF_PAGES.match(named.get("content-type", "")) and "content-length" in named
    if not is_text or "content-encoding" in named or not ACCEPTS_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
        start_response(status, headers)
        return stream
    try:
        body = gzip.compress(b"".join(stream), LEVEL, mtime=0)
    finally:
        stream.close()
    kept = [pair for pair in headers if pair[0].lower() not in ("content-length", "etag")]
    start_response(status, [*kept, ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))])
    return [body]


class Memory:
    """Pages by key, at most `limit` bytes of them: those that nobody asked for longest go first."""

    def __init__(self, limit):
        self.limit, self.size = limit, 0
        self._pages, self._lock = OrderedDict(), Lock()

    def get(self, key):
        page = self._pages.get(key)
        if page is not None:
            try:
                self._pages.move_to_end(key)
            except KeyError:  # dropped this moment
                pass
        return page

    def put(self, key, page):
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def _drop(self, key):
        found = self._pages.pop(key, None)
        self.size -= found.size if found else 0

    def forget(self):
        with self._lock:
            self._pages.clear()
            self.size = 0
