"""What a reader gets around a story's own words: contents, reading time, neighbours and related stories."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q
from wagtail.rich_text import RichText

CHARACTERS_A_MINUTE = 400


@dataclass(frozen=True)
class ContentsEntry:
    anchor: str
    text: str


def contents(body):
    """The story's main headings with their anchors; the heading block's template uses the same anchors."""
    return [
        ContentsEntry(f"h-{block.id[:8]}", block.value["text"])
        for block in body
        if block.block_type == "heading" and block.value["level"] == "2" and block.id
    ]


def reading_minutes(article):
    """Minutes at 400 Chinese characters a minute, at least one. Words in Latin letters count as two characters."""
    text = " ".join(_texts(article.body)) + re.sub(r"<[^>]+>", "", str(article.lead))
    characters = len(re.findall(r"[\u3400-\u9fff]", text)) + 2 * len(re.findall(r"[A-Za-z0-9]+", text))
    return max(1, round(characters / CHARACTERS_A_MINUTE))


def _texts(value):
    if isinstance(value, RichText):
        yield re.sub(r"<[^>]+>", "", value.source)
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "stream_block") or isinstance(value, (list, tuple)) or hasattr(value, "list_block"):
        for child in value:
            yield from _texts(getattr(child, "value", child))
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)


def neighbours(article):
    """The next older and the next newer public story of the same section, as (older, newer); either may be None."""
    siblings = (
        type(article)
        .objects.sibling_of(article, inclusive=False)
        .public_now()
        .only("title", "url_path", "published_at")
    )
    at = (article.published_at, article.pk)
    older = siblings.filter(Q(published_at__lt=at[0]) | Q(published_at=at[0], pk__lt=at[1])).newest_first().first()
    newer = (
        siblings.filter(Q(published_at__gt=at[0]) | Q(published_at=at[0], pk__gt=at[1]))
        .order_by("published_at", "pk")
        .first()
    )
    return older, newer


def related(article, count=4):
    """Public stories that share most topics with this one, newest first among equals."""
    return (
        type(article)
        .objects.public_now()
        .filter(tagged_items__tag__articles__content_object=article.pk)
        .exclude(pk=article.pk)
        .annotate(shared=Count("tagged_items__tag", distinct=True))
        .order_by("-shared", "-published_at")
        .only("title", "url_path", "published_at")[:count]
    )


def reading_context(article):
    older, newer = neighbours(article) if article.pk and article.published_at else (None, None)
    return {
        "contents": contents(article.body),
        "reading_minutes": reading_minutes(article),
        "older": older,
        "newer": newer,
        "related": related(article) if article.pk else [],
        "section": article.get_parent(),
    }
