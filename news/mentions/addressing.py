"""Puts the address of each sentence into the HTML that readers get: a `<span>` around each run of its text.

The first run bears the id, the others name it. Tags stay where they are and no character is added or lost; what a
sentence is, and its address, are those of `texts.sentences_of`.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from django.utils.html import escape
from wagtail import blocks
from wagtail.rich_text import RichText

from .links import record_of
from .sentences import Anchors, sentences
from .texts import PARAGRAPHS, running_texts

# No "<" stands within a stored tag, so each ends at the next one at the latest, whatever its quotes are.
TOKEN = re.compile(r"<!--[^<]*?-->|</?[A-Za-z](?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+>|[^<]+|<", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
KEPT = 256  # stories whose sentences are remembered, by their words: a few megabytes


@dataclass(frozen=True)
class Named:
    """A link to a record, what the record has to do there, and the address of the sentence that it stands in."""

    noun: str
    number: int
    role: str
    anchor: str


class _Run:
    """Text between two tags, from `start` on in the text of its paragraph, and the spans that it is cut into."""

    def __init__(self, start, raw):
        self.start, self.raw, self.spans = start, raw, []
        self.text = unescape(raw) if "&" in raw else raw

    @property
    def end(self):
        return self.start + len(self.text)

    def __str__(self):
        places = None if self.text is self.raw else self._places()
        html, done = [], 0
        for start, end, name in self.spans:
            start, end = max(start - self.start, 0), min(end - self.start, len(self.text))
            if places:
                start, end = places[start], places[end]
            html += [self.raw[done:start], f"<span {name}>", self.raw[start:end], "</span>"]
            done = end
        return "".join([*html, self.raw[done:]])

    def _places(self):
        """Where each character of the text begins in the raw text; those of one reference are not parted."""
        places, at = [], 0
        for match in REFERENCE.finditer(self.raw):
            places.extend(range(at, match.start()))
            places.extend([match.start()] * len(unescape(match[0])))
            at = match.end()
        return [*places, *range(at, len(self.raw) + 1)]


@dataclass
class _Paragraph:
    text: str = ""
    runs: list[_Run] = field(default_factory=list)
    links: list[tuple] = field(default_factory=list)  # (where one begins, noun and number that it means, role)

    def address(self, start, end, anchor):
        """Let the runs that hold the sentence from `start` to `end` bear its address."""
        name = f'id="{anchor}"'
        for run in self.runs:
            if run.start < end and start < run.end:
                run.spans.append((start, end, name))
                name = f'data-s="{anchor}"'


@dataclass(frozen=True)
class Addressed:
    """The texts of an article as they are shown, the lead (if any) among them, and the records that they link to."""

    lead: RichText | None
    texts: list[RichText]
    named: tuple[Named, ...]


def address_sentences(article):
    """Give each sentence in the lead and body of `article`, as at hand, its address. Nothing is stored; the article is
    to be shown and not to be saved afterwards."""
    texts = [text for _, text in running_texts(article)]
    sources = tuple(text.source if isinstance(text, RichText) else escape(text) for text in texts)
    shown, named = addressed(sources)
    plain = _plain_holders(article.body.stream_block, article.body)
    for number, html in enumerate(shown):
        if isinstance(texts[number], RichText):
            texts[number].source = html
        else:
            holder, name = next(plain)
            texts[number] = holder[name] = RichText(html)
    return Addressed(texts[0] if article.lead else None, texts, named)


def _plain_holders(block, value):
    """(value, name) of each text without markup that `running_texts` tells of, in the same order."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _plain_holders(child.block, child.value)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(child, blocks.TextBlock) and value.get(name):
                yield value, name
            else:
                yield from _plain_holders(child, value.get(name))


@lru_cache(maxsize=KEPT)
def addressed(sources):
    """The HTML of each of `sources`, the rich texts of one page in its order, and what their sentences name."""
    anchors, named, shown = Anchors(), [], []
    for source in sources:
        tokens, paragraphs = _read(source)
        for paragraph in paragraphs:
            done = 0
            for start, end in sentences(paragraph.text):
                anchor = anchors.of(paragraph.text[start:end])
                paragraph.address(start, end, anchor)
                named += [Named(*record, role, anchor) for at, record, role in paragraph.links if done <= at < end]
                done = end
        shown.append("".join(str(token) for token in tokens))
    return tuple(shown), tuple(named)


def _read(source):
    """Tags as they are and runs of text, and the paragraphs with ink that the runs belong to."""
    tokens, paragraphs = [], [_Paragraph()]
    for token in TOKEN.findall(source):
        here = paragraphs[-1]
        if tag := TAG.match(token):
            _note(tag, token, here, paragraphs)
            tokens.append(token)
        elif token.startswith("<!--"):
            tokens.append(token)
        else:
            run = _Run(len(here.text), token)
            here.text += run.text
            here.runs.append(run)
            tokens.append(run)
    return tokens, [paragraph for paragraph in paragraphs if paragraph.text.strip()]


def _note(tag, token, here, paragraphs):
    name, is_closing = tag[2].lower(), bool(tag[1])
    if name in PARAGRAPHS:
        paragraphs.append(_Paragraph())
    elif name == "br" and not is_closing:
        here.text += "\n"
    elif name == "a" and not is_closing:
        record, role = record_of(token)
        here.links += [(len(here.text), record, role)] if record else []
