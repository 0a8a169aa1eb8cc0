from django.contrib.contenttypes.models import ContentType
from django.db import models


class MentionQuerySet(models.QuerySet):
    def public_now(self):
        """Mentions in articles that anybody may read at this moment."""
        articles = self.model._meta.get_field("article").related_model.objects.public_now()
        return self.filter(models.Exists(articles.filter(pk=models.OuterRef("article_id"))))

    def of(self, record):
        """Mentions of one record."""
        return self.filter(record_type=ContentType.objects.get_for_model(record), record_id=record.pk)

    def newest_first(self):
        """The newest article first, the sentences of one article in its order."""
        return self.order_by("-article__published_at", "-article_id", "position")
