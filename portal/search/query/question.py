"""What a question asks for: the words that are wanted, and by what each may be met."""

import re
from dataclasses import dataclass, replace

from ..text import fold, places_of, respelt
from ..text.folding import BETWEEN, FIRST_WIDE
from ..text.units import UNITS
from .cleaning import LONGEST, cleaned, parts_of
from .common_words import FUNCTION_WORDS, KIND_WORDS, kinds_named_by
from .words import SEGMENTER

MOST_WORDS = 16  # of a question; more would only make it slower

_UNIT = re.compile("|".join(sorted(UNITS, key=len, reverse=True)))


@dataclass(frozen=True)
class Word:
    """One thing that is wanted. A text has it if it holds one of `phrases`, all of them folded. `others` stand for the
    same by staff's word, as a record's other name or by their sound, the likeliest first: they widen the question, and
    the reader is told."""

    text: str
    phrases: tuple
    others: tuple = ()
    is_kind: bool = False  # it says what sort of thing is looked for
    is_quoted: bool = False
    is_stray: bool = False  # one character that is no word by itself, met only with a neighbour
    is_name: bool = False  # only names and titles are looked at

    @property
    def alternatives(self):
        return (*self.phrases, *self.others)


@dataclass(frozen=True)
class Question:
    """`text`: as typed, cleaned; `folded`: all of it as one phrase; `parts`: what spaces part;
    `words`: what is wanted; `left_out`: function words that are not; `is_sentence`: typed without spaces, with three
    words or more, or with function words in it."""

    text: str
    folded: str
    parts: tuple = ()
    words: tuple = ()
    left_out: tuple = ()
    is_cut: bool = False

    @property
    def spellings(self):
        """All of it as one phrase: as typed, and with its numbers in digits."""
        return tuple(filter(None, dict.fromkeys((self.folded, respelt(self.text)))))

    @property
    def is_sentence(self):
        return len(self.parts) == 1 and not self.parts[0].is_quoted and bool(self.left_out or len(self.words) > 2)

    @property
    def is_asking(self):
        """Is it put as people speak, and not as a name?"""
        return self.is_sentence and bool(self.left_out)

    @property
    def kinds(self):
        """The kinds of documents that its words name."""
        return kinds_named_by([word.text for word in self.words] + list(self.left_out))

    def loosened(self):
        """The question with stray characters met wherever they stand."""
        return self.with_words(
            replace(word, phrases=(*word.phrases, word.text)) if word.is_stray else word for word in self.words
        )

    def with_words(self, words):
        return replace(self, words=tuple(words))


def retyped(parts):
    """What one would type for these parts: no spaces between Chinese and what is not."""
    texts = [BETWEEN.sub("", part.folded) for part in parts]
    return " ".join(f"“{text}”" if part.is_quoted else text for part, text in zip(parts, texts, strict=True))


def question_of(typed):
    """Understand what somebody typed, whatever it is."""
    text = cleaned(typed)
    is_cut = len(text) > LONGEST
    text = text[:LONGEST].strip()
    parts = tuple(parts_of(text))
    words = [word for part in parts for word in _words_of(part)]
    wanted = [word for word in words if word.is_quoted or word.text not in FUNCTION_WORDS] or words
    wanted = list(dict.fromkeys(wanted))
    left_out = tuple(dict.fromkeys(word.text for word in words if word not in wanted))
    return Question(text, fold(text), parts, tuple(wanted[:MOST_WORDS]), left_out, is_cut or len(wanted) > MOST_WORDS)


def _words_of(part):
    if part.is_quoted:
        return [Word(part.folded, tuple(dict.fromkeys((part.folded, respelt(part.typed)))), is_quoted=True)]
    words, done = [], 0
    for place in places_of(part.typed):
        words += _plain_words(fold(part.typed[done : place.start]), words)
        printed, done = fold(part.typed[place.start : place.end]), place.end
        words.append(Word(printed, (printed, *place.others)))
    return words + _plain_words(fold(part.typed[done:]), words)


def _plain_words(folded, words):
    """The words of what stands behind `words`."""
    runs, found, place = folded.split(" ") if folded else [], [], 0
    before = words[-1].text[-1] if words else ""
    while place < len(runs):
        if runs[place] >= FIRST_WIDE:
            found += _cut(runs[place], before)
        else:
            number, rest, place = _with_units(runs, place)
            found.append(Word(number, (number,)))
            found += _cut(rest, number[-1] if rest else "")
        place, before = place + 1, ""
    return found


def _with_units(runs, place):
    """A number with the units behind it, and numbers and units behind those (12 月 16 日); what is left of the last
    run; the place of that run."""
    pieces = [runs[place]]
    while runs[place][0].isdigit() and place + 1 < len(runs):
        unit = _UNIT.match(runs[place + 1])
        if not unit:
            break
        place += 1
        pieces.append(unit[0])
        rest = runs[place][unit.end() :]
        if rest or place + 1 == len(runs):
            return " ".join(pieces), rest, place
        place += 1
        pieces.append(runs[place])
    return " ".join(pieces), "", place


def _cut(run, before=""):
    """The words of a run; `before` is the character that stood before it."""
    cut = SEGMENTER.cut(run) if len(run) > 2 or FUNCTION_WORDS & set(run) else [run] if run else []
    words = []
    for place, text in enumerate(cut):
        is_stray = len(text) == 1 and text not in FUNCTION_WORDS
        phrases = _with_neighbours(cut, place, before) if is_stray else ()
        words.append(Word(text, phrases or (text,), is_kind=text in KIND_WORDS, is_stray=bool(phrases)))
    return words


def _with_neighbours(cut, place, before):
    """A character that is no word by itself is looked for together with the one before it or the one behind it."""
    left = cut[place - 1][-1] if place else before
    right = cut[place + 1][0] if place + 1 < len(cut) else ""
    return tuple(pair for pair in (left + cut[place], cut[place] + right) if len(pair) > 1)
