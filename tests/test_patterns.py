"""No regular expression of ours is worse than linear: each digests a megabyte of the food that keeps it busiest."""

import heapq
import re
import time

import pytest

from .patterns import Found, Unknown, find_all, foods_for, seconds

TASTE = 2048  # signs of each food, to find out which is the worst
MEALS = [1 << 13, 1 << 15, 1 << 17, 1 << 20]  # of the worst one: what chokes on a megabyte is told by less
PATIENCE = 2.5  # seconds of CPU for a megabyte, in proportion for less
SLACK = 0.02  # seconds

# Patterns that are made in a function: where they are → why no text of a stranger's makes them slow.
MADE_OF_OUR_OWN = {
    "news.manuscripts.source.word.styles: f'(?:{pattern})\\\\Z'": "all that are made here are in KINDS, where they are found",
    "programs.texts.signs: f'[{signs}]'": "one sign of a set",
    "programs.texts.signs: f'[{signs}{beyond}]'": "one sign of a set",
    "portal.search.marks: '|'.join(parts)": "words of the question, escaped, at most MAX of them",
    "news.mentions.suggesting: re.escape(words)": "words as they stand, without repetition",
    "portal.search.query.pinyin: self.pattern": "alternatives of our own table of syllables, asked at one place each time",
    "portal.search.query.sounds: f\"(?=([{''.join(sorted({pair[0] for pair in self.pairs}))}][一-鿿]))\"": "two signs",
}


@pytest.fixture(scope="module")
def found():
    return list(find_all(MADE_OF_OUR_OWN))


def test_every_pattern_is_known(found):
    unknown = sorted(str(each) for each in found if isinstance(each, Unknown))
    assert unknown == [], "say in MADE_OF_OUR_OWN why no text of a stranger's makes them slow"
    names = [each.where for each in found if isinstance(each, Found)]
    assert len(names) > 100 and "portal.middleware.TOO_LARGE_NUMBER" in names, "the walk finds too little"


def test_every_pattern_digests_a_megabyte(found):
    choking = {}
    for each in found:
        if isinstance(each, Found):
            food = choking_food(each)
            if food:
                choking[each.where] = food
    assert choking == {}


def choking_food(found):
    """The food that `found` chokes on, or None. Only the worst of all tastes is served in larger and larger meals."""
    enough = 10 * (SLACK + PATIENCE * TASTE / MEALS[-1])
    tastes = []
    for food in sorted(foods_for(found.pattern)):
        tastes.append((_on_the_wall(found, food, TASTE), food))
        if tastes[-1][0] > enough and seconds(found, food, TASTE, PATIENCE) > enough:
            return food
    worst = max(
        (min(_on_the_wall(found, food, 2 * TASTE) for _ in "12"), food) for _, food in heapq.nlargest(8, tastes)
    )[1]
    for size in MEALS:
        if seconds(found, worst, size, PATIENCE) > SLACK + PATIENCE * size / MEALS[-1]:
            return worst
    return None


def _on_the_wall(found, food, size):
    return seconds(found, food, size, PATIENCE, time.perf_counter)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d+(?:\.\d+%?|%)",
        r"\s+$",
        r"<a [^>]*>",
        r".*(?:建好|用好)",
        r"“[^”]*”",
        r"(?P<who>[^，]{2,}?)\s*报道",
    ],
)
def test_bad_patterns_are_caught(pattern):
    assert choking_food(Found("bad", re.compile(pattern))) is not None
