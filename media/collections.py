"""The doors of the desk at which many files at once are closed to readers or opened: moving files, moving or closing a
collection. Each names every public place that changes along, and asks for one tick."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.shortcuts import get_object_or_404
from wagtail.admin.forms.collections import CollectionForm, CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import collection_privacy, collections
from wagtail.documents.views.bulk_actions import add_to_collection as file_actions
from wagtail.images.views.bulk_actions import add_to_collection as picture_actions
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import collection_permission_policy

from .asking import AsksBeforeReadersSeeMixin, what_follows
from .models import Attachment, Picture
from .uses import is_in_private_collection, is_private

# --- Some files into another collection --------------------


class MovePicturesForm(AsksBeforeReadersSeeMixin, picture_actions.CollectionForm):
    pass


class MoveFilesForm(AsksBeforeReadersSeeMixin, file_actions.CollectionForm):
    pass


class AsksBeforeMoving:
    def form_valid(self, form):
        chosen, _ = self.get_actionable_objects()
        collection = form.cleaned_data["collection"]
        is_closed = is_private(collection)
        files = self.model.objects.filter(pk__in=[file.pk for file in chosen])
        closed = is_in_private_collection()
        then = what_follows(not is_closed, is_closed)
        form.ask(
            "这些文件", f"放进文件夹“{collection}”{then}", files.exclude(closed) if is_closed else files.filter(closed)
        )
        return super().form_valid(form) if form.is_valid() else self.form_invalid(form)


class MovePictures(AsksBeforeMoving, picture_actions.AddToCollectionBulkAction):
    form_class = MovePicturesForm


class MoveFiles(AsksBeforeMoving, file_actions.AddToCollectionBulkAction):
    form_class = MoveFilesForm


ACTIONS = [MovePictures, MoveFiles]

# --- A whole collection --------------------


class MovedCollectionForm(AsksBeforeReadersSeeMixin, CollectionForm):
    def clean(self):
        cleaned = super().clean()
        parent, before = self.cleaned_data.get("parent"), self.instance.get_parent()
        if parent and (then := what_follows(is_private(before), is_private(parent))):
            restrictions = CollectionViewRestriction.objects.all()
            self.ask("这个文件夹里的文件", f"移到“{parent}”下{then}", *_files_below(self.instance, restrictions))
        return cleaned


class CollectionEditView(collections.Edit):
    form_class = MovedCollectionForm


class PrivacyForm(AsksBeforeReadersSeeMixin, CollectionViewRestrictionForm):
    def __init__(self, *args, collection, **kwargs):
        super().__init__(*args, **kwargs)
        self.collection = collection

    def clean(self):
        cleaned = super().clean()
        restrictions = CollectionViewRestriction.objects.exclude(collection=self.collection)
        was_private = is_private(self.collection)
        is_closed = self.cleaned_data.get("restriction_type") != CollectionViewRestriction.NONE
        if then := what_follows(was_private, is_closed):
            self.ask("这个文件夹里的文件", f"改变访问限制{then}", *_files_below(self.collection, restrictions))
        return cleaned


def set_privacy(request, collection_id):
    """Wagtail's, with the question before it saves."""
    collection = get_object_or_404(Collection, pk=collection_id)
    may_change = collection_permission_policy.user_has_permission_for_instance(request.user, "change", collection)
    if request.method == "POST" and may_change:
        form = PrivacyForm(request.POST, collection=collection)
        if set(form.errors) == {"is_meant"}:
            asked = {"form": form, "action_url": request.path}
            return render_modal_workflow(
                request, "desk/collection_privacy.html", None, asked, json_data={"step": "set_privacy"}
            )
    return collection_privacy.set_privacy(request, collection_id)


def _files_below(collection, restrictions):
    """The files in `collection` and below it, a query a kind, short of those that one of `restrictions`, further down,
    closes all the same."""
    below = Q(collection__path__startswith=collection.path)
    paths = restrictions.filter(below).values_list("collection__path", flat=True)
    closed = reduce(or_, (Q(collection__path__startswith=path) for path in paths), Q(pk__in=[]))
    return [model.objects.filter(below).exclude(closed) for model in (Picture, Attachment)]
