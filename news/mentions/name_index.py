"""Keeps the names of all records at hand: reads them once, then again those of records that changed. One a process.

Drafts and internal records are in it too: it serves the desk, where all staff may read them. Nothing of it reaches
the public. Ask it outside of transactions that change records and may be rolled back.
"""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, connection

from media.changed_rows import Place, changed_since, here
from programs.showing.naming import namings

from .names import Names

logger = logging.getLogger(__name__)

REREAD_AT_MOST = 2000  # records; beyond that reading all afresh is cheaper
NUMBERS = 8  # of models that a key can tell apart


@dataclass(frozen=True)
class Snapshot:
    """All names as they were read at first, and those of the records that changed since."""

    base: Names
    patch: Names
    changed: frozenset  # owners whose names in `base` are out of date
    place: Place  # in the lines of changes

    def hits(self, folded):
        """(start, end, rows) for each name, overlaps included; rows are keys that `NameIndex.row_of` explains."""
        for start, end, rows in self.base.hits(folded):
            valid = self._valid(rows) if self.changed else rows
            if valid:
                yield start, end, valid
        if self.changed:
            yield from self.patch.hits(folded)

    def _valid(self, rows):
        owners = self.base.owners
        return tuple(row for row in rows if owners.get(row, row) not in self.changed)


class NameIndex:
    def __init__(self):
        self.lock = threading.RLock()
        self.snapshot = None

    def forget(self):
        with self.lock:
            self.snapshot = None

    def row_of(self, key):
        """The (Naming, primary key) that a key of a hit stands for."""
        return namings()[key % NUMBERS], key // NUMBERS

    def key_of(self, model, pk):
        return pk * NUMBERS + [naming.model for naming in namings()].index(model)

    def current(self, gone=()):
        """The present Snapshot. `gone` are keys of rows that a reader looked for in vain: they are read again."""
        known = self.snapshot
        if known and not self._outdated(known, gone)[0]:
            return known
        with self.lock:
            return self._read(gone)

    def at_hand(self):
        """A Snapshot if it costs no more than a glance, else None: for pages that must not wait. Where much changed it
        is the last one, and the names are read in the background meanwhile."""
        known = self.snapshot
        wanted = known and self._outdated(known)[0]
        if not wanted or not self.lock.acquire(blocking=False):
            return known
        try:
            if len(known.changed | wanted) <= REREAD_AT_MOST:
                return self._read()
        finally:
            self.lock.release()
        start_reading()
        return known

    def _outdated(self, known, gone=()):
        """Return (owners whose names are to be read again, the place up to which this is so)."""
        owners = [naming.model for naming in namings() if not naming.owner_model]
        changes, place = changed_since(known.place, *owners)
        wanted = {self.key_of(model, pk) for model, pks in changes.items() for pk in pks}
        wanted |= {known.base.owners.get(key, known.patch.owners.get(key, key)) for key in gone}
        return wanted, place

    def _read(self, gone=()):
        """Bring the Snapshot up to date. Asked under the lock: another thread may have done so while one waited."""
        known = self.snapshot
        if known is None:
            self.snapshot = self._read_all()
            return self.snapshot
        wanted, place = self._outdated(known, gone)
        if wanted:
            self.snapshot = self._caught_up(known, wanted, place)
        return self.snapshot

    def _caught_up(self, known, wanted, place):
        changed = known.changed | wanted
        if len(changed) > REREAD_AT_MOST:
            return self._read_all()
        return Snapshot(known.base, Names(self._rows(changed)), changed, place)

    def _read_all(self):
        started, place = time.perf_counter(), here()
        names = Names(self._rows())
        logger.debug("Read %s names in %.1f s", len(names.bearers), time.perf_counter() - started)
        return Snapshot(names, Names(), frozenset(), place)

    def _rows(self, owners=None):
        models = [naming.model for naming in namings()]
        for number, naming in enumerate(namings()):
            of_owner = models.index(naming.record_model)
            ids = None if owners is None else [key // NUMBERS for key in owners if key % NUMBERS == of_owner]
            if ids == []:
                continue
            for pk, owner, names in naming.read(ids):
                yield pk * NUMBERS + number, owner * NUMBERS + of_owner, names


NAMES = NameIndex()


def start_reading():
    """Read the names in the background, so that no editor waits for them."""
    thread = threading.Thread(target=_read, name="names", daemon=True)
    thread.start()
    return thread


def _read():
    try:
        NAMES.current()
    except DatabaseError:
        logger.exception("The names of records could not be read ahead; the first editor will wait for them")
    finally:
        connection.close()
