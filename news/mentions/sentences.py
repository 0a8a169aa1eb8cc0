"""Cuts running text into sentences and gives each an address that stays while the sentence stays."""

import hashlib
import re

END = re.compile(r"[。！？!?]+|(?<!…)…++(?!\S)|(?<=[A-Za-z])\.(?=\s|$)")
OPENING, CLOSING = "“‘《（(「『【", "”’》）)」』】"


def sentences(text):
    """Return (start, end) of each sentence of one paragraph, in order; together they hold all its ink.

    A full stop inside quotation marks or brackets ends a sentence only where the whole sentence stands inside them
    and nothing follows that belongs to it: “……。”王晶说。is one sentence, 王晶说：“……。” is one too.
    """
    found, start, at = [], 0, 0
    while match := END.search(text, at):
        at = match.end()
        while at < len(text) and text[at] in CLOSING:
            at += 1
        if _depth(text[start:at]) > 0 or _goes_on(text, start, at):
            continue
        found.append((start, at))
        start = at
    found.append((start, len(text)))
    return [(begin, end) for begin, end in (_trim(text, *pair) for pair in found) if begin < end]


def _depth(text):
    return sum((character in OPENING) - (character in CLOSING) for character in text)


def _goes_on(text, start, at):
    """After a closing mark: does the sentence that opened with the quotation go on behind it?"""
    is_quotation = text[at - 1] in CLOSING and text[start:at].lstrip()[:1] in ("“", "‘", "「", "『")
    return is_quotation and at < len(text) and not text[at].isspace() and text[at] not in OPENING


def _trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Anchors:
    """Hands out addresses in page order: what a sentence says decides its address, so that changing, adding and
    moving other sentences leaves it alone. A sentence printed twice is told apart by a count."""

    def __init__(self):
        self._seen = {}

    def of(self, sentence):
        """The address of the next sentence on the page, such as s-3f2a9c10 or s-3f2a9c10-2."""
        digest = hashlib.sha256("".join(sentence.split()).encode()).hexdigest()[:10]
        self._seen[digest] = self._seen.get(digest, 0) + 1
        return f"s-{digest}" if self._seen[digest] == 1 else f"s-{digest}-{self._seen[digest]}"
