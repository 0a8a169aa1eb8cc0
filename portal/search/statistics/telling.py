"""Which of the questions that many ask readers may be told of: those that staff let through, and those that are the name of
something public. What staff withhold, and what holds a refused word, never."""

from dataclasses import dataclass

from django.db.models import CharField, Value

from programs.companies.models import Sector
from programs.taxonomy.models import Topic, Town

from ..finding.name_index import NAMES
from ..models import RefusedWord, ReleasedQuery, SearchDocument, WithheldQuery
from ..text import fold

VOCABULARIES = (Topic, Town, Sector)  # words of the site's own, which stand on public pages


@dataclass(frozen=True)
class Decisions:
    """What staff decided on some questions. `refused`: words, compact."""

    released: frozenset
    withheld: frozenset
    refused: tuple

    @classmethod
    def on(cls, questions):
        """One query."""
        rows = [
            rows.order_by().annotate(said=Value(said, CharField())).values_list("said", name)
            for rows, said, name in (
                (ReleasedQuery.objects.filter(words__in=questions), "released", "words"),
                (WithheldQuery.objects.filter(words__in=questions), "withheld", "words"),
                (RefusedWord.objects.all(), "refused", "word"),
            )
        ]
        found = {"released": set(), "withheld": set(), "refused": set()}
        for said, words in rows[0].union(*rows[1:], all=True):
            found[said].add(words)
        refused = tuple(filter(None, map(_compact, found["refused"])))
        return cls(frozenset(found["released"]), frozenset(found["withheld"]), refused)

    def refuses(self, words):
        compact = _compact(words)
        return words in self.withheld or any(one in compact for one in self.refused)


def _compact(text):
    return fold(text).replace(" ", "")


def told(questions):
    """Those of `questions` that readers may be told of, in their order."""
    decisions = Decisions.on(questions)
    left = [words for words in questions if not decisions.refuses(words)]
    public = naming_public([words for words in left if words not in decisions.released])
    return [words for words in left if words in decisions.released or words in public]


def undecided(questions):
    """Those on which somebody should decide: neither let through nor withheld, refused or the name of something public."""
    decisions = Decisions.on(questions)
    left = [words for words in questions if words not in decisions.released and not decisions.refuses(words)]
    public = naming_public(left)
    return [words for words in left if words not in public]


def naming_public(questions):
    """The set of those that are the whole name, other name or number of something public, or a word of a vocabulary."""
    if not questions:
        return set()
    names, owners = NAMES.current(), {}
    for words in questions:
        owners[words] = {*names.called(fold(words)), *names.numbered(words, is_whole=True)}
    public = set(
        SearchDocument.objects.public_now()
        .filter(pk__in=set().union(*owners.values()))
        .order_by()
        .values_list("pk", flat=True)
    )
    vocabulary = _vocabulary()
    return {words for words in questions if owners[words] & public or fold(words) in vocabulary}


def _vocabulary():
    first, *others = (model.objects.order_by().values_list("name", flat=True) for model in VOCABULARIES)
    return set(map(fold, first.union(*others)))
