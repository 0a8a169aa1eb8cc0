"""The one gate for "may the public see this now?", for pages and records alike.

Page views, lists, search, feeds, sitemap and API all ask `public_now()`; a test forbids every other way.
"""

from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from media.drafts import lacking
from media.visible_writes import saving


def current_q(now=None):
    """Live, not expired, and its time has come; says nothing about privacy."""
    now = now or timezone.now()
    return (
        Q(live=True)
        & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))
        & (Q(go_live_at__isnull=True) | Q(go_live_at__lte=now))
    )


def is_current(page):
    """The same question about one page or record at hand, without a query. Privacy is asked by Wagtail when it serves."""
    now = timezone.now()
    return bool(
        page.live
        and (page.expire_at is None or page.expire_at > now)
        and (page.go_live_at is None or page.go_live_at <= now)
    )


class Incomplete(ValidationError):
    """What was to be published still lacks something: a sentence for each place."""


def refuse_incomplete(obj):
    """Raise Incomplete where the bodies of a page or record still lack something."""
    if said := lacking(obj):
        raise Incomplete([f"“{obj}”还没有写完，没有发布。{sentence}" for sentence in said])


class PublishedWhole:
    """Drafts may be unfinished. No revision is published, or set to be published later, before it is whole: this is the
    one way to readers, for desks, reviews, imports and the scheduler."""

    def save(self, *args, **kwargs):
        with saving(self):
            return super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        refuse_incomplete(revision.as_object())
        return super().publish(revision, *args, **kwargs)


class PublicPageQuerySet(PageQuerySet):
    def public_now(self):
        """Pages that anybody may read at this moment: current, and not below a private page."""
        return self.filter(current_q()).exclude(_InOrder(_restrictions_above()))


def _restrictions_above():
    """The restrictions on an outer page or on any page above it, as a subquery: no list asks for them first."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.alias(below=path).filter(below__startswith=F("page__path"))


class _InOrder(Exists):
    """SQLite takes the tables in the order in which they are written: few restrictions, and the page of each. Left to
    itself it may begin with all pages, for each outer page anew: minutes among ten thousand."""

    def as_sqlite(self, compiler, connection, **context):
        sql, params = super().as_sql(compiler, connection, **context)
        return sql.replace(" INNER JOIN ", " CROSS JOIN "), params


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


def public_pages():
    """All page types, for what crosses them: sitemap, search, related links."""
    return PublicPageQuerySet(Page).public_now()
