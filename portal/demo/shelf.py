"""What was loaded before: asked by key, and remembered for good."""

from wagtail.models import Page

from media.models import Attachment, Picture
from news.models import Contributor
from portal.search.models import QueryDay
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy
from programs.taxonomy.models import Department

from .models import DemoItem

# What the part of a key before the colon stands for
MODELS = {
    "picture": Picture,
    "attachment": Attachment,
    "contributor": Contributor,
    "section": Page,
    "article": Page,
    "page": Page,
    "department": Department,
    "company": Company,
    "policy": Policy,
    "event": Event,
    "searches": QueryDay,
}


class Shelf:
    """The record of demo content in this database, read once."""

    def __init__(self):
        self._numbers = dict(DemoItem.objects.values_list("key", "object_id"))
        self._found = {}
        self.added = 0

    def __contains__(self, key):
        return key in self._numbers

    def find(self, key):
        """The primary key of what was loaded as `key`; None when it never was, or was deleted since."""
        number = self._numbers.get(key)
        if key not in self._found:
            self._found[key] = number if self.model_of(key).objects.filter(pk=number).exists() else None
        return self._found[key]

    @staticmethod
    def model_of(key):
        return MODELS[key.partition(":")[0]]

    def remember(self, key, instance):
        DemoItem.objects.create(key=key, object_id=instance.pk)
        self._numbers[key] = self._found[key] = instance.pk
        self.added += 1
