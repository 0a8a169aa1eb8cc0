"""What belongs to a record, at the bulk desk: whoever may change the record now may change its children."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from programs.records.protection import refuse_held_rows


def refusal_of(record, user):
    """Why `user` may not change `record` here, asked once of a row at hand; '' where nothing stands against it."""
    if not hasattr(record, "_refusal"):
        record._refusal = ""
        try:
            record.refuse_change_by(user)
        except ValidationError as error:
            record._refusal = error.messages[0]
    return record._refusal


class KeepingFormSet(BaseInlineFormSet):
    """Refuses to take off a row that somebody holds on to."""

    def clean(self):
        super().clean()
        refuse_held_rows(self)


class ChildOfRecord:
    """Whoever may change a record may change what belongs to it: nobody is given rights on the children apart."""

    extra = 0
    formset = KeepingFormSet

    def has_view_permission(self, request, obj=None):
        meta = self.parent_model._meta
        return any(request.user.has_perm(f"{meta.app_label}.{act}_{meta.model_name}") for act in ("view", "change"))

    def has_change_permission(self, request, obj=None):
        meta = self.parent_model._meta
        act = "add" if obj is None else "change"
        may = request.user.has_perm(f"{meta.app_label}.{act}_{meta.model_name}")
        return may and not (request.method == "GET" and obj is not None and refusal_of(obj, request.user))

    has_delete_permission = has_change_permission

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class ChildTable(ChildOfRecord, admin.TabularInline):
    """Children in a table, a row each."""


class ChildForms(ChildOfRecord, admin.StackedInline):
    """Children with many fields, a form each."""


class ReadOnlyChildTable(ChildTable):
    """Children that are shown here and kept at the Wagtail desk."""

    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False
