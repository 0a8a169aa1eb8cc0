"""Keeps one noun's index fresh: reads it once, then patches what changed. One a process, shared by its threads.

Only what `public_now()` lets through gets in, and rows are handed out through it once more: the index can be a moment
late, and yet shows nothing that is no longer public. Ask it outside of transactions that may be rolled back.
"""

import datetime
import heapq
import logging
import threading
import time
from collections import namedtuple
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from programs.records.changes import changed_since

from .snapshots import Entry, built, patched

logger = logging.getLogger(__name__)

CENSUS_EVERY = datetime.timedelta(seconds=60)  # how long a row deleted behind our back may be counted
PATCH_AT_MOST = 60  # rows; beyond that reading all afresh is cheaper
PATIENCE = 0.5  # seconds that a reader waits for another's patch before the older snapshot has to do


@dataclass
class State:
    """A snapshot with what is needed to keep it fresh."""

    orders: tuple
    moments: list  # heap of (moment, id): when a row must be read again although nobody changed it
    watchers: dict  # id → ids of the rows that hang on it, as far as anybody remembers
    seen: dict  # id → `updated_at` of the changes that are already in, as far back as the overlap reaches
    checked_at: datetime.datetime
    census: tuple  # highest id and number of rows up to it, to notice deletions
    census_at: datetime.datetime


def _has_field(model, name):
    return any(field.name == name for field in model._meta.get_fields())


class Index:
    def __init__(self, declaration):
        self.declaration = declaration
        self.indexed = (*declaration.facets, *declaration.marks)
        self.row_type = namedtuple(
            "Row", ["pk", "expire_at", *declaration.columns, *(one.name for one in declaration.related), "now", "today"]
        )
        self.waits_for = "go_live_at" if _has_field(declaration.model, "go_live_at") else None
        self.lock = threading.RLock()
        self.state = None

    def forget(self):
        """Read everything afresh when next asked."""
        with self.lock:
            self.state = None

    def orders(self, suspects=()):
        """The present orders, one for each declared sort. `suspects` are ids that a reader found gone: they are read
        again whatever the clock says."""
        state = self.state
        if state is None:
            with self.lock:
                if self.state is None:
                    self.state = self._read_all()
                return self.state.orders
        now = timezone.now()
        changes = self._changes_since(state.checked_at)
        if self._is_fresh(state, changes, now) and not suspects:
            state.checked_at = now
            return state.orders
        if self.lock.acquire(timeout=PATIENCE):
            try:
                self._catch_up(changes, suspects, now)
            finally:
                self.lock.release()
        return self.state.orders if self.state else self.orders()

    def _changes_since(self, moment):
        """Map the ids of rows changed since `moment` to when that was, and when they go live, if that is to come."""
        changed = changed_since(self.declaration.model, moment)
        if not self.waits_for:
            return {pk: (stamp, None) for pk, stamp in changed.values_list("pk", "updated_at")}
        return {pk: (stamp, go_live) for pk, stamp, go_live in changed.values_list("pk", "updated_at", self.waits_for)}

    def _is_fresh(self, state, changes, now):
        return (
            all(state.seen.get(pk) == stamp for pk, (stamp, _) in changes.items())
            and not (state.moments and state.moments[0][0] <= now)
            and now - state.census_at < CENSUS_EVERY
        )

    def _catch_up(self, changes, suspects, now):
        state = self.state
        if state is None:
            return
        if now - state.census_at >= CENSUS_EVERY:
            if self._census(state.census[0]) != state.census:
                self.state = self._read_all()
                return
            state.census, state.census_at = self._census(), now
        wanted = {pk for pk, (stamp, _) in changes.items() if state.seen.get(pk) != stamp}
        wanted |= set(suspects)
        moments = list(state.moments)
        while moments and moments[0][0] <= now:
            wanted.add(heapq.heappop(moments)[1])
        if wanted:
            wanted |= {watcher for pk in wanted for watcher in state.watchers.get(pk, ())}
            wanted |= set(self.declaration.dependents(wanted))
        if len(wanted) > PATCH_AT_MOST:
            self.state = self._read_all()
            return
        entries = list(self._entries(moments, state.watchers, now, wanted)) if wanted else []
        for pk, (_, go_live) in changes.items():
            if pk in wanted and go_live and go_live > now:
                heapq.heappush(moments, (go_live, pk))
        self.state = State(
            patched(state.orders, wanted, entries) if wanted else state.orders,
            moments,
            state.watchers,
            {pk: stamp for pk, (stamp, _) in changes.items()},
            max(now, state.checked_at),
            state.census,
            state.census_at,
        )

    def _read_all(self):
        started, now = time.perf_counter(), timezone.now()
        seen = {pk: stamp for pk, (stamp, _) in self._changes_since(now).items()}
        model, moments, watchers = self.declaration.model, [], {}
        census = self._census()
        numbers = [len(group) for group in (self.declaration.sorts, self.declaration.facets, self.declaration.marks)]
        orders = built(self._entries(moments, watchers, now), *numbers)
        if self.waits_for:
            moments += model._default_manager.filter(go_live_at__gt=now).values_list("go_live_at", "pk")
        heapq.heapify(moments)
        logger.info("Read %s %s in %.1f s", orders[0].size, model._meta.label, time.perf_counter() - started)
        return State(orders, moments, watchers, seen, now, census, now)

    def _census(self, up_to=None):
        rows = self.declaration.model._default_manager.all()
        if up_to is None:
            up_to = rows.aggregate(highest=Max("pk"))["highest"] or 0
        return up_to, rows.filter(pk__lte=up_to).aggregate(number=Count("pk"))["number"]

    def _entries(self, moments, watchers, now, ids=None):
        """Read rows (those in `ids`, or all) as entries; note in `moments` and `watchers` when to read each again."""
        declaration = self.declaration
        rows = declaration.model._default_manager.public_now()
        if ids is not None:
            rows = rows.filter(pk__in=ids)
        related, today = [one.read(ids) for one in declaration.related], timezone.localdate(now)
        for columns in rows.order_by().values_list("pk", "expire_at", *declaration.columns).iterator(chunk_size=5000):
            row = self.row_type(*columns, *(found.get(columns[0], ()) for found in related), now, today)
            ahead = [moment for moment in (row.expire_at, *declaration.moments(row)) if moment and moment > now]
            if ahead:
                heapq.heappush(moments, (min(ahead), row.pk))
            for watched in declaration.watches(row):
                watchers.setdefault(watched, set()).add(row.pk)
            yield Entry(
                row.pk,
                tuple(sort.key(row) for sort in declaration.sorts),
                tuple(tuple(one.values(row)) for one in self.indexed),
            )
