"""Mentions that an edit dropped: what readers still see and the draft no longer names, what has gone since it was
published, and where the words stand that could be linked again."""

from dataclasses import dataclass

from .choosing import by_keys
from .linking import editable_texts
from .nouns import BY_MODEL, BY_NAME
from .suggesting import Spot, overlaps
from .texts import paragraphs


@dataclass(frozen=True)
class Missing:
    """`row` is a Mention that the draft drops, or a LostMention; `record` what it meant, None where that is off record;
    `spot` the place where its words stand in the draft without a link, None where they do not."""

    row: object
    record: object
    spot: Spot | None

    @property
    def key(self):
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def is_mendable(self):
        return bool(self.record and self.spot)


def gone_from_draft(article):
    """Mentions of the published version whose words are linked no longer in the version of `article` at hand."""
    left = [
        (one.attributes.get("linktype"), one.attributes.get("id"), paragraph.text[one.start : one.end].strip())
        for _, html, _ in editable_texts(article)
        for paragraph in paragraphs(html)
        for one in paragraph.links
        if one.attributes.get("linktype") in BY_NAME
    ]
    gone = []
    for mention in article.mentions.select_related("record_type").order_by("position"):
        named = (_noun_of(mention), str(mention.record_id), mention.words)
        if named in left:
            left.remove(named)
        else:
            gone.append(mention)
    return gone


def unseen(article):
    return article.lost_mentions.filter(seen_at__isnull=True).select_related("record_type")


def missing(article, rows):
    """`rows` as Missing: a query a kind of record."""
    found = by_keys({_key(row) for row in rows})
    texts = [
        (number, place, paragraph)
        for number, (_, html, _) in enumerate(editable_texts(article) if rows else ())
        for place, paragraph in enumerate(paragraphs(html))
    ]
    return [Missing(row, found.get(_key(row)), _spot(texts, row)) for row in rows]


def _noun_of(row):
    noun = BY_MODEL.get(row.record_type.model_class())
    return noun.name if noun else ""


def _key(row):
    return f"{_noun_of(row)}-{row.record_id}"


def _spot(texts, row):
    """Where the words of `row` stand without a link: in their own sentence if that is still there."""
    spots = [
        spot
        for number, place, paragraph in texts
        for start in _places(paragraph.text, row.words)
        if not overlaps(spot := Spot(number, place, start, start + len(row.words), paragraph.text), _taken(paragraph))
    ]
    return min(spots, key=lambda spot: "".join((spot.before, spot.words, spot.after)) != row.sentence, default=None)


def _taken(paragraph):
    return [(link.start, link.end) for link in paragraph.links]


def _places(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
