"""Keeps Wagtail's index of who refers to what true in every transaction, for it decides who may have a file.

Wagtail notes the references of what is saved, and of a page's rows as each is saved; but of a row that is deleted it
forgets only the row's own, and the page's stay as they were.
"""

from django.apps import apps
from django.db.models.signals import post_delete
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import reference_index_auto_update_disabled, update_reference_index_on_save


def note_references_of(model):
    """Keep what rows of `model`, of every kind of it, refer to: from now on, whichever desk this process has loaded."""
    for kind in apps.get_models():
        if issubclass(kind, model):
            ReferenceIndex.register_model(kind)
    for row in ReferenceIndex.tracked_models:
        if _keys_to_owner(row):
            post_delete.connect(_note_owner_again, sender=row, dispatch_uid=f"references without {row._meta.label}")


def _keys_to_owner(model):
    return [field for field in model._meta.get_fields() if isinstance(field, ParentalKey)]


def _note_owner_again(sender, instance, origin=None, **kwargs):
    """One row was deleted, not its owner with all of them."""
    is_alone = isinstance(origin, sender) or getattr(origin, "model", None) is sender
    if not is_alone or getattr(reference_index_auto_update_disabled, "value", False):
        return
    for key in _keys_to_owner(sender):
        owner = key.remote_field.model._base_manager.filter(pk=getattr(instance, key.attname)).first()
        if owner:
            update_reference_index_on_save(owner)
