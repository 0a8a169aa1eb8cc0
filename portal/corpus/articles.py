"""Made-up articles, written straight below their sections: the tree is told of them once a batch."""

import datetime
import json
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from news.models import ArticlePage, Byline, Contributor, NewsIndexPage, SectionPage
from news.reading import plain_text

from . import names, words
from .policies import body
from .writing import generated_note, slug_of

FIRST_MOMENT = datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)
MINUTES = 60 * 24 * 365 * 10
FIELDS_OF_PAGES = [field for field in Page._meta.concrete_fields if not field.primary_key]
AUTHOR = "测试署名"


def sections():
    """The sections that stand, or a new one where there is none."""
    found = list(SectionPage.objects.order_by("path"))
    if not found:
        index = NewsIndexPage.objects.first()
        found = [index.add_child(instance=SectionPage(title="测试栏目", slug="ceshi-lanmu"))]
    return found


def article(rng, number, seed, vocabulary):
    trade, town = rng.choice(names.TRADE_WORDS), rng.choice(list(vocabulary["towns"]))
    title = f"{town}{rng.choice(words.AIMS)}，{trade}企业有了新办法（测试第{number}篇）"
    moment = FIRST_MOMENT + datetime.timedelta(minutes=rng.randrange(MINUTES))
    page = ArticlePage(
        title=title,
        draft_title=title,
        slug=slug_of(title, seed, number),
        lead=f"<p>{names.sentences(rng, 1)}</p>",
        source=generated_note(seed),
        body=json.dumps(body(rng, rng.randrange(4, 10)), ensure_ascii=False),
        published_at=moment,
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=None,
        translation_key=uuid.UUID(int=rng.getrandbits(128), version=4),
    )
    page.plain_text = plain_text(page)
    return page


def write_articles(pages, rng, policies):
    """Plant `pages`, live, below the sections in turn; a few of them explain one of `policies`."""
    content_type = ContentType.objects.get_for_model(ArticlePage)
    author, _ = Contributor.objects.get_or_create(name=AUTHOR, defaults={"biography": "只用于测试。"})
    places = sections()
    for section in places:
        _plant(pages[places.index(section) :: len(places)], section, content_type)
    parents = Page.objects.bulk_create(
        [Page(**{field.attname: getattr(page, field.attname) for field in FIELDS_OF_PAGES}) for page in pages]
    )
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = parent.pk
    _insert_own_columns(pages)
    Byline.objects.bulk_create(Byline(page_id=page.pk, contributor=author, role="记者", sort_order=0) for page in pages)
    explained = ArticlePage.interprets.through
    explained.objects.bulk_create(
        explained(articlepage_id=page.pk, policy_id=rng.choice(policies).pk)
        for page in pages
        if policies and rng.random() < 0.2
    )


def _plant(pages, section, content_type):
    """Give each page its place behind the last child of `section`."""
    last = section.get_last_child()
    step = ArticlePage._str2int(last.path[-ArticlePage.steplen :]) if last else 0
    for page in pages:
        step += 1
        page.path = ArticlePage._get_path(section.path, section.depth + 1, step)
        page.depth = section.depth + 1
        page.url_path = f"{section.url_path}{page.slug}/"
        page.locale_id = section.locale_id
        page.content_type = content_type
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild + len(pages))


def _insert_own_columns(pages):
    """Django's bulk_create knows no tables in two parts, so the second part is written here."""
    using = router.db_for_write(ArticlePage)
    fields = ArticlePage._meta.local_concrete_fields
    size = connections[using].ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        query = InsertQuery(ArticlePage)
        query.insert_values(fields, pages[start : start + size])
        query.get_compiler(using=using).execute_sql()
