"""What somebody may be about to type: names, titles, other names, numbers and popular questions, in Chinese or pinyin."""

import re
from dataclasses import dataclass

from ..documents.gate import let_through
from ..models import SearchDocument
from ..query.cleaning import cleaned
from ..query.pinyin import Reading, readings
from ..query.sounds import sounds
from ..text import fold
from ..text.folding import FIRST_WIDE
from .findings import Suggestion
from .name_index import NAMES
from .names import compact, comparable, spellings_of
from .providers import popular_queries

MOST = 10
LONGEST = 40  # characters; who types more knows what it is called
LOOKED_AT = 40  # names of each way to meet what was typed
SHOWN_POPULAR = 3
NUMBER_HAS = 2
MOST_LETTERS = 12  # of a name that is typed by its first letters

# Ways to meet what was typed, the best first.
WHOLE, BEGINNING, SOUND_WHOLE, SOUND_BEGINNING, INSIDE, SOUND_INSIDE, LETTERS_BEGINNING, LETTERS_INSIDE = range(8)

_RUNS = re.compile("[a-z']+|[^a-z' ]+")


@dataclass(frozen=True)
class _Hit:
    """A name that meets what was typed; `number` is its place among the names, which stand in order of their worth."""

    way: int
    rank: int
    length: int
    text: str
    owner: int
    is_number: bool = False

    @property
    def merit(self):
        return (self.way, -self.rank, self.length, self.owner)


def suggest(text, limit=MOST):
    """Up to `limit` Suggestions for what is in the box now. Nothing that is not public; nothing for an empty box."""
    folded = comparable(fold(cleaned(text[: LONGEST * 2])[:LONGEST]))
    if not folded:
        return []
    popular = [Suggestion(query, "query") for query in _popular(folded)][:SHOWN_POPULAR]
    hits = {}
    names, wanted = NAMES.current(), spellings_of(cleaned(text[: LONGEST * 2])[:LONGEST])
    for hit in sorted((hit for one in wanted for hit in _hits(one, names)), key=lambda hit: hit.merit):
        hits.setdefault(hit.owner, hit)
    return _told(popular, list(hits.values())[: limit * 2], limit)


def _popular(folded):
    return [query for query in popular_queries() if fold(query).startswith(folded)]


# --- Looking --------------------


def _hits(folded, names):
    for entries, number in names.equal(folded):
        yield _hit(WHOLE, entries, number)
    for entries, number in names.beginning(folded, LOOKED_AT):
        yield _hit(BEGINNING, entries, number)
    for entries, number in names.holding(folded, LOOKED_AT):
        yield _hit(INSIDE, entries, number)
    if any(map(str.isdigit, folded)) and len(folded) >= NUMBER_HAS:
        for way, entries, number in names.numbers(compact(folded), LOOKED_AT):
            yield _hit(WHOLE if way == "equal" else BEGINNING if way == "beginning" else INSIDE, entries, number, True)
    if re.search("[a-z]", folded):
        yield from _sounding(folded, names)


def _hit(way, entries, number, is_number=False):
    text = entries.entry(number)
    return _Hit(way, entries.ranks[number], len(text), text, entries.owners[number], is_number)


def _sounding(folded, names):
    for reading in _as_sounds(folded):
        for entries, number, start, end in names.sounding_first(reading, LOOKED_AT):
            if _is_meant(folded, entries, start, end):
                yield _hit(SOUND_WHOLE if end == entries.end(number) else SOUND_BEGINNING, entries, number)
        for entries, number, start, end in names.sounding(reading, LOOKED_AT) if reading.beginning else ():
            if _is_meant(folded, entries, start, end):
                yield _hit(SOUND_INSIDE, entries, number)
    if 2 <= len(folded) <= MOST_LETTERS and folded.isascii() and folded.isalpha():
        yield from _with_letters(folded, names)


def _with_letters(letters, names):
    """Names in which characters stand side by side whose sounds begin with these letters."""
    for head, way in (("\n", LETTERS_BEGINNING), ("", LETTERS_INSIDE)):
        for entries, number, start, end in names.beginning_with_letters(head + letters, LOOKED_AT):
            if _is_han(entries.text[start:end]):
                yield _hit(way, entries, number)


def _as_sounds(folded):
    """The Readings of what was typed, Chinese characters and letters mixed."""
    found = [("", 0)]
    for run in _RUNS.findall(folded):
        if run[0] >= FIRST_WIDE:
            found = [(pattern + re.escape(sounds().heard(run)), count + len(run)) for pattern, count in found]
        else:
            parsed = [one for one in readings(run, is_finished=False) if one.is_full or one.beginning]
            found = [
                (pattern + one.pattern, count + one.syllables)
                for pattern, count in found
                for one in parsed or _single(run)
            ][:6]
    return [Reading(pattern, count, True) for pattern, count in found]


def _single(run):
    """A letter or two behind Chinese characters: 鹿c."""
    span = sounds().beginning_with(run)
    return [Reading(f"[{span[0]}-{span[1]}]", 1, True)] if span else []


def _is_meant(folded, entries, start, end):
    """Are the characters of the name those that were typed, where characters were typed, and Chinese where letters were?"""
    words = entries.text[start:end]
    chinese = [character for character in folded if character >= FIRST_WIDE]
    return _is_han(words.replace(" ", "")) and (not chinese or _holds_in_turn(words, chinese))


def _holds_in_turn(words, characters):
    place = 0
    for character in characters:
        place = words.find(character, place) + 1
        if not place:
            return False
    return True


def _is_han(words):
    return bool(words) and all(character >= FIRST_WIDE for character in words)


# --- Telling --------------------


def _told(popular, hits, limit):
    documents = SearchDocument.objects.public_now().filter(pk__in=[hit.owner for hit in hits])
    documents = {document.pk: document for document in let_through(list(documents.without_texts()))}
    found = [*popular]
    seen = {suggestion.text for suggestion in popular}
    for hit in hits:
        if len(found) >= limit:
            break
        document = documents.get(hit.owner)
        suggestion = _suggestion(hit, document) if document else None
        if suggestion and (suggestion.text, suggestion.kind) not in seen:
            seen.add((suggestion.text, suggestion.kind))
            found.append(suggestion)
    return found


def _suggestion(hit, document):
    if hit.is_number:
        text = next((number for number in document.all_numbers if compact(number) == hit.text), "")
        return Suggestion(text, "number", document.url, document.title) if text else None
    text = next((name for name in document.all_names if hit.text in spellings_of(name)), "")
    if not text:
        return None
    return Suggestion(text, document.kind, document.url, "" if text == document.title else document.title)
