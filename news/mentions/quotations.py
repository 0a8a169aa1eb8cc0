"""The sentences that name a record, quoted with the words marked: on the record's page and on a page of their own."""

from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Func, IntegerField, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Length, Substr
from django.urls import reverse
from wagtail.models import Page

from programs.policies.models import Policy, PolicyItem
from programs.showing.related import Entry, Piece, Quote

from ..models import Mention
from .nouns import BY_MODEL

FIRST = 5  # sentences on the record's own page
ROWS_A_SENTENCE = 6  # a sentence that names one record more often is not quoted there with every word marked
SHOWN = ("anchor", "article_id", "position", "record_id", "record_type_id", "role", "sentence", "start", "words")
OF_ARTICLE = tuple(f"article__{name}" for name in ("title", "url_path", "published_at"))


def mentions_url(record):
    return reverse("record_mentions", args=[BY_MODEL[type(record)].name, record.slug])


def mentions_about(record, is_public=True):
    """Public mentions of a record, and of a policy's items with it; or all, where the articles are asked themselves."""
    found = Mention.objects.of(record)
    if isinstance(record, Policy):
        items = [item.pk for item in record.items.all()]
        found |= Mention.objects.filter(record_type=ContentType.objects.get_for_model(PolicyItem), record_id__in=items)
    return found.public_now() if is_public else found


def sentences_about(record):
    """The sentences of `mentions_about`, each once, newest article first: rows of article and anchor."""
    sentences = mentions_about(record).order_by().values("article_id", "anchor")
    published = Max("published_at")
    return sentences.annotate(place=Min("position"), at=published).order_by("-at", "-article_id", "place")


def first_quotations(record):
    """(entries, number of all sentences): the newest sentences that name `record`, in one query."""
    mentions = mentions_about(record)
    rows = _for_quoting(mentions.annotate(number=Subquery(_number(mentions))))[: FIRST * ROWS_A_SENTENCE]
    return _entries(record, rows, FIRST), rows[0].number if rows else 0


def _number(mentions):
    """How many sentences `mentions` stand in, as a part of another query."""
    place = Concat("article_id", Value("#"), "anchor", output_field=CharField())
    number = Func(
        place, function="COUNT", template="%(function)s(DISTINCT %(expressions)s)", output_field=IntegerField()
    )
    return mentions.order_by().annotate(found=number).values("found")


def quotations_on(record, page):
    """The entries of one page of `sentences_about(record)`, in one query."""
    wanted = {(row["article_id"], row["anchor"]) for row in page}
    rows = mentions_about(record).filter(
        article__in={article for article, _ in wanted}, anchor__in={anchor for _, anchor in wanted}
    )
    return _entries(record, [row for row in _for_quoting(rows) if (row.article_id, row.anchor) in wanted])


def _for_quoting(mentions):
    path = OuterRef("article__path")
    section = Page.objects.filter(path=Substr(path, 1, Length(path) - Page.steplen, output_field=CharField()))
    mentions = mentions.select_related("article").only(*SHOWN, *OF_ARTICLE)
    return mentions.annotate(section=Subquery(section.values("title")[:1])).newest_first()


def _entries(record, rows, most=None):
    """An entry a story; its neighbouring sentences stand together in it."""
    sentences = [list(same) for _, same in groupby(rows, key=lambda row: (row.article_id, row.anchor))][:most]
    items = {item.pk: str(item) for item in record.items.all()} if isinstance(record, Policy) else {}
    return [
        _entry(next(iter(parts)), parts, record, items)
        for parts in (list(same) for _, same in groupby(sentences, key=lambda rows: rows[0].article_id))
    ]


def _entry(first, sentences, record, items):
    article = first[0].article
    day = article.published_at.strftime("%Y-%m-%d") if article.published_at else ""
    note = " · ".join(text for text in (day, first[0].section) if text)
    return Entry(article.title, article.url, note, quotes=tuple(_quote(rows, record, items) for rows in sentences))


def _quote(rows, record, items):
    kind = ContentType.objects.get_for_model(PolicyItem).pk if items else None
    named = dict.fromkeys(items.get(row.record_id, "") for row in rows if row.record_type_id == kind)
    about = "、".join(title for title in named if title)
    roles = dict.fromkeys(row.get_role_display() for row in rows if row.role)
    return Quote(tuple(_pieces(rows[0].sentence, rows)), rows[0].get_absolute_url(), about, "、".join(roles))


def _pieces(sentence, rows):
    done = 0
    for start, end in sorted((row.start, row.start + len(row.words)) for row in rows):
        if done <= start < end <= len(sentence):
            yield from (Piece(sentence[done:start]), Piece(sentence[start:end], is_marked=True))
            done = end
    yield Piece(sentence[done:])
