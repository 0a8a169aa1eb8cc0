"""Reads the mentions off what is published of an article, and keeps the rows in step with it."""

import datetime
from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, PageLogEntry

from ..models.article import ArticlePage
from ..models.mention import LostMention, Mention, Role
from .nouns import BY_NAME
from .texts import sentences_of

LONGEST = Mention._meta.get_field("words").max_length
UNDATED = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # only what was made live by hand has no date
FIELDS = [
    "published_at", "block", "anchor", "sentence", "start", "words", "role", "record_type_id", "record_id",
]  # fmt: skip

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
TAKEN_DOWN = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


def mentions_in(article):
    """The mentions in the running text of `article` as it is at hand, in page order, unsaved.

    Links to records that are not there any more are left out; so is a role that nobody knows. A query a kind of record.
    """
    found = [(sentence, *one) for sentence in sentences_of(article) for one in _links_in(sentence)]
    known = _known_records({(noun, pk) for _, _, noun, pk, _ in found})
    found = [one for one in found if (one[2], one[3]) in known]
    published_at = article.published_at or article.first_published_at or UNDATED
    return [
        Mention(
            article_id=article.pk,
            published_at=published_at,
            position=position,
            block=sentence.place,
            anchor=sentence.anchor,
            sentence=sentence.text,
            start=start - sentence.start,
            words=sentence.paragraph.text[start:end][:LONGEST],
            role=role,
            record_type=ContentType.objects.get_for_model(noun.model),
            record_id=pk,
        )
        for position, (sentence, (start, end), noun, pk, role) in enumerate(found)
    ]


def _links_in(sentence):
    """((start, end), noun, record number, role) of each link whose words begin in `sentence`."""
    text = sentence.paragraph.text
    for link in sentence.paragraph.links:
        words = text[link.start : link.end]
        start = link.start + len(words) - len(words.lstrip())
        noun = BY_NAME.get(link.attributes.get("linktype"))
        number = link.attributes.get("id") or ""
        is_number = number.isascii() and number.isdecimal() and len(number) < 19
        if noun and is_number and words.strip() and sentence.start <= start < sentence.end:
            role = link.attributes.get("role") or ""
            yield (start, start + len(words.strip())), noun, int(number), role if role in Role.values else ""


def _known_records(asked):
    """Those of the (noun, number) pairs that are on record."""
    by_noun = {}
    for noun, pk in asked:
        by_noun.setdefault(noun, set()).add(pk)
    return {
        (noun, pk)
        for noun, pks in by_noun.items()
        for pk in noun.model.objects.filter(pk__in=pks).values_list("pk", flat=True)
    }


def rebuild(article, revision=None):
    """Make the rows of `article` say what is published of it: all or nothing, and nothing is written where nothing
    changed. Returns whether something did.

    An alias has none: its sentences are quoted once, at the address where they were published. `revision` is the one
    that has just been published, if one has.
    """
    with transaction.atomic():
        _wait_for(article.pk)
        old = list(article.mentions.order_by("position"))
        new = mentions_in(article) if is_quoted(article) else []
        if is_quoted(article):
            _keep_account(article, old or _before_it_was_taken_down(article, revision), new)
        return _write(article, old, new)


def rebuild_stored(pk):
    """The same for the article of that number, as it is stored."""
    with transaction.atomic():
        _wait_for(pk)
        article = ArticlePage.objects.filter(pk=pk).first()
        return bool(article) and rebuild(article)


def _wait_for(pk):
    """One at a time, until the transaction is over."""
    list(Page.objects.select_for_update().filter(pk=pk).values_list("pk"))


def is_quoted(article):
    return article.live and not article.alias_of_id


def differs(article):
    """Are the stored rows of `article` other than they should be?"""
    new = mentions_in(article) if is_quoted(article) else []
    return _said(article.mentions.order_by("position")) != _said(new)


def _said(mentions):
    return [tuple(getattr(mention, name) for name in FIELDS) for mention in mentions]


def _write(article, old, new):
    """A row keeps its number as long as there is a mention at its place."""
    changed = []
    for row, mention in zip(old, new, strict=False):
        if _said([row]) != _said([mention]):
            mention.pk = row.pk
            changed.append(mention)
    if changed:
        Mention.objects.bulk_update(changed, FIELDS, batch_size=100)
    if len(new) > len(old):
        Mention.objects.bulk_create(new[len(old) :])
    if len(old) > len(new):
        article.mentions.filter(position__gte=len(new)).delete()
    return bool(changed) or len(old) != len(new)


# --- What an edit made vanish --------------------


def _key(mention):
    return mention.record_type_id, mention.record_id, mention.words


def _keep_account(article, old, new):
    """List mentions that `new` has fewer of than `old`, and take from the list those that came back."""
    before, after = Counter(map(_key, old)), Counter(map(_key, new))
    gone, back = before - after, after - before
    if back:
        _resolve(article, back)
    if gone:
        LostMention.objects.bulk_create(_lost(article, old, new, gone))


def _lost(article, old, new, gone):
    """Among equals those are lost whose sentences are."""
    kept = {(_key(mention), mention.sentence) for mention in new}
    for mention in sorted(old, key=lambda one: (_key(one), one.sentence) in kept):
        if gone[_key(mention)] > 0:
            gone[_key(mention)] -= 1
            yield LostMention(
                article_id=article.pk,
                words=mention.words,
                record_type_id=mention.record_type_id,
                record_id=mention.record_id,
                sentence=mention.sentence,
                role=mention.role,
            )


def _before_it_was_taken_down(article, revision):
    """What an article that comes back on the site said there before."""
    if revision is None:
        return []
    acts = PageLogEntry.objects.filter(page=article.pk, action__in=[*PUBLISHED, *TAKEN_DOWN])
    last = list(acts.exclude(revision=revision).order_by("-timestamp", "-pk").select_related("revision")[:2])
    if [act.action in TAKEN_DOWN for act in last] != [True, False] or last[1].revision is None:
        return []
    return mentions_in(last[1].revision.as_object())


def _resolve(article, back):
    found = []
    for lost in article.lost_mentions.order_by("-lost_at", "-pk"):
        if back[_key(lost)] > 0:
            back[_key(lost)] -= 1
            found.append(lost.pk)
    if found:
        LostMention.objects.filter(pk__in=found).delete()
