from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, When

from .nouns import NOUNS


class MentionQuerySet(models.QuerySet):
    def public_now(self):
        """Mentions that anybody may read at this moment: of public records, in public articles."""
        articles = self.model._meta.get_field("article").related_model.objects.public_now()
        found = self.filter(Exists(articles.filter(pk=OuterRef("article_id"))))
        # A choice and no OR of kinds: SQLite would gather each kind by its index and sort them all for one page.
        is_public = Case(
            *(
                When(record_type=_type_of(noun.model), then=Exists(noun.public_now().filter(pk=OuterRef("record_id"))))
                for noun in NOUNS
            ),
            default=False,
            output_field=models.BooleanField(),
        )
        return found.filter(is_public)

    def of(self, record):
        """Mentions of one record."""
        return self.filter(record_type=_type_of(type(record)), record_id=record.pk)

    def of_all(self, records):
        """Mentions of any of several records of one model."""
        return self.filter(record_type=_type_of(type(records[0])), record_id__in=[record.pk for record in records])

    def newest_first(self):
        """The newest article first, the sentences of one article in its order."""
        return self.order_by("-published_at", "-article_id", "position")

    def with_records(self):
        """Bring the records along, a query a kind; those that nobody may see stay away."""
        return self.prefetch_related(GenericPrefetch("record", [noun.public_names() for noun in NOUNS]))

    def with_articles(self):
        """Bring along what a line says of the article, without its body."""
        return self.select_related("article").defer("article__body", "article__plain_text", "article__lead")

    def counted(self):
        """{record number: (sentences, articles)} of mentions of records of one model, in one query. A sentence that
        names a record twice counts once."""
        sentences = Count(
            models.functions.Concat("article_id", models.Value("#"), "anchor", output_field=models.CharField()),
            distinct=True,
        )
        rows = self.order_by().values("record_id").annotate(n=sentences, m=Count("article_id", distinct=True))
        return {row["record_id"]: (row["n"], row["m"]) for row in rows}


def _type_of(model):
    return ContentType.objects.get_for_model(model)
