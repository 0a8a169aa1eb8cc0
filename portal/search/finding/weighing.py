"""How well one document answers a question, from its texts."""

from itertools import pairwise

from ..text import fold, with_spellings
from ..text.phrases import pattern
from ..text.tokens import is_wide
from .catalogue import PAST, UNDATED_YEAR

COLUMNS = ("pk", "kind", "validity", "dated_at", "weight", "names", "folded_summary", "folded_body")

TITLE, OTHER_NAME, SUMMARY, BODY = 1.0, 0.9, 0.6, 0.4  # what a word counts where it stands
AGAIN, AGAIN_AT_MOST = 0.025, 4  # for each further time in the body
WORDS = 10  # for all words in the title
SYNONYM, LATER = 0.85, 0.03  # of what stands for a word; less for each less likely one
WHOLE = {"name": 5, "other": 3, "title": 2.5, "summary": 1, "body": 0.7}  # the question as it was typed; as it is meant
LOOSE = 0.4  # a character that is no word by itself, away from its neighbour
SIDE_BY_SIDE = {"title": 1, "body": 0.5}  # neighbouring words of the question that are neighbours in the text
SPARE = 2  # a title that says nothing else
KIND = 0.8  # what the question names by kind: 政策, 活动
WEIGHT, HEAVIEST = 0.6, 30
NEW, FIRST_YEAR, YEARS = 0.5, 2010, 16
IS_PAST = 0.6
LINE = "\n"
NUMBERED = 3  # the official document among those that name a number


class Scale:
    """Weighs rows of `COLUMNS` against a `Match`. `rarity(word)` is greater for words that few documents have."""

    def __init__(self, match, rarity):
        self.question = match.question
        self.kinds = match.question.kinds
        words = match.question.words
        self.rarities = [rarity(word) for word in words]
        self.total = sum(self.rarities) or 1
        self.wanted = [list(_wanted(word)) for word in words]
        self.whole = pattern(self.question.folded)
        self.others = {text for word in words for text in word.others}
        plain = [word.text for word in words if not word.others or word.phrases]
        self.pairs = [pattern(side_by_side(one, other)) for one, other in pairwise(plain)]

    def weigh(self, row):
        _, kind, validity, dated_at, weight, names, summary, body = row
        title, *others = [f" {fold(name)} " for name in names.splitlines()] or ["  "]
        spelt = f" {with_spellings(names.partition(LINE)[0])} "
        texts = {"title": spelt, "name": "\n".join(others), "summary": f" {summary} ", "body": f" {body} "}
        found = [self._best(wanted, texts) for wanted in self.wanted]
        score = WORDS * sum(r * f for r, f in zip(self.rarities, found, strict=True)) / self.total
        score += self._wholeness(title, others, texts) + self._nearness(texts) + SPARE * self._spareness(title)
        score += KIND * (kind in self.kinds) + WEIGHT * weight / HEAVIEST - IS_PAST * (validity in PAST)
        year = dated_at.year if dated_at else UNDATED_YEAR
        return score + NEW * min(1, max(0, (year - FIRST_YEAR) / YEARS))

    @staticmethod
    def _best(wanted, texts):
        """What a word counts in these texts, at the best of its places."""
        best = 0
        for looked_for, worth in wanted:
            if looked_for in texts["title"]:
                place = TITLE
            elif looked_for in texts["name"]:
                place = OTHER_NAME
            elif looked_for in texts["summary"]:
                place = SUMMARY
            else:
                times = texts["body"].count(looked_for)
                place = BODY + AGAIN * min(times - 1, AGAIN_AT_MOST) if times else 0
            best = max(best, place * worth)
        return best

    def _wholeness(self, title, others, texts):
        whole = self.whole
        if not whole:
            return 0
        if any(name.strip() == self.question.folded for name in (title, *others)):
            return WHOLE["name"]
        if len(self.wanted) == 1:  # it is one word, and has been weighed
            return WHOLE["other"] * any(name.strip() in self.others for name in (title, *others))
        return next((WHOLE[field] for field in ("title", "summary", "body") if whole in texts[field]), 0)

    def _nearness(self, texts):
        if not self.pairs:
            return 0
        return sum(
            worth * sum(pair in texts[field] for pair in self.pairs) / len(self.pairs)
            for field, worth in SIDE_BY_SIDE.items()
        )

    def _spareness(self, title):
        said = sum(
            max((len(looked_for) for looked_for, _ in wanted if looked_for in title), default=0)
            for wanted in self.wanted
        )
        return min(1, said / max(1, len(title) - 2))


def side_by_side(one, other):
    """Two folded texts as one, the second right behind the first."""
    return one + other if is_wide(one[-1]) and is_wide(other[0]) else f"{one} {other}"


def _wanted(word):
    """(what to look for, what it is worth) for all that stands for a word."""
    for phrase in word.phrases:
        yield pattern(phrase), LOOSE if word.is_stray and len(phrase) == 1 else 1
    for number, phrase in enumerate(word.others):
        yield pattern(phrase), SYNONYM - LATER * min(number, 10)
