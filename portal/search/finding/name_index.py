"""Follows the documents' names: reads all at first, then those of documents that changed. One a process.

What is deleted stays until the next reading of all, so whoever shows a name asks for its document first.
"""

import logging
import threading
import time
from dataclasses import dataclass
from itertools import chain

from django.db import DatabaseError, connection

from media import content_stamp
from media.changed_rows import TOO_LONG, Place, changed_since, here

from ..models import SearchDocument
from ..query.words import SEGMENTER
from ..text.folding import FIRST_WIDE
from .names import NameRow, Names, compact, comparable, spellings_of

logger = logging.getLogger(__name__)

AT_ONCE = 60  # documents that a reader waits for
REREAD_AT_MOST = 2000  # documents beside the others; beyond that all are read afresh, in the background
REREAD_EVERY = 3600  # seconds, if anything changed: lets go of what was deleted
CALLED_BY_NAME = frozenset({"policy", "item", "company", "event"})  # kinds whose names are words of a question
LATELY = 5  # seconds
NAME_IS_A_WORD = 8  # characters at most
COLUMNS = ("pk", "kind", "weight", "names", "numbers")


@dataclass(frozen=True)
class Snapshot:
    """All names as read at first, and those of the documents that changed since."""

    base: Names
    patch: Names
    changed: dict  # pk → the NameRow of a document that changed, None where it is gone
    place: Place  # in the lines of changes
    stamp: str  # of the content, for which this stands
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
        self.forget()

    def forget(self):
        with self.lock:
            self.snapshot = None
            self.checked_at = 0.0
            self.is_reading = False

    def lately(self):
        """The Snapshot of a moment ago: for what other names a word has, and how names sound."""
        known = self.snapshot
        return known if known and time.monotonic() - self.checked_at < LATELY else self.current()

    def current(self):
        """The present Snapshot. Asks for nothing where the content's stamp is the same. Many changes are read in the
        background while the older Snapshot serves."""
        stamp, now = content_stamp.current(), time.monotonic()
        if self.snapshot is None or now - self.checked_at > TOO_LONG:
            with self.lock:
                self.snapshot = self._read_all(stamp)
        elif self.snapshot.stamp != stamp:
            with self.lock:
                self._catch_up(self.snapshot, stamp)
        if self.snapshot.changed and now - self.snapshot.read_at > REREAD_EVERY:
            self._read_in_background()
        self.checked_at = now
        content_stamp.standing_for(self.snapshot.stamp)
        return self.snapshot

    def _catch_up(self, known, stamp):
        if self.is_reading:
            return
        changes, place = changed_since(known.place, SearchDocument)
        wanted = changes.get(SearchDocument, ())
        if len(wanted) > AT_ONCE or len(known.changed.keys() | wanted) > REREAD_AT_MOST:
            self._read_in_background()
            return
        changed = known.changed
        if wanted:
            rows = {row.owner: row for row in _rows(SearchDocument.objects.filter(pk__in=wanted))}
            changed = changed | {pk: rows.get(pk) for pk in wanted}
        patch = Names(filter(None, changed.values())) if wanted else known.patch
        self.snapshot = Snapshot(known.base, patch, changed, place, stamp, known.read_at)

    def _read_in_background(self):
        with self.lock:
            if self.is_reading:
                return
            self.is_reading = True
        threading.Thread(target=self._read_anew, name="search names", daemon=True).start()

    def _read_anew(self):
        try:
            snapshot = self._read_all(content_stamp.current())
            with self.lock:
                self.snapshot = snapshot
        except DatabaseError:
            logger.exception("The names could not be read anew; the next question tries again")
        finally:
            self.is_reading = False
            connection.close()

    def _read_all(self, stamp):
        started, place = time.perf_counter(), here()
        names = Names(_rows(SearchDocument.objects.all()))
        names.prepare()
        logger.debug("Read %s names in %.1f s", len(names.names), time.perf_counter() - started)
        return Snapshot(names, Names(), {}, place, stamp, time.monotonic())


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
