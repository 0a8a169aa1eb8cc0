"""Keeps one noun's index fresh: reads it once, then what changed. One a process, shared by its threads.

Only what `public_now()` lets through gets in, and rows are handed out through it once more. Of few rows that changed a
reader finds all at once. Many are read in the background while the older answer serves; but what left the public is
taken out of that at once, whatever its number. What was read within a transaction that may still be rolled back is read
again when that is over.
"""

import heapq
import logging
import threading
import time
from collections import namedtuple
from itertools import islice

from django.db import connection
from django.utils import timezone

from media import content_stamp
from media.changed_rows import TOO_LONG, changed_since, here

from .sets import set_of
from .snapshots import Entry, built

logger = logging.getLogger(__name__)

AT_ONCE = 60  # changed rows that a reader waits for
CHUNK = 1000  # rows that are read in one go in the background
PATIENCE = 0.5  # seconds that a reader waits for another's reading before the older snapshot has to do


def in_background(work, name):
    def run():
        try:
            work()
        finally:
            connection.close()

    threading.Thread(target=run, name=name, daemon=True).start()


class Index:
    """What the database says is taken up in two steps: `waiting` has the ids that changed and are still to be read,
    `hidden` those of them that have left the public. All but `read` and `stamp` is touched under the lock alone."""

    def __init__(self, declaration):
        self.declaration = declaration
        self.indexed = (*declaration.facets, *declaration.marks)
        self.row_type = namedtuple(
            "Row", ["pk", "expire_at", *declaration.columns, *(one.name for one in declaration.related), "now", "today"]
        )
        self.waits = any(field.name == "go_live_at" for field in declaration.model._meta.get_fields())
        self.lock = threading.RLock()
        self.forget()

    def forget(self):
        """Read everything afresh when next asked."""
        with self.lock:
            self.read = None  # the Snapshot
            self.place = self.ahead = (
                None  # in the lines of changes: up to which all was settled when read, or just read
            )
            self.unsure = set_of()  # ids of what changed between the two, in a transaction that was not over
            self.is_unsure = False  # all was read within such a transaction
            self.stamp = None  # of the content, for which the snapshot stands
            self.moments = []  # heap of (moment, id): when a row must be read again although nobody changed it
            self.watchers = {}  # id → ids of the rows that hang on it, as far as anybody remembers
            self.waiting, self.hidden = set_of(), set_of()
            self.asked_at = 0.0  # by the monotonic clock
            self.is_reading = False

    # --- Asked by readers --------------------

    def snapshot(self, suspects=()):
        """The present Snapshot. `suspects` are ids that a reader found gone: they are read again whatever the database
        says of changes."""
        stamp, now = content_stamp.current(), timezone.now()
        if self._is_lost():
            with self.lock:
                if self._is_lost():
                    self._read_all(stamp)
        self.asked_at = time.monotonic()
        is_due = self.waiting or any(moment <= now for moment, _ in self.moments[:1])
        stands_for = self.stamp
        if stamp != self.stamp or suspects or is_due:
            stands_for = None  # where others keep one waiting, for nothing that anybody could name
            if self.lock.acquire(timeout=PATIENCE):
                try:
                    self._settle(self._taken_up(suspects, now), stamp)
                    stands_for = self.stamp
                finally:
                    self.lock.release()
        content_stamp.standing_for(stands_for)
        return self.read

    def _is_lost(self):
        return (
            self.read is None
            or time.monotonic() - self.asked_at > TOO_LONG
            or (self.is_unsure and content_stamp.is_settled())
        )

    def _taken_up(self, suspects, now):
        """Put on the list what is to be read; returns what is new on it."""
        is_settled = content_stamp.is_settled()
        changes, self.ahead = changed_since(self.place if is_settled else self.ahead, self.declaration.model)
        changed = set_of(changes.get(self.declaration.model, ()))
        new = changed | set_of(suspects)
        if is_settled:
            new |= self.unsure
            self.place, self.unsure = self.ahead, set_of()
        else:
            self.unsure = self.unsure | changed
        while self.moments and self.moments[0][0] <= now:
            new.add(heapq.heappop(self.moments)[1])
        self.waiting |= new
        return new

    def _settle(self, new, stamp):
        """Read what waits, or let it be read and hide meanwhile what may no longer be shown."""
        if self.waiting and not self.is_reading and len(self.waiting) <= AT_ONCE:
            self._read_chunk()
        if not self.waiting and not self.is_reading:
            self.stamp = stamp
            return
        self.stamp = None  # also where nobody wrote anything, and the hour alone makes rows other ones
        self._hide(new)
        if not self.is_reading:
            self.is_reading = True
            in_background(self._read_waiting, f"list of {self.declaration.model._meta.model_name}")

    def _hide(self, suspects):
        suspects = list(suspects & self.read.everyone)
        for start in range(0, len(suspects), CHUNK):
            chunk = suspects[start : start + CHUNK]
            public = self._public().filter(pk__in=chunk).order_by().values_list("pk", flat=True)
            self.hidden |= set_of(chunk) - set_of(public)
        self.read = self.read.without(self.hidden)

    # --- Reading --------------------

    def catch_up(self):
        """Take up and read all that changed: for a process that has no readers yet."""
        stamp = content_stamp.current()
        with self.lock:
            if self._is_lost():
                self._read_all(stamp)
            self._taken_up((), timezone.now())
            while self._read_chunk():
                pass
            self.stamp, self.asked_at = stamp, time.monotonic()

    def _read_waiting(self):
        try:
            while self._read_chunk():
                pass
        except Exception:
            self.is_reading = False
            logger.exception("A list could not be read on; the next reader has it tried again")

    def _read_chunk(self):
        """Read up to a chunk of what waits; False where nothing does."""
        with self.lock:
            chunk = set_of(islice(self.waiting, CHUNK))
            self.waiting -= chunk
            hidden, self.hidden = self.hidden & chunk, self.hidden - chunk
            if not chunk:
                self.is_reading = False
                return False
        now = timezone.now()
        try:
            ids = self._with_dependents(chunk)
            moments, watchers = [], {}
            entries = list(self._entries(moments, watchers, now, ids))
        except BaseException:
            with self.lock:
                self.waiting |= chunk
                self.hidden |= hidden
            raise
        with self.lock:
            if self.read:  # not forgotten meanwhile
                self.read = self.read.patched(ids, entries).without(self.hidden)
                self._remember(moments, watchers)
        return True

    def _read_all(self, stamp):
        started, now = time.perf_counter(), timezone.now()
        self.forget()
        self.place = self.ahead = here()
        self.is_unsure, moments, watchers = not content_stamp.is_settled(), [], {}
        entries = self._entries(moments, watchers, now)
        self.read = built(entries, len(self.declaration.sorts), len(self.indexed))
        self.stamp, self.asked_at = stamp, time.monotonic()
        self._remember(moments, watchers)
        took = time.perf_counter() - started
        logger.info("Read %s %s in %.1f s", len(self.read.everyone), self.declaration.model._meta.label, took)

    def _remember(self, moments, watchers):
        for moment in moments:
            heapq.heappush(self.moments, moment)
        for watched, ids in watchers.items():
            self.watchers.setdefault(watched, set()).update(ids)

    def _with_dependents(self, ids):
        watching = set_of(pk for changed in ids for pk in self.watchers.get(changed, ()))
        return ids | watching | set_of(self.declaration.dependents(list(ids)))

    def _public(self):
        return self.declaration.model._default_manager.public_now()

    def _entries(self, moments, watchers, now, ids=None):
        """Read rows (those in `ids`, or all) as entries; note in `moments` and `watchers` when to read each again."""
        declaration = self.declaration
        ids = None if ids is None else list(ids)
        rows, coming = self._public(), declaration.model._default_manager.all()
        if ids is not None:
            rows, coming = rows.filter(pk__in=ids), coming.filter(pk__in=ids)
        if self.waits:
            moments += coming.filter(go_live_at__gt=now).order_by().values_list("go_live_at", "pk")
        related, today = [one.read(ids) for one in declaration.related], timezone.localdate(now)
        for columns in rows.order_by().values_list("pk", "expire_at", *declaration.columns).iterator(chunk_size=5000):
            row = self.row_type(*columns, *(found.get(columns[0], ()) for found in related), now, today)
            ahead = [moment for moment in (row.expire_at, *declaration.moments(row)) if moment and moment > now]
            if ahead:
                moments.append((min(ahead), row.pk))
            for watched in declaration.watches(row):
                watchers.setdefault(watched, set()).add(row.pk)
            yield Entry(
                row.pk,
                tuple(sort.key(row) for sort in declaration.sorts),
                tuple(tuple(one.values(row)) for one in self.indexed),
            )
