"""Which documents answer a question: first as it was typed, then, where that finds nothing, read more and more widely.

Words with the names that readers may mean by sound, a likelier spelling, most of the words: in this order, for a
misspelt name must be mended before half of it is given up. What was done is told in Chinese sentences.
"""

import math
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_

from programs.listing.sets import set_of, united

from ..engine.conditions import Any, Phrase
from ..query.question import Question, question_of, retyped
from ..query.words import SEGMENTER
from .correction import corrected, meant_name
from .names import comparable
from .sets import Hits, at_least
from .sounding import chinese_for, sounding_words

NAMES = ("names",)
BEST_NAMES = 100
FEW = 8  # strict hits of a sentence below which its parts are looked for as well
ENOUGH = 5  # hits at which reading more widely stops
SAID, LOOKED_AT = 3, 8  # words that one line tells of; others of one word of which it is asked whether they helped
MOSTLY = "没有找到同时包含全部词语的内容，下面是包含其中大部分词语的结果。"
MOSTLY_BESIDES = "包含全部词语的内容不多，也列出了包含其中大部分词语的结果。"
KIND_SAYS = 0.4  # of what another word says
NUMBER_HAS = 4  # characters at least of what is looked for among numbers


@dataclass
class Match:
    """`members`: the set of documents that answer; `strict`: those of them that have all; `named`: those of which the
    question is a whole name or number; `steps`: how the question was widened; `spelling`: the text that was looked for
    instead of the typed one, or that may be meant (`is_applied` tells which); `help`: the one thing to tell a reader of
    all this, in a few words: what helped to find what is shown."""

    question: Question
    members: object = field(default_factory=set_of)
    strict: object = field(default_factory=set_of)
    named: object = field(default_factory=set_of)
    is_exact: bool = True
    steps: list = field(default_factory=list)
    spelling: str = ""
    is_applied: bool = False
    is_mostly: bool = False  # some have only most of the words
    help: str = ""


class Matcher:
    """Asks one snapshot's `Sets` and the names at hand."""

    def __init__(self, sets, names, understand):
        """`understand(question)` gives the question with all that stands for its words, and what to tell of it."""
        self.sets = sets
        self.names = names
        self.understand = understand

    # --- Sets --------------------

    def having(self, word, columns=None):
        """The Hits of what has a word, or one of those that stand for it, in any column or in `columns`."""
        columns = NAMES if word.is_name else columns
        phrases = [Phrase(text, columns, is_folded=True) for text in word.alternatives]
        if not phrases:
            return Hits(set_of())
        return self.sets.of(phrases[0] if len(phrases) == 1 else Any(*phrases))

    def all_of(self, words):
        if not words:
            return Hits(set_of())
        return reduce(and_, (self.having(word) for word in words))

    def any_of(self, words):
        return united(self.having(word).members for word in words)

    def brand(self, question, companies):
        """The set of companies in whose names the whole question stands, unless everybody's language has that word."""
        if len(question.folded) < 2 or SEGMENTER.is_common(question.folded):
            return set_of()
        return self.sets.of(Phrase(question.folded, NAMES, is_folded=True)).members & companies

    def in_names(self, question):
        """The set of what best has the whole question in a name: the names of the most weight and the least length."""
        found = self.names.holding(comparable(question.folded), BEST_NAMES) if question.folded else ()
        return self.sets.of_ids([entries.owners[number] for entries, number in found])

    def named(self, question):
        """The set of what the whole question names, by name or number."""
        pks = [pk for spelt in question.spellings for pk in self.names.called(spelt)]
        compacted = question.folded.replace(" ", "")
        if len(compacted) >= NUMBER_HAS and any(map(str.isdigit, compacted)):
            pks += self.names.numbered(question.folded)
        return self.sets.of_ids(pks)

    def rarity(self, word):
        """How much it says that a document has this word: nothing for one that all have."""
        share = (len(self.having(word).members) + 1) / (len(self.sets.everyone) + 1)
        return (0.3 - math.log(share)) * (KIND_SAYS if word.is_kind or word.is_stray else 1)

    def weight(self, word):
        """The same in whole numbers: 1 for a word that many documents have, 4 for a rare one."""
        return min(4, max(1, round(self.rarity(word) / 2)))

    # --- Reading --------------------

    def match(self, question):
        """Answer a question; the wider readings are tried in turn until one finds something."""
        question, told = self.understand(question)
        match = self._match(question)
        if not match.is_applied:
            match.steps = [*told, *match.steps]
        match.help = match.help or self._helped(match)
        return match

    def _helped(self, match):
        """Which other words found something that those that were typed had not."""
        told = []
        for word in match.question.words:
            plain = self.having(replace(word, others=())).members if word.others else set_of()
            for other in word.others[:LOOKED_AT]:
                if (self.having(replace(word, phrases=(), others=(other,))).members & match.members) - plain:
                    told.append(f"“{other}”")
        return f"也找了{''.join(list(dict.fromkeys(told))[:SAID])}" if told else ""

    def _match(self, question):
        match = self._strictly(question)
        if match.members:
            match.spelling = self._may_be_pinyin(question) or self._may_be_name(match)
            if question.is_sentence and not match.named and len(match.members) < FEW:
                return self._mostly(match)
            return match
        for wider in (self._by_sound, self._respelt):
            if found := wider(question):
                return found
        return self._mostly(match)

    def _strictly(self, question):
        hits, named = self.all_of(question.words), self.named(question)
        members = hits.members | named
        return Match(question, members, members, named, hits.is_exact)

    def _by_sound(self, question):
        """Latin words that nothing holds, read as pinyin."""
        words, told = sounding_words(question, self.names, lambda word: not self.having(word).members)
        match = self._strictly(question.with_words(words)) if told else None
        if not match or not match.members:
            return None
        match.steps = told
        sounding = [other for word in words if not word.phrases for other in word.others]
        match.help = f"按拼音找了{''.join(f'“{other}”' for other in sounding[:SAID])}"
        return match

    def _may_be_pinyin(self, question):
        """The Chinese word that a Latin one may mean which was found as it is."""
        if len(question.words) != 1 or not question.words[0].text.isascii():
            return ""
        words, is_full = chinese_for(question.words[0].text, self.names)
        return words[0] if words and is_full and len(words[0]) > 1 else ""

    def _may_be_name(self, match):
        """The record's name that was typed with one wrong character, though the words are found elsewhere."""
        question = match.question
        if match.named or len(question.parts) != 1 or question.parts[0].is_quoted:
            return ""
        return meant_name(question.folded, self.names) or ""

    def _respelt(self, question):
        """The question with names in it as they are spelt."""
        better = [None if part.is_quoted else corrected(part.folded, self.names) for part in question.parts]
        if not any(better):
            return None
        pairs = zip(question.parts, better, strict=True)
        text = retyped([part if new is None else replace(part, folded=new) for part, new in pairs])
        mended, told = self.understand(question_of(text))
        match = self._strictly(mended)
        if not match.members:
            return None
        match.steps = told  # what was found instead of what, `spelling` tells
        match.spelling, match.is_applied = text, True
        return match

    def _mostly(self, match):
        """What has most of the words, the rare ones counting for more: half of the weight at least, and two words if
        anything has two."""
        question = match.question.loosened()
        having = [self.having(word).members for word in question.words]
        weights = [self._weight_of(word, found, question) for word, found in zip(question.words, having, strict=True)]
        half = sum(weights) // 2 if question.is_asking else -(-sum(weights) // 2)
        found = self._most_of(having, weights, max(1, half), match.members, question.is_asking)
        if found == match.members:
            return match
        told = MOSTLY_BESIDES if match.members else MOSTLY
        missing = [f"“{word.text}”" for word, found in zip(question.words, having, strict=True) if not found]
        steps = [told, *([f"没有内容提到{''.join(missing)}。"] if missing else [])]
        lacking = (
            f"没有提到{''.join(missing[:SAID])}的内容，下面符合其余的词"
            if missing
            else "没有符合全部词的，下面是符合大部分的"
        )
        brief = "符合全部词的不多，也列出符合大部分的" if match.members else lacking
        steps = [*match.steps, *steps]
        return replace(match, question=question, members=found, is_mostly=True, steps=steps, help=brief)

    def _weight_of(self, word, having, question):
        """A word of a sentence that nothing holds is no name that was missed, but a way to say it."""
        return 0 if question.is_asking and not having and not word.is_quoted else self.weight(word)

    def _most_of(self, having, weights, lowest, members, is_asking):
        """Two words of what is wanted, before one is enough; for people who ask as they speak, few are too few."""
        everyone, number = self.sets.everyone, len(having)
        levels = at_least(list(zip(having, weights, strict=True)), everyone)
        total, found = len(levels) - 1, members
        for words in range(min(2, number - 1), 0, -1):
            several = at_least([(members, 1) for members in having], everyone)[words]
            for level in range(total, lowest - 1, -1):
                found = found | (levels[level] & several)
                if len(found) >= ENOUGH:
                    break
            if found != members and (len(found) >= ENOUGH or not is_asking):
                break
        return found
