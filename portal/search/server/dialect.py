"""Conditions of the engine as questions to the server: a third dialect beside those of the two databases."""

import re

from ..engine.conditions import phrases
from ..text.tokens import is_wide

# Runs that the server's tokenizer is sure to cut as we do. Questions with others, such as 96％ or Korean, are rare.
_SURE = re.compile(r"[a-z0-9]+(?:\.[0-9][a-z0-9]*)*|[\u3400-\u4dbf\u4e00-\u9fff]+")


def is_sure(condition):
    """Can a settled condition be asked of the server?"""
    return all(_SURE.fullmatch(run) for phrase in phrases(condition) for run in phrase.text.split())


class Dialect:
    """For `plans.Plan`. What the server leaves open is proved by the texts in the database, in that one's words."""

    every = {"match_all": {}}

    def __init__(self, shape, holds):
        self.shape = shape
        self.holds = holds

    def is_exact(self, phrase):
        """Of several runs the server is only asked whether the text has them all."""
        return " " not in phrase.text

    def phrase(self, phrase):
        names = self.shape.asked(phrase) or self.shape.columns
        return self.either([self._in_column(name, phrase) for name in names])

    def _in_column(self, name, phrase):
        *runs, last = phrase.text.split()
        found = [{"match_phrase": {name: run}} for run in runs]
        goes_on = phrase.is_prefix and not is_wide(last)  # any Han may go on
        return self.both([*found, {"prefix": {name: last}} if goes_on else {"match_phrase": {name: last}}])

    def both(self, questions):
        return questions[0] if len(questions) == 1 else {"bool": {"filter": questions}}

    def either(self, questions):
        return questions[0] if len(questions) == 1 else {"bool": {"should": questions}}

    def without(self, wanted, unwanted):
        return {"bool": {"filter": [wanted], "must_not": [unwanted]}}
