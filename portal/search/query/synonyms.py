"""The synonyms that staff keep, at hand in each process; what is changed at the desk holds from the next question on."""

import threading
from dataclasses import dataclass, replace

from django.db.models import Count, Max

from ..models import Synonym
from ..text import fold
from ..text.folding import FIRST_WIDE
from .words import SEGMENTER


@dataclass(frozen=True)
class Snapshot:
    stamp: tuple
    others: dict  # folded word → folded words that stand for the same


class Synonyms:
    def __init__(self):
        self.lock = threading.Lock()
        self.snapshot = None

    def forget(self):
        self.snapshot = None

    def current(self):
        """Map each word to what is looked for besides. Costs one small query."""
        stamp = tuple(Synonym.objects.aggregate(number=Count("pk"), last=Max("updated_at")).values())
        known = self.snapshot
        if known is None or known.stamp != stamp:
            with self.lock:
                known = self.snapshot = Snapshot(stamp, _read())
        return known.others


def _read():
    others = {}
    for group in Synonym.objects.filter(is_active=True):
        for word, rest in group.leads():
            found = others.setdefault(fold(word), {})
            found.update(dict.fromkeys(filter(None, map(fold, rest))))
    for word, found in others.items():
        found.pop(word, None)
    words = set(others).union(*others.values()) if others else set()
    SEGMENTER.add(word for word in words if len(word) > 1 and all(character >= FIRST_WIDE for character in word))
    return {word: tuple(found) for word, found in others.items()}


SYNONYMS = Synonyms()


def with_synonyms(question, others):
    """The question, each word of it met by its synonyms too; and what to tell."""
    words, told = [], []
    for word in question.words:
        found = () if word.is_quoted else others.get(word.text, ())
        words.append(replace(word, others=(*word.others, *found)) if found else word)
        if found:
            told.append(f"“{word.text}”的同义词{'、'.join(f'“{text}”' for text in found)}也一并查找。")
    return question.with_words(words), told
