"""The one gate for "may the public see this now?".

Page views, lists, search, feeds, sitemap and API all ask here; a test forbids every other way.
"""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from programs.publication import current_q


class PublicPageQuerySet(PageQuerySet):
    def public_now(self):
        """Pages that anybody may read at this moment: current, and not below a private page."""
        return self.filter(current_q()).exclude(Exists(_restrictions_above()))


def _restrictions_above():
    """The restrictions on an outer page or on any page above it, as a subquery: no list asks for them first."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return PageViewRestriction.objects.alias(below=path).filter(below__startswith=F("page__path"))


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


def public_pages():
    """All page types, for what crosses them: sitemap, search, related links."""
    return PublicPageQuerySet(Page).public_now()
