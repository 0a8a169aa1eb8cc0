"""What the news tells the pages of records: the stories that explain a policy, the sentences that name a record, and
the stories that point to it otherwise."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from programs.showing.related import CAP, Entry, Group, provides_for

from .mentions.quotations import FIRST, first_quotations, mentions_about, mentions_url
from .models import ArticlePage


@provides_for("policies.policy")
def stories_of_policy(policy):
    """Interpretations and reports, told apart."""
    through = ArticlePage.interprets.through.objects.filter(policy=policy)
    explaining = ArticlePage.objects.public_now().filter(pk__in=through.values("articlepage"))
    explains = Exists(through.filter(articlepage=OuterRef("pk")))
    others = _pointing(policy).exclude(pk__in=through.values("articlepage"))
    chosen = Q(pk__in=_newest(explaining)) | Q(pk__in=_newest(others))
    rows = _shown(ArticlePage.objects.filter(chosen).annotate(explains=explains))
    return [
        Group("interpretations", "政策解读", [_entry(row) for row in rows if row.explains]),
        _stories(policy, [row for row in rows if not row.explains]),
    ]


@provides_for("companies.company")
@provides_for("events.event")
def stories_of_record(record):
    return [_stories(record, _shown(_pointing(record))[:CAP])]


def _stories(record, others):
    """The first sentences that name `record`, then the stories that point to it without naming it."""
    quoted, number = first_quotations(record)
    entries = [*quoted, *(_entry(row) for row in others)]
    if number <= FIRST:
        return Group("stories", "相关报道", entries)
    return Group("stories", "相关报道", entries, more_url=mentions_url(record), more=f"全部 {number} 处")


def _pointing(record):
    """Public stories that point to `record` in their fields and blocks, as the reference index knows them, less those
    whose sentences name it."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(record),
        to_object_id=str(record.pk),
        content_type=ContentType.objects.get_for_model(ArticlePage),
    )
    numbers = references.annotate(number=Cast("object_id", BigIntegerField())).values("number")
    articles = ArticlePage.objects.public_now().filter(pk__in=numbers)
    return articles.exclude(pk__in=mentions_about(record, is_public=False).order_by().values("article"))


def _newest(articles):
    return articles.newest_first().values("pk")[:CAP]


def _shown(articles):
    return articles.newest_first().only("title", "url_path", "published_at")


def _entry(article):
    return Entry(article.title, article.url, article.published_at.strftime("%Y-%m-%d") if article.published_at else "")
