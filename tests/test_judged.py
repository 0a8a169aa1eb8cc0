"""The judged questions, asked of the demo's stories and records, first alone, then among some hundred made-up ones."""

from collections import Counter

import pytest
from django.core.management import call_command

from portal.search.finding import at_hand
from portal.search.finding.finder import asked, find

from .judged import corpus
from .judged.sets import judged, measure, names_and_words

AMONG = {"articles": 120, "companies": 120, "policies": 120, "events": 120}
RECALL = 0.97
RANK = 0.85
RANK_OF_QUESTIONS = 0.7


def found_for(query):
    return [(found.document.kind, found.document.title) for found in find(asked(query)).results]


def told(scores, missed):
    """What a failing run prints: the figures of each sort, then what was found instead."""
    lines = [f"{sort}: {s.number} recall {s.recall:.3f} MRR {s.mrr:.3f}" for sort, s in sorted(scores.items())]
    for one, recall, rank, found in missed:
        lines.append(f"{one.sort} {one.query}: recall {recall:.2f} rank {rank:.2f} {one.expected} <- {found[:4]}")
    return "\n".join(lines)


def test_there_are_enough_questions_of_every_sort():
    questions = judged("demo") + judged("fresh")
    assert len({one.query for one in questions}) >= 120
    sorts = Counter(one.sort for one in questions)
    assert len(sorts) >= 10 and min(sorts.values()) >= 3, sorts


@pytest.mark.django_db
def test_what_readers_ask_for_stands_among_the_first_ten(demo):
    assert_good([*judged("demo"), *judged("fresh")])
    call_command("generate_corpus", verbosity=0, seed=7, **AMONG)
    at_hand.forget_all()  # so many names are read anew by a thread, which sees nothing of this test's transaction
    assert_good([*judged("demo", among_others=True), *judged("fresh", among_others=True), *corpus.questions()])


def assert_good(questions):
    scores, missed = measure(questions, found_for)
    print(told(scores, missed))
    assert scores["all"].recall >= RECALL, told(scores, missed)
    assert scores["question"].mrr >= RANK_OF_QUESTIONS, told(scores, missed)
    assert names_and_words(scores).mrr >= RANK, told(scores, missed)
