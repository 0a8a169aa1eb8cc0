"""What a reader gets around a story's own words: contents, reading time, neighbours and related stories."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q, Subquery
from wagtail.rich_text import get_text_for_indexing

from programs.showing.bodies import prepare_body

from .mentions.addressing import address_sentences
from .mentions.cards import named_records
from .mentions.nouns import BY_NAME

CHARACTERS_A_MINUTE = 400
RELATED = 4
LATEST = 5
PICTURE_BLOCKS = {"picture", "gallery"}


@dataclass(frozen=True)
class ContentsEntry:
    anchor: str
    text: str


def contents(body):
    """The story's main headings; each links to its block, whose address is `b-` and the start of its id."""
    return [
        ContentsEntry(f"b-{block.id[:8]}", block.value["text"])
        for block in body
        if block.block_type == "heading" and block.value["level"] == "2" and block.id
    ]


def reading_minutes(article):
    """Minutes at 400 Chinese characters a minute, at least one. A word in Latin letters counts as two characters."""
    text = article.plain_text or plain_text(article)
    characters = len(re.findall(r"[\u3400-\u9fff]", text)) + 2 * len(re.findall(r"[A-Za-z0-9]+", text))
    return max(1, round(characters / CHARACTERS_A_MINUTE))


def plain_text(article):
    """All words of lead and body without markup, a line a piece: what search looks through."""
    lead = get_text_for_indexing(str(article.lead))
    return "\n".join(text for text in [lead, *article.body.stream_block.get_searchable_content(article.body)] if text)


def surroundings(article, topic_ids):
    """Return (older, newer, related, latest) public stories in one query.

    Older and newer are the next ones of the same section, either may be None. Related are at most four that share
    most topics with this one, newer first among equals. Latest are the newest of all that are not among the others.
    """
    public = type(article).objects.public_now().exclude(pk=article.pk)
    siblings = public.sibling_of(article)
    here = (article.published_at, article.pk)
    is_older = Q(published_at__lt=here[0]) | Q(published_at=here[0], pk__lt=here[1])
    sharing = Count("topics", filter=Q(topics__in=topic_ids))
    nearest = [
        siblings.filter(is_older).newest_first(),
        siblings.exclude(is_older).order_by("published_at", "pk"),
    ]
    alike = public.filter(topics__in=topic_ids).annotate(shared=sharing).order_by("-shared", "-published_at")
    wanted = [Q(pk__in=Subquery(queryset.values("pk")[:1])) for queryset in nearest]
    wanted.append(Q(pk__in=Subquery(alike.values("pk")[:RELATED])))
    wanted.append(Q(pk__in=Subquery(public.newest_first().values("pk")[: LATEST + RELATED + len(nearest)])))
    found = (
        type(article)
        .objects.filter(wanted[0] | wanted[1] | wanted[2] | wanted[3])
        .annotate(shared=sharing)
        .only("title", "url_path", "path", "published_at")
    )
    rows = sorted(found, key=lambda row: (row.published_at, row.pk))
    neighbours = [row for row in rows if row.path[: -row.steplen] == article.path[: -article.steplen]]
    older = [row for row in neighbours if (row.published_at, row.pk) < here]
    newer = [row for row in neighbours if (row.published_at, row.pk) > here]
    related = sorted((row for row in rows if row.shared), key=lambda row: (-row.shared, -row.published_at.timestamp()))
    shown = [*older[-1:], *newer[:1], *related[:RELATED]]
    latest = [row for row in reversed(rows) if row not in shown]
    return (older or [None])[-1], (newer or [None])[0], related[:RELATED], latest[:LATEST]


def reading_context(article):
    """The article template's variables beside `page`."""
    minutes = reading_minutes(article)  # of the words, before they are made ready to be shown
    addressed = address_sentences(article)
    named = named_records(addressed)
    prepare_body(article.body, also=[article.cover], page=article, but=BY_NAME)
    topics = list(article.topics.all())
    is_placed = bool(article.pk and article.published_at)
    asked = [topic.pk for topic in topics]
    older, newer, related, latest = surroundings(article, asked) if is_placed else (None, None, [], [])
    ancestors = article.breadcrumbs
    return {
        "ancestors": ancestors,
        "bylines": [byline for byline in article.bylines.all() if byline.contributor_id],
        "contents": contents(article.body),
        "description": article.summary,
        "interpreted": [policy for policy in article.interprets.all() if policy.is_public],
        "latest": latest,
        "lead": addressed.lead,
        "named": named,
        "newer": newer,
        "news_url": ancestors[0].url if ancestors else "/news/",
        "older": older,
        "reading_minutes": minutes,
        "related": related,
        "shows_cover": article.cover and not any(block.block_type in PICTURE_BLOCKS for block in article.body),
        "section": ancestors[-1] if ancestors else None,
        "topics": topics,
    }
