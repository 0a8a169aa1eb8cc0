"""Keeps the entries in step with the rows. The library's signal handlers call it for each row that is saved or deleted."""

from django.db import transaction
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks
from wagtail.models import Revision

from ..models.entry import SearchEntry
from ..text import VERSION
from .entries import APART, COLUMNS, ENTRIES
from .reading import folded_texts

COLUMN_NAMES = [*COLUMNS, *APART]


class EntryIndex(BaseIndex):
    """All entries, of whatever model."""

    def add_items(self, model, objs):
        """Write the entries of `objs` where they say something else than before."""
        objs = list(objs)
        if not objs or not model.get_search_fields():
            return
        content_type, drafts = get_content_type_pk(model), draft_titles(objs)
        with transaction.atomic():
            rows = SearchEntry.objects.filter(content_type=content_type, object_id__in=[obj.pk for obj in objs])
            stored = {entry.object_id: entry for entry in rows}
            changed = []
            for obj in objs:
                entry = stored.get(obj.pk) or SearchEntry(content_type_id=content_type, object_id=obj.pk)
                if _fill(entry, folded_texts(obj, drafts.get(obj.pk, ""))):
                    changed.append(entry)
            ENTRIES.write(changed)

    def delete_item(self, item):
        """Where a row goes, the entries of whatever it was, a page or an article, go too."""
        content_types = get_descendants_content_types_pks(get_model_root(type(item)))
        self._delete(SearchEntry.objects.filter(content_type__in=content_types, object_id=item.pk))

    def delete_stale_entries(self):
        """Take away the entries of rows that were deleted past the signals, and of models that are searched no more."""
        kinds = set()
        for model in get_indexed_models():
            if not model._meta.parents:
                content_types = get_descendants_content_types_pks(model)
                kinds.update(content_types)
                entries = SearchEntry.objects.filter(content_type__in=content_types)
                self._delete(entries.exclude(object_id__in=model._base_manager.order_by().values("pk")))
        self._delete(SearchEntry.objects.exclude(content_type__in=kinds))

    def reset(self):
        self._delete(SearchEntry.objects.all())

    def _delete(self, entries):
        if ids := list(entries.values_list("pk", flat=True)):
            ENTRIES.delete(ids)


def _fill(entry, texts):
    """Put `texts` into `entry`; was anything else in it?"""
    before = [entry.pk, entry.version, *(getattr(entry, name) for name in COLUMN_NAMES)]
    for name in COLUMN_NAMES:
        setattr(entry, name, texts.get(name, ""))
    entry.version = VERSION
    return entry.pk is None or before != [entry.pk, VERSION, *(getattr(entry, name) for name in COLUMN_NAMES)]


def draft_titles(objs):
    """How those of `objs` are called in their latest drafts: the row keeps the name that was published."""
    drafts = {
        obj.latest_revision_id: obj.pk
        for obj in objs
        if getattr(obj, "has_unpublished_changes", False) and getattr(obj, "latest_revision_id", None)
    }
    if not drafts:
        return {}
    revisions = Revision.objects.filter(pk__in=drafts).order_by().values_list("pk", "object_str")
    return {drafts[pk]: title for pk, title in revisions}


class EntryRebuilder:
    """What `update_index` does around the rows: nothing is emptied, each entry is written anew where it has changed."""

    def __init__(self, index):
        self.index = index

    def start(self):
        self.was_other_version = SearchEntry.objects.exclude(version=VERSION).exists()
        self.index.delete_stale_entries()
        return self.index

    def finish(self):
        """Tokens cut by other rules are not known any more, and could not be taken out one by one."""
        missing, superfluous = ENTRIES.differences()
        if self.was_other_version or missing or superfluous:
            ENTRIES.refill()
