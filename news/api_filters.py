"""By what the API's articles are filtered, and how each question is read: what nobody understands is said, not guessed."""

import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError

from programs.listing.keywords import matches
from programs.taxonomy.models import Topic

from .models import ArticlePage, Contributor, SectionPage

MAX_QUERY_LENGTH = 100  # characters
MAX_TERMS = 10

ARTICLE_PARAMETERS = [
    OpenApiParameter("section", str, description="栏目的 slug，如 zhengce；取值见 /api/v1/sections/。"),
    OpenApiParameter("topic", str, description="主题的 slug，含其下级主题；取值见文章的 topics。"),
    OpenApiParameter("author", str, description="作者的 slug；取值见文章的 bylines。"),
    OpenApiParameter("published_from", datetime.date, description="这一天或之后发布的，如 2026-01-31。"),
    OpenApiParameter("published_to", datetime.date, description="这一天或之前发布的，含当日。"),
    OpenApiParameter("q", str, description="标题或正文里要有的词，用空格分开；最长一百字，最多十个词。"),
]


def filtered(articles, asked):
    """`articles` narrowed by the parameters in `asked`. Unknown names give nothing; broken dates ValidationError."""
    if slug := asked.get("section"):
        section = found_by_slug(SectionPage.objects.public_now(), slug)
        articles = articles.child_of(section) if section else articles.none()
    if slug := asked.get("topic"):
        topic = None if "\0" in slug else Topic.objects.addressed(slug)
        articles = articles.about(topic) if topic else articles.none()
    if slug := asked.get("author"):
        author = found_by_slug(Contributor.objects.all(), slug)
        articles = articles.by(author) if author else articles.none()
    if moment := midnight_of(asked, "published_from"):
        articles = articles.published_since(moment)
    if day := _day(asked, "published_to"):
        articles = articles.published_before(_midnight(day + datetime.timedelta(days=1)))
    return _holding(articles, asked.get("q", "").replace("\0", " ")[:MAX_QUERY_LENGTH].split()[:MAX_TERMS])


def _holding(articles, words):
    found = matches(ArticlePage, " ".join(words)) if words else None
    return articles.filter(found.condition()) if found else articles.matching(words)


def found_by_slug(rows, slug):
    return None if "\0" in slug else rows.filter(slug=slug).first()


def _day(asked, name):
    text = asked.get(name, "").strip()
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2999:
        raise ValidationError({name: "请写成 2026-01-31 这样的日期。"})
    return day


def midnight_of(asked, name):
    """The first moment of the day asked for, or None."""
    day = _day(asked, name)
    return _midnight(day) if day else None


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
