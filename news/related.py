"""What the news tells the pages of records: the stories that explain a policy, and those that name a record."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from programs.related import CAP, Entry, Group, provides_for

from .models import ArticlePage


@provides_for("policies.policy")
def stories_of_policy(policy):
    """Interpretations and reports, told apart, in one query."""
    through = ArticlePage.interprets.through.objects.filter(policy=policy)
    explaining = ArticlePage.objects.public_now().filter(pk__in=through.values("articlepage"))
    explains = Exists(through.filter(articlepage=OuterRef("pk")))
    chosen = Q(pk__in=_newest(explaining)) | Q(
        pk__in=_newest(_naming(policy).exclude(pk__in=through.values("articlepage")))
    )
    rows = _shown(ArticlePage.objects.filter(chosen).annotate(explains=explains))
    return [
        Group("interpretations", "政策解读", [_entry(row) for row in rows if row.explains]),
        Group("stories", "相关报道", [_entry(row) for row in rows if not row.explains]),
    ]


@provides_for("companies.company")
@provides_for("events.event")
def stories_of_record(record):
    return [Group("stories", "相关报道", [_entry(row) for row in _shown(_naming(record))[:CAP]])]


def _naming(record):
    """Public stories that point to `record` anywhere in their fields and blocks: the reference index knows them."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(record),
        to_object_id=str(record.pk),
        content_type=ContentType.objects.get_for_model(ArticlePage),
    )
    numbers = references.annotate(number=Cast("object_id", BigIntegerField())).values("number")
    return ArticlePage.objects.public_now().filter(pk__in=numbers)


def _newest(articles):
    return articles.newest_first().values("pk")[:CAP]


def _shown(articles):
    return articles.newest_first().only("title", "url_path", "published_at")


def _entry(article):
    return Entry(article.title, article.url, article.published_at.strftime("%Y-%m-%d") if article.published_at else "")
