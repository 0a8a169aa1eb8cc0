"""What was loaded before: asked by key, and remembered for good."""

from django.utils import timezone
from wagtail.models import Page

from media.models import Attachment, Picture
from news.models import Contributor
from portal.search.models import QueryDay
from programs.companies.models import Company, CompanyList
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
    "list": CompanyList,
    "company": Company,
    "policy": Policy,
    "event": Event,
    "searches": QueryDay,
}


class Shelf:
    """The record of demo content in this database, read once."""

    def __init__(self):
        self._items = DemoItem.objects.in_bulk(field_name="key")
        self._numbers = {key: item.object_id for key, item in self._items.items()}
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

    def remember(self, key, instance, is_dated=False):
        """`is_dated` where days of it are counted from today."""
        item = DemoItem(key=key, object_id=instance.pk)
        if is_dated:
            item.dated_on, item.revision_id = timezone.localdate(), instance.latest_revision_id
        item.save()
        self._numbers[key] = self._found[key] = instance.pk
        self.added += 1

    def outdated(self, key):
        """What was loaded as `key` with days that were counted from another one, if nobody has touched it since."""
        item, today = self._items.get(key), timezone.localdate()
        if item is None or item.dated_on in (None, today):
            return None
        row = self.model_of(key).objects.filter(pk=item.object_id, live=True).first()
        return row if row and row.latest_revision_id == item.revision_id else None

    def moved(self, key, instance):
        """Remember that the days of `instance` are counted from today."""
        DemoItem.objects.filter(key=key).update(
            dated_on=timezone.localdate(), revision_id=type(instance).objects.get(pk=instance.pk).latest_revision_id
        )
