"""From a Draft to an ArticlePage, and from any ArticlePage back to the text that stands on it."""

import html

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from ...models import ArticlePage, Byline, Contributor
from .table_values import table_text

PLAIN_FIELDS = ("kicker", "title", "subtitle")


def page_of(draft, contributors, published_at=None):
    """An unsaved ArticlePage with all that `draft` holds. `contributors` maps names to Contributor objects."""
    page = ArticlePage(live=False, body=ArticlePage.body.field.stream_block.to_python(draft.body), **draft.fields)
    if draft.published_at and not published_at:
        published_at = timezone.make_aware(parse_datetime(draft.published_at))
    page.published_at = published_at
    page.bylines = [
        Byline(contributor=contributors[name], role=role, sort_order=order)
        for order, (name, role) in enumerate(draft.bylines)
    ]
    return page


def contributors_named(names):
    """Map each name to its Contributor: the first of that name, or a new one that is not saved."""
    known = {person.name: person for person in Contributor.objects.filter(name__in=names).order_by("-pk")}
    for name in names:
        if name not in known:
            known[name] = Contributor(name=name)
    return known


def namesakes(names):
    """Names that more than one contributor bears."""
    found = list(Contributor.objects.filter(name__in=names).values_list("name", flat=True))
    return sorted({name for name in found if found.count(name) > 1})


def page_texts(page):
    """(place, text) for every text on the page in the order of reading, places named as in draft.Placement."""
    texts = [(name, getattr(page, name)) for name in PLAIN_FIELDS]
    texts += [(f"bylines/{number}", line.contributor.name) for number, line in enumerate(page.bylines.all())]
    texts += [("source", page.source), ("dateline", page.dateline), ("lead", _plain(page.lead))]
    for child in page.body:
        texts += _block_texts(child.block, child.value, child.id)
    texts.append(("pictures_provider", page.pictures_provider))
    texts += [(f"corrections/{number}", note.text) for number, note in enumerate(page.corrections.all())]
    return [(place, text) for place, text in texts if text]


def _block_texts(block, value, place):
    if isinstance(value, TypedTable):
        yield f"{place}/caption", value.caption
        yield place, "".join(_plain(text) if is_html else text for text, is_html in table_text(value))
    elif isinstance(value, RichText):
        yield place, _plain(value.source)
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _block_texts(child.block, child.value, f"{place}/{child.id}")
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _block_texts(child_block, value.get(name), f"{place}/{name}")
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            yield from _block_texts(child.block, child.value, f"{place}/{child.id}")
    elif isinstance(value, str) and not isinstance(block, blocks.ChoiceBlock):
        yield place, value


def _plain(source):
    return html.unescape(strip_tags(str(source)))
