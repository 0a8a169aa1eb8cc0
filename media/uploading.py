"""Doors of the desk whose answers show the new picture: it is saved in one transaction, and its small sizes are made after."""

from django.db import transaction
from django.utils.decorators import method_decorator
from wagtail.images.views import chooser, multiple

from .transactions import write_transaction


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class AddPicturesView(multiple.AddView):
    def save_object(self, form):
        with write_transaction():
            return super().save_object(form)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class AddChosenPictureView(chooser.ImageUploadView):
    def save_form(self, form):
        with write_transaction():
            return super().save_form(form)


def use_in_chooser():
    """Wagtail's chooser of pictures has one view set, made when it is imported."""
    chooser.viewset.create_view_class = AddChosenPictureView
