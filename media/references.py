"""What the stored form of a body refers to, read without making its values: pictures, files, pages and linked things."""

import re

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import extract_attrs

PICTURE, FILE, PAGE = "picture", "document", "page"  # the last two as Wagtail names their links in rich text
CHOOSERS = ((ImageChooserBlock, PICTURE), (DocumentChooserBlock, FILE), (blocks.PageChooserBlock, PAGE))
LINK = re.compile(r'<a\b(?=[^<>]*>)[^<>]*\blinktype="[^<>]*>')
LONGEST_NUMBER = 18  # digits that every database takes for an id


def references_in(stream):
    """Yield (kind, number) of everything in a stream, nested blocks and links in texts among it."""
    if stream:
        yield from _in_block(stream.stream_block, list(stream.raw_data))


def references_in_text(html):
    """Yield (link type, number) of every stored link in one rich text."""
    for tag in LINK.findall(html or ""):
        attributes = extract_attrs(tag)
        number = as_number(attributes.get("id", ""))
        if number is not None:
            yield attributes["linktype"], number


def as_number(text):
    """The id that a stored link gives; None for what can be none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _in_block(block, raw):
    """`raw` is what the database holds for `block`: a list, a dict, a text or a number."""
    if raw:
        for kind, walk in WALKS:
            if isinstance(block, kind):
                yield from walk(block, raw)
                return


def _in_chooser(block, raw):
    return [(kind, raw) for chooser, kind in CHOOSERS if isinstance(block, chooser)]


def _in_stream(block, raw):
    for item in raw:
        if item["type"] in block.child_blocks:
            yield from _in_block(block.child_blocks[item["type"]], item["value"])


def _in_list(block, raw):
    for item in raw:
        is_wrapped = isinstance(item, dict) and item.get("type") == "item"
        yield from _in_block(block.child_block, item["value"] if is_wrapped else item)


def _in_struct(block, raw):
    for name, child in block.child_blocks.items():
        yield from _in_block(child, raw.get(name))


def _in_table(block, raw):
    kinds = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    for row in raw["rows"]:
        for kind, cell in zip(kinds, row["values"], strict=False):
            yield from _in_block(kind, cell)


WALKS = (
    (blocks.ChooserBlock, _in_chooser),
    (blocks.RichTextBlock, lambda block, raw: references_in_text(raw)),
    (blocks.BaseStreamBlock, _in_stream),
    (blocks.ListBlock, _in_list),
    (BaseTypedTableBlock, _in_table),
    (blocks.BaseStructBlock, _in_struct),
)
