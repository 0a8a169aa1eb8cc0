from django.contrib.contenttypes.models import ContentType
from django.db import models

from programs.records.searching import searched
from programs.texts.folding import folded


class TermQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def known_as(self, text):
        """Terms with `text` in their name, address or an alias: what a search box finds."""
        from .models import Alias

        aliases = Alias.objects.filter(content_type=ContentType.objects.get_for_model(self.model))
        by_alias = searched(aliases, text, fields=["name"]).values("object_id")
        by_own = searched(self.model._default_manager.order_by(), text).values("pk")
        return self.filter(models.Q(pk__in=by_own) | models.Q(pk__in=by_alias))

    def named(self, text):
        """The term of that name, however it is written, or else the one that has it as an alias; None if there is none."""
        if exact := self.filter(name=text.strip()).first():
            return exact
        name = folded(text)
        found = name and self.filter(normalised_name=name).first()
        return found or (self._of_alias(normalised_name=name) if name else None)

    def addressed(self, slug):
        """The term at that address, or the one that a merged term's address now means; None if there is none."""
        return self.filter(slug=slug).first() or self._of_alias(slug=slug)

    def _of_alias(self, **known_as):
        from .models import Alias

        alias = Alias.objects.filter(content_type=ContentType.objects.get_for_model(self.model), **known_as).first()
        return self.filter(pk=alias.object_id).first() if alias else None
