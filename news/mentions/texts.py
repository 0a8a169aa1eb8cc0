"""The running text of an article, paragraph by paragraph in page order, with the links that stand in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.rich_text import RichText

from .sentences import Anchors, sentences

PARAGRAPHS = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote"))


@dataclass
class Link:
    """Words from `start` to `end` of a paragraph with a stored link; `attributes` as in the database."""

    start: int
    end: int
    attributes: dict


@dataclass
class Paragraph:
    text: str = ""
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """`place` names the block; `start` and `end` are in the paragraph's text."""

    place: str
    anchor: str
    text: str
    start: int
    end: int
    paragraph: Paragraph


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs, self._open = [Paragraph()], None

    def handle_starttag(self, tag, attrs):
        if tag in PARAGRAPHS:
            self.paragraphs.append(Paragraph())
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "a":
            here = self.paragraphs[-1]
            self._open = Link(len(here.text), len(here.text), dict(attrs))
            here.links.append(self._open)

    def handle_endtag(self, tag):
        if tag in PARAGRAPHS:
            self.paragraphs.append(Paragraph())
        elif tag == "a" and self._open:
            self._open.end = len(self.paragraphs[-1].text)
            self._open = None

    def handle_data(self, data):
        self.paragraphs[-1].text += data


def paragraphs(html):
    """The paragraphs of one rich text, stored or expanded; those without ink are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [paragraph for paragraph in reader.paragraphs if paragraph.text.strip()]


def running_texts(article):
    """(place, rich text or plain string) in page order: the lead, then every paragraph, quotation and cell of rich text."""
    if article.lead:
        yield "lead", RichText(article.lead)
    for child in article.body:
        yield from _in_block(child.block, child.value, child.id or "")


def _in_block(block, value, place):
    if isinstance(value, RichText):
        yield place, value
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _in_block(child.block, child.value, f"{place}/{child.id}")
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, value.get(name), f"{place}/{name}")
    elif isinstance(block, BaseTypedTableBlock) and value:
        for row, cells in enumerate(value.row_data):
            for column, (kind, cell) in enumerate(zip(value.columns, cells["values"], strict=False)):
                yield from _in_block(kind["block"], cell, f"{place}/{row}/{column}")
    elif isinstance(block, blocks.TextBlock) and not isinstance(block, blocks.CharBlock) and value:
        yield place, value  # a quotation


def sentences_of(article):
    """Every sentence of the running text with its address, in page order."""
    anchors = Anchors()
    for place, text in running_texts(article):
        found = paragraphs(text.source) if isinstance(text, RichText) else [Paragraph(text)]
        for paragraph in found:
            for start, end in sentences(paragraph.text):
                said = paragraph.text[start:end]
                yield Sentence(place, anchors.of(said), said, start, end, paragraph)
