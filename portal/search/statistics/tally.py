"""Counts in this process and lets a thread write them: no reader waits for the database's write lock."""

import atexit
import logging
import threading
from collections import defaultdict

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from .storing import add
from .words import counted_words

logger = logging.getLogger(__name__)

MOST_WORDS = 1000  # different questions between two writings; the rest is counted together
SEARCHES, WITHOUT_RESULT, CLICKED, ASKERS, RESULTS = range(5)  # as `storing.QUERY_COUNTS` has them
MOST_POSITIONS = 200  # of one result list: nobody reads on


class Tally:
    """What was asked since it was written last. One a process, shared by its threads; several processes add up."""

    def __init__(self):
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._thread = None
        self._clear()

    def _clear(self):
        self._queries = defaultdict(lambda: [0, 0, 0, 0, 0])  # (day, words): QUERY_COUNTS and results
        self._positions = defaultdict(lambda: [0, 0])  # (day, position): shown, clicks

    def searched(self, words, total, is_first=True):
        """Somebody asked for `words`, and `total` results were found; `is_first`: nobody at that address asked today."""
        with self._lock:
            row = self._queries[self._key(words)]
            row[SEARCHES] += 1
            row[WITHOUT_RESULT] += not total
            row[ASKERS] += bool(is_first)
            row[RESULTS] = total
        self._write_later()

    def shown(self, first, last):
        """The results at `first` to `last`, from 1, were shown."""
        day = timezone.localdate()
        with self._lock:
            for position in range(first, min(last, MOST_POSITIONS) + 1):
                self._positions[day, position][0] += 1
        self._write_later()

    def clicked(self, words, position, is_first):
        """The result at `position` was chosen; `is_first`: nothing else of that answer was chosen before."""
        if not 1 <= position <= MOST_POSITIONS:
            return
        with self._lock:
            self._positions[timezone.localdate(), position][1] += 1
            if is_first:
                self._queries[self._key(words)][CLICKED] += 1
        self._write_later()

    def _key(self, words):
        key = timezone.localdate(), counted_words(words)
        return key if key in self._queries or len(self._queries) < MOST_WORDS else (key[0], "")

    def write(self):
        """Add what was counted to the database, in one transaction. What cannot be written now is kept for next time."""
        with self._writing:
            with self._lock:
                queries, positions = self._queries, self._positions
                self._clear()
            if not queries and not positions:
                return
            try:
                add(queries, positions)
            except DatabaseError:
                logger.exception("The search statistics could not be written; they are kept for the next time")
                self._take_back(queries, positions)

    def _take_back(self, queries, positions):
        with self._lock:
            for (day, words), counts in queries.items():
                row = self._queries[self._key_of(day, words)]
                newest = row[RESULTS] if row[SEARCHES] else counts[RESULTS]
                row[:] = [*(mine + more for mine, more in zip(row[:RESULTS], counts, strict=False)), newest]
            for key, counts in positions.items():
                row = self._positions[key]
                row[:] = [mine + more for mine, more in zip(row, counts, strict=True)]

    def _key_of(self, day, words):
        return (day, words) if (day, words) in self._queries or len(self._queries) < MOST_WORDS else (day, "")

    def forget(self):
        """Throw away what was counted: for tests."""
        with self._lock:
            self._clear()

    def _write_later(self):
        """Start the thread that writes, once there is something to write: never in the parent of forked workers."""
        if self._thread or not settings.SEARCH_STATISTICS_INTERVAL:
            return
        with self._lock:
            if self._thread:
                return
            self._thread = threading.Thread(target=self._write_for_ever, name="search statistics", daemon=True)
        atexit.register(self._write_last)
        self._thread.start()

    def _write_for_ever(self):
        pause = threading.Event()
        while not pause.wait(settings.SEARCH_STATISTICS_INTERVAL):
            self._write_and_let_go()

    def _write_and_let_go(self):
        try:
            self.write()
        except Exception:
            logger.exception("The search statistics failed")
        finally:
            connection.close()

    _write_last = _write_and_let_go


TALLY = Tally()
