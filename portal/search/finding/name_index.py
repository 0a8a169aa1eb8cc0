"""Follows the documents' names: reads all at first, then those of documents that changed. One a process.

What is deleted stays until the next reading of all, so whoever shows a name asks for its document first.
"""

import datetime
import logging
import threading
import time
from dataclasses import dataclass, replace
from itertools import chain

from django.db import DatabaseError, connection
from django.utils import timezone

from programs.records.changes import changed_since

from ..models import SearchDocument
from ..query.words import SEGMENTER
from ..text.folding import FIRST_WIDE
from .names import NameRow, Names, compact, comparable, spellings_of

logger = logging.getLogger(__name__)

REREAD_AT_MOST = 2000  # documents beside the others; beyond that all are read afresh, in the background
REREAD_EVERY = 3600  # seconds, if anything changed: lets go of what was deleted
CALLED_BY_NAME = frozenset({"policy", "item", "company", "event"})  # kinds whose names are words of a question
LATELY = datetime.timedelta(seconds=5)
NAME_IS_A_WORD = 8  # characters at most
COLUMNS = ("pk", "kind", "weight", "names", "numbers")


@dataclass(frozen=True)
class Snapshot:
    """All names as read at first, and those of the documents that changed since."""

    base: Names
    patch: Names
    changed: frozenset
    seen: dict  # pk → `updated_at` of what is already in, as far back as the overlap reaches
    checked_at: object
    read_at: float

    def _found(self, ask):
        """(NameText, entry number, …) of each hit, the changed documents' first. `ask(NameText)` gives the rest."""
        fresh = ((self.patch.names, *hit) for hit in ask(self.patch.names)) if self.changed else ()
        base = self.base.names
        known = ((base, *hit) for hit in ask(base) if base.owners[hit[0]] not in self.changed)
        return chain(fresh, known)

    def holding(self, wanted, limit):
        """(NameText, number) of names; this and the next ones: see `NameText`."""
        return self._found(lambda text: ((number,) for number in text.holding(wanted, limit)))

    def beginning(self, wanted, limit):
        return self._found(lambda text: ((number,) for number in text.beginning(wanted, limit)))

    def equal(self, wanted):
        return self._found(lambda text: ((number,) for number in text.equal(wanted)))

    def places(self, wanted, limit):
        return self._found(lambda text: text.places(wanted, limit))

    def sounding(self, reading, limit):
        return self._found(lambda text: text.sounding(reading, limit))

    def sounding_first(self, reading, limit):
        return self._found(lambda text: text.sounding_first(reading, limit))

    def beginning_with_letters(self, letters, limit):
        return self._found(lambda text: text.beginning_with_letters(letters, limit))

    def numbers(self, wanted, limit):
        """(way, NameText, number) of numbers that are `wanted`, begin with it or hold it."""
        for numbers, passed in ((self.patch.numbers, ()), (self.base.numbers, self.changed)):
            for way in ("equal", "beginning", "holding"):
                found = numbers.equal(wanted) if way == "equal" else getattr(numbers, way)(wanted, limit)
                yield from ((way, numbers, number) for number in found if numbers.owners[number] not in passed)

    def latin_words(self):
        return (
            self.base.names.latin_words + self.patch.names.latin_words if self.changed else self.base.names.latin_words
        )

    def called(self, folded):
        """Primary keys of the documents of which this is a whole name, best first."""
        return list(dict.fromkeys(text.owners[number] for text, number in self.equal(comparable(folded))))

    def numbered(self, folded, limit=200, is_whole=False):
        """Primary keys of the documents with a number that holds this one (that is it); those of which it is the whole
        first."""
        wanted = compact(folded)
        if is_whole:
            return [
                texts.owners[one] for texts in (self.patch.numbers, self.base.numbers) for one in texts.equal(wanted)
            ]
        found = sorted(self.numbers(wanted, limit), key=lambda hit: hit[0] != "equal") if wanted else []
        return list(dict.fromkeys(entries.owners[number] for _, entries, number in found))[:limit]


class NameIndex:
    def __init__(self):
        self.lock = threading.RLock()
        self.snapshot = None
        self.is_reading = False

    def forget(self):
        with self.lock:
            self.snapshot = None

    def lately(self):
        """The Snapshot of a moment ago: for what other names a word has, and how names sound."""
        known = self.snapshot
        is_fresh = known is not None and timezone.now() - known.checked_at < LATELY
        return known if is_fresh else self.current()

    def current(self):
        """The present Snapshot. Costs one small query, unless nothing was read yet."""
        known = self.snapshot
        if known is None:
            with self.lock:
                if self.snapshot is None:
                    self.snapshot = self._read_all()
                return self.snapshot
        now = timezone.now()
        changes = dict(changed_since(SearchDocument, known.checked_at).values_list("pk", "updated_at"))
        wanted = {pk for pk, stamp in changes.items() if known.seen.get(pk) != stamp}
        if not wanted:
            self.snapshot = replace(known, checked_at=now)
        else:
            with self.lock:
                self.snapshot = self._caught_up(self.snapshot or known, wanted, changes, now)
        if self._is_old(self.snapshot):
            self._read_in_background()
        return self.snapshot

    def _caught_up(self, known, wanted, changes, now):
        changed = known.changed | wanted
        if len(changed) > REREAD_AT_MOST * 5:  # so many that even the patch is slow: better a wait than for ever
            return self._read_all()
        patch = Names(_rows(SearchDocument.objects.filter(pk__in=changed)))
        return Snapshot(known.base, patch, changed, changes, now, known.read_at)

    @staticmethod
    def _is_old(snapshot):
        age = time.monotonic() - snapshot.read_at
        return len(snapshot.changed) > REREAD_AT_MOST or (snapshot.changed and age > REREAD_EVERY)

    def _read_in_background(self):
        with self.lock:
            if self.is_reading:
                return
            self.is_reading = True
        threading.Thread(target=self._read_anew, name="search names", daemon=True).start()

    def _read_anew(self):
        try:
            snapshot = self._read_all()
            with self.lock:
                self.snapshot = snapshot
        except DatabaseError:
            logger.exception("The names could not be read anew; the next question tries again")
        finally:
            self.is_reading = False
            connection.close()

    def _read_all(self):
        started, now = time.perf_counter(), timezone.now()
        changes = dict(changed_since(SearchDocument, now).values_list("pk", "updated_at"))
        names = Names(_rows(SearchDocument.objects.all()))
        names.prepare()
        logger.debug("Read %s names in %.1f s", len(names.names), time.perf_counter() - started)
        return Snapshot(names, Names(), frozenset(), changes, now, time.monotonic())


def _rows(documents):
    words = set()
    for pk, kind, weight, names, numbers in documents.order_by().values_list(*COLUMNS).iterator(chunk_size=5000):
        spellings = [spellings_of(line) for line in names.splitlines()]
        folded = tuple(dict.fromkeys(chain((printed for printed, *_ in spellings), *(rest for _, *rest in spellings))))
        if kind in CALLED_BY_NAME:
            words.update(name for name in folded if 1 < len(name) <= NAME_IS_A_WORD and _is_han(name))
        yield NameRow(pk, folded, tuple(compact(line) for line in numbers.splitlines()), weight)
    SEGMENTER.add(words)


def _is_han(name):
    return all(character >= FIRST_WIDE for character in name)


NAMES = NameIndex()


def start_reading():
    """Read the names in the background, so that the first question need not wait for them."""
    thread = threading.Thread(target=_read, name="search names", daemon=True)
    thread.start()
    return thread


def _read():
    try:
        NAMES.current()
    except DatabaseError:
        logger.exception("The names could not be read ahead; the first question will wait for them")
    finally:
        connection.close()
