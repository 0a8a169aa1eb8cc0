"""Puts links to records into stored rich text, and touches no other character of it."""

import html as markup
import re
from dataclasses import dataclass

from django.utils.html import format_html_join
from wagtail import blocks
from wagtail.rich_text import RichText

from .texts import PARAGRAPHS, paragraphs

TOKEN = re.compile(r"""<[!/a-zA-Z](?:[^<>"']|"[^<"]*"|'[^<']*')*+>|&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);|.""", re.S)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
EMPHASIS = r"(?:b|strong|i|em|sup|sub|u|s|code)"
OPENED_BEFORE = re.compile(rf"(?:<{EMPHASIS}>){{1,8}}\Z")  # nobody nests deeper
CLOSED_AFTER = re.compile(rf"(?:</{EMPHASIS}>){{1,8}}")
VOID = frozenset(("br", "embed", "hr", "img"))


class CannotLink(Exception):
    """The words are linked already, or the text is not built as the desk builds it."""


@dataclass(frozen=True)
class NewLink:
    """Characters `start` to `end` of the n-th paragraph with ink; `attributes` as they are stored."""

    paragraph: int
    start: int
    end: int
    attributes: dict


def editable_texts(article):
    """(place, stored rich text, function that replaces it) in page order: what links can stand in."""

    def put_lead(html):
        article.lead = html

    if article.lead:
        yield "lead", article.lead, put_lead
    for child in article.body:
        yield from _in_child(child, child.id or "")


def _in_child(child, place):
    """`child` has a block and a value, as children of streams have."""

    def put(html):
        child.value = RichText(html)

    if isinstance(child.value, RichText):
        yield place, child.value.source, put
    else:
        yield from _inside(child.block, child.value, place)


def _inside(block, value, place):
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _in_child(child, f"{place}/{child.id}")
    elif isinstance(block, blocks.BaseStructBlock):
        for name, part in block.child_blocks.items():
            if isinstance(value.get(name), RichText):
                yield (
                    f"{place}/{name}",
                    value[name].source,
                    lambda html, name=name: value.update({name: RichText(html)}),
                )
            else:
                yield from _inside(part, value.get(name), f"{place}/{name}")


def linked(html, links):
    """Return stored rich text with `links` (NewLink, not overlapping) put in; raise CannotLink, changing nothing."""
    read = _characters(html)
    marks = []
    for link in links:
        characters = read[link.paragraph][link.start : link.end] if link.paragraph < len(read) else []
        if len(characters) < link.end - link.start or not characters or any(linked for _, _, linked in characters):
            raise CannotLink
        for start, end in _stretches(html, characters):
            attributes = format_html_join("", ' {}="{}"', link.attributes.items())
            marks += [(start, 1, f"<a{attributes}>"), (end, 0, "</a>")]
    out, at = [], 0
    for place, _, tag in sorted(marks, key=lambda mark: mark[:2]):
        out += [html[at:place], tag]
        at = place
    made = "".join([*out, html[at:]])
    if [one.text for one in paragraphs(made)] != [one.text for one in paragraphs(html)]:
        raise CannotLink
    return made


def _characters(html):
    """For each paragraph with ink, (start, end, whether linked) in `html` of each character that a reader sees."""
    found, open_links = [[]], 0
    inks = [False]
    for token in TOKEN.finditer(html):
        tag = TAG.match(token[0]) if len(token[0]) > 1 else None
        if tag:
            closing, name = tag[1], tag[2].lower()
            if name in PARAGRAPHS:
                found.append([])
                inks.append(False)
            elif name == "a":
                open_links = 0 if closing else 1
            elif name == "br" and not closing:
                found[-1].append((*token.span(), bool(open_links)))
        elif not token[0].startswith("<!"):
            for character in markup.unescape(token[0]):
                found[-1].append((*token.span(), bool(open_links)))
                inks[-1] = inks[-1] or bool(character.strip())
    return [characters for characters, has_ink in zip(found, inks, strict=True) if has_ink]


def _stretches(html, characters):
    """Where one link can stand around all of `characters`, that; else a stretch for each run without tags between."""
    for start in _places(OPENED_BEFORE.search(html, 0, characters[0][0]), characters[0][0]):
        for end in _places(CLOSED_AFTER.match(html, characters[-1][1]), characters[-1][1]):
            if _is_balanced(html[start:end]):
                return [(start, end)]
    runs = [[start, characters[0][1]]]
    for begin, finish, _ in characters[1:]:
        if begin > runs[-1][1]:
            runs.append([begin, finish])
        else:
            runs[-1][1] = finish
    return runs


def _places(tags, beside):
    """`beside`, then the far side of each tag of emphasis that stands between it and the rest of the text."""
    if not tags:
        return [beside]
    edges = sorted({edge for tag in TOKEN.finditer(tags[0]) for edge in tag.span()})
    return sorted((tags.start() + edge for edge in edges), key=lambda edge: abs(edge - beside))


def _is_balanced(piece):
    open_tags = []
    for token in TOKEN.finditer(piece):
        tag = TAG.match(token[0])
        if not tag or tag[2].lower() in VOID:
            continue
        if not tag[1]:
            open_tags.append(tag[2])
        elif not open_tags or open_tags.pop() != tag[2]:
            return False
    return not open_tags
