from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager

from programs.records.publication import PublicPageQuerySet
from programs.taxonomy.trees import with_descendants


class ArticleQuerySet(PublicPageQuerySet):
    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def for_listing(self):
        """What a list shows of an article, in two queries: covers with their renditions."""
        return (
            self.newest_first()
            .with_section()
            .select_related("cover")
            .prefetch_related("cover__renditions")
            .defer("body", "plain_text", "draft_title")
        )

    def for_feed(self):
        """What a feed says of an article: its summary, and no picture."""
        return self.newest_first().defer("body", "draft_title")

    def with_section(self):
        """Annotate the title and url_path of the section that an article stands in."""
        parent = Page.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
        return self.annotate(
            section_title=Subquery(parent.values("title")[:1]), section_url_path=Subquery(parent.values("url_path")[:1])
        )

    def for_detail(self):
        """What an article's own page shows of the article itself."""
        from .models import Byline

        return self.select_related("cover").prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("contributor")), "corrections"
        )

    def matching(self, terms):
        """Articles that hold every one of `terms` in title, kicker, subtitle, lead or body."""
        found = self
        for term in terms:
            words = Q()
            for field in ("title", "kicker", "subtitle", "plain_text"):
                words |= Q(**{f"{field}__icontains": term})
            found = found.filter(words)
        return found

    def published_since(self, moment):
        return self.filter(published_at__gte=moment)

    def published_before(self, moment):
        return self.filter(published_at__lt=moment)

    def about(self, topic):
        """Articles of `topic` or of one below it, each once."""
        links = self.model.topics.through.objects.filter(topic__in=with_descendants(topic))
        return self.filter(pk__in=links.values("articlepage"))

    def by(self, contributor):
        return self.filter(bylines__contributor=contributor).distinct()


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
