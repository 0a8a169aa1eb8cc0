"""Reads the judged questions and measures what is found for them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
OPEN = "另有答案"
DEPTH = 10  # documents that a reader looks at


@dataclass(frozen=True)
class Judged:
    """A question of one sort, and the documents that ought to be found: (kind, part of the title), the best first.
    `is_open`: among made-up rows others answer it as well, and nobody could say which is the best."""

    sort: str
    query: str
    expected: tuple
    is_open: bool = False


def judged(name, among_others=False):
    """The questions in `name`.tsv; `among_others` those alone that keep their answer among made-up rows."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    questions = [_of_line(line) for line in lines if line and not line.startswith("#")]
    return [one for one in questions if not (among_others and one.is_open)]


def _of_line(line):
    sort, query, expected, *notes = line.split("\t")
    return Judged(sort, query, tuple(tuple(one.split(":", 1)) for one in expected.split("|")), OPEN in notes)


@dataclass
class Score:
    """`recall`: the share of the expected documents that were among the first ten; `rank`: 1 for a question whose
    first expected document stood first, 1/2 for the second place, …; both as sums over `number` questions."""

    number: int = 0
    recall_sum: float = 0
    rank_sum: float = 0

    @property
    def recall(self):
        return self.recall_sum / self.number

    @property
    def mrr(self):
        return self.rank_sum / self.number

    def add(self, recall, rank):
        self.number += 1
        self.recall_sum += recall
        self.rank_sum += rank


def measure(questions, find):
    """Return ({sort: Score, "all": Score}, what was missed). `find(query)` gives (kind, title) of what was found, in order."""
    scores, missed = defaultdict(Score), []
    for one in questions:
        found = list(find(one.query))[:DEPTH]
        places = [_place(found, *expected) for expected in one.expected]
        recall = sum(place is not None for place in places) / len(places)
        rank = max((1 / (place + 1) for place in places if place is not None), default=0)
        for sort in (one.sort, "all"):
            scores[sort].add(recall, rank)
        if recall < 1 or rank < 1:
            missed.append((one, recall, rank, found))
    return dict(scores), missed


def names_and_words(scores):
    """The Score of all that is no natural question."""
    whole, asked = scores["all"], scores.get("question", Score())
    return Score(whole.number - asked.number, whole.recall_sum - asked.recall_sum, whole.rank_sum - asked.rank_sum)


def _place(found, kind, part):
    return next((place for place, (k, title) in enumerate(found) if k == kind and part in title), None)
