"""Documents of articles and of the pages around them."""

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from news.models import ArticlePage, Byline, NewsIndexPage, SectionPage
from portal.home.models import StandardPage
from programs.records.publication import public_pages

from .builder import Builder, Kind
from .built import Built, keys
from .wording import lines_of_body, lines_of_html, stated


class PageBuilder(Builder):
    kind = Kind.PAGE

    def public_rows(self):
        """An alias tells what its original tells: it is found only where nobody may read the original."""
        original = public_pages().filter(pk=OuterRef("alias_of"))
        return self.model.objects.public_now().exclude(Exists(original))

    def rows(self, pks):
        return self.public_rows().filter(pk__in=pks)

    def summary(self, page):
        return []

    def body(self, page):
        return []

    def built(self, page):
        return Built(
            kind=self.kind,
            pk=page.pk,
            title=page.title,
            url=page.url or "",
            names=[page.title],
            summary=stated(self.summary(page)),
            body=stated(self.body(page)),
            dated_at=self.dated_at(page),
            expire_at=page.expire_at,
        )

    def dated_at(self, page):
        return page.last_published_at


class StandardPageBuilder(PageBuilder):
    model = StandardPage

    def summary(self, page):
        return page.summary.splitlines()

    def body(self, page):
        return lines_of_body(page.body)


class ListPageBuilder(PageBuilder):
    """A section, and the page over all sections."""

    def __init__(self, model):
        self.model = model

    def summary(self, page):
        return page.intro.splitlines()

    def body(self, page):
        return [page.keywords]

    def dated_at(self, page):
        return None  # it says something new every day


class ArticleBuilder(PageBuilder):
    model, kind = ArticlePage, Kind.ARTICLE

    def rows(self, pks):
        parent = Page.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
        return (
            super()
            .rows(pks)
            .with_section()
            .annotate(section_pk=Subquery(parent.values("pk")[:1]))
            .defer("plain_text", "draft_title")
            .prefetch_related(
                Prefetch("bylines", Byline.objects.select_related("contributor")), "topics", "corrections"
            )
        )

    def built(self, article):
        built = super().built(article)
        topics = sorted(article.topics.all(), key=lambda topic: topic.pk)
        built.topics = [*keys("section", [article.section_pk]), *keys("topic", [topic.pk for topic in topics])]
        built.body += stated([f"主题：{'、'.join(sorted(topic.name for topic in topics))}" if topics else ""])
        return built

    def summary(self, article):
        lead = [article.search_description] if article.search_description else lines_of_html(article.lead)
        return [article.kicker, article.subtitle, *lead]

    def body(self, article):
        lead = lines_of_html(article.lead) if article.search_description else []
        corrections = [f"{note.kind}：{note.text}" for note in article.corrections.all()]
        return [article.dateline, *lead, *lines_of_body(article.body), *corrections, *self._credits(article)]

    def _credits(self, article):
        by_role = {}
        for byline in article.bylines.all():
            by_role.setdefault(byline.role or "作者", []).append(byline.contributor.name)
        yield from (f"{role}：{'、'.join(names)}" for role, names in by_role.items())
        yield f"来源：{article.source}" if article.source else ""
        yield f"栏目：{article.section_title}"

    def dated_at(self, article):
        return article.published_at or article.first_published_at


BUILDERS = [ArticleBuilder(), StandardPageBuilder(), ListPageBuilder(SectionPage), ListPageBuilder(NewsIndexPage)]
