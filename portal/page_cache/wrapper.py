"""Stands around Django: a page that is still right is sent without building so much as a request.

docs/decisions/0017-page-cache.md says why no reader is sent what has changed since.
"""

import logging
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.autoreload import file_changed

from media.content_stamp import asked, reading
from media.stamp_hint import HINT

from .asking import ask
from .duties import is_let_through
from .flights import Flights
from .moments import right_until
from .pages import Memory, Page, finished, send, send_once, why_not_kept

# In a proxy it takes the place of the page that was there: an outage then shows no page that was withdrawn.
GONE = "public, max-age=0, s-maxage=1"

logger = logging.getLogger(__name__)


class PageCache:
    """A WSGI application that answers for `application` where it may; one a process, shared by its threads."""

    def __init__(self, application):
        self.application = application
        self.memory = Memory(settings.PAGE_CACHE << 20)
        self.flights = Flights()
        if settings.DEBUG:
            file_changed.connect(self._forget)  # templates are read again without a restart

    def __call__(self, environ, start_response):
        question = ask(environ)
        if question.key is None:
            return self._passed(environ, start_response, question.reason)
        page, now = self.memory.get(question.key), time.time()
        if page is not None and now < page.until and HINT.read() == page.stamp:
            return self._hit(question, page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self._passed(environ, start_response, "method")
        stamp = _present_stamp()
        if stamp is None:
            return self._passed(environ, start_response, "database")
        if page is not None and now < page.until and stamp == page.stamp:
            return self._hit(question, page, environ, start_response)
        return self._missed(question, stamp, now, environ, start_response)

    def _forget(self, **kwargs):
        self.memory.forget()

    def _hit(self, question, page, environ, start_response):
        if not is_let_through(question, environ):
            return self._passed(environ, start_response, "limit")
        return send(page, environ, start_response, *_told("hit"))

    def _missed(self, question, stamp, now, environ, start_response):
        with self.flights.joined(question.key, stamp) as (flight, leads):
            if leads:
                page = self.memory.get(question.key)  # whoever made it may have landed meanwhile
                if page is not None and page.stamp == stamp and now < page.until:
                    return self._hit(question, page, environ, start_response)
                answer = _Answer(self.application, question.bare(environ), stamp, now)
                flight.page = answer.page if answer.is_kept else None
                if answer.is_kept:
                    self.memory.put(question.key, answer.page)
                return answer.sent(environ, start_response)
        page = flight.wait()
        if page is not None and now < page.until:
            return self._hit(question, page, environ, start_response)
        return self._passed(environ, start_response, "not for others")

    def _passed(self, environ, start_response, reason):
        """Let Django answer this one reader. What says nothing of being kept, and is no file, is for nobody else."""

        def start(status, headers, *error):
            return start_response(status, [*_for_one(headers), *_told(f"pass; {reason}")], *error)

        return self.application(environ, start)


class _Answer:
    """What Django answers to a request that holds nothing but the key."""

    def __init__(self, application, environ, stamp, now):
        self.stream, self.page, self.is_kept = None, None, False
        with reading(stamp.decode()) as noted:
            body = application(environ, self._start)
            self.reason = why_not_kept(self.status, self.headers)
            if self.reason:
                self.stream = body
                return
            try:
                until = right_until(stamp, now)
                whole = b"".join(body)
            finally:
                body.close()
        self.page = finished(Page(self.status, self.headers, whole, stamp, until))
        if noted.is_of_one_stamp():
            self.is_kept = True
        else:
            self.reason = "a source lags"

    def _start(self, status, headers, *error):
        self.status, self.headers = status, headers

    def sent(self, environ, start_response):
        if self.page:
            return send(self.page, environ, start_response, *_told(f"miss; {self.reason or 'kept'}"))
        headers = [*self.headers, ("Cache-Control", GONE)] if self._is_gone() else _for_one(self.headers)
        told = _told(f"miss; {self.reason}")
        return send_once(self.status, [*headers, *told], self.stream, environ, start_response)

    def _is_gone(self):
        return self.status[:3] in ("404", "410") and not _says_itself(self.headers)


def _present_stamp():
    """The stamp in the database; None where it does not answer."""
    close_old_connections()  # as Django does before a request: this is none of its own
    try:
        return asked().encode()
    except DatabaseError:
        logger.warning("The content stamp could not be read; the page is made for one reader", exc_info=True)
        return None
    finally:
        close_old_connections()


def _for_one(headers):
    return headers if _says_itself(headers) else [*headers, ("Cache-Control", "private, no-cache")]


def _says_itself(headers):
    return not {"cache-control", "last-modified"}.isdisjoint(name.lower() for name, _ in headers)


def _told(text):
    return [("X-Page-Cache", text)] if settings.PAGE_CACHE_IS_EXPLAINED else []
