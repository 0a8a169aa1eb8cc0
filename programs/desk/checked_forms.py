"""What no form of the desk may do, to stories and records alike: bury what somebody else saved, cut a paste off in
silence, or approve what is not what was handed in."""

import re
from datetime import datetime

from django.db import connection
from django.db.models import Manager, Model, QuerySet
from modelcluster.queryset import FakeQuerySet
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from media.drafts import let_drafts_be_incomplete

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
COMMENTS = "comments"  # remarks at the desk, no part of the content
BLOCK_ERRORS = (
    ListBlockValidationError,
    StreamBlockValidationError,
    StructBlockValidationError,
    TypedTableBlockValidationError,
)
WRONG_BLOCKS = "有内容块没有填对，请看其中标红的地方。"  # Wagtail's own sentence goes through no catalogue


class CheckedFormMixin:
    """Refuses, keeping what was typed, a form that was opened before somebody else saved, and an approval that brings
    changes along: what is approved is what was submitted."""

    STALE = (
        "您打开这个页面之后，它又被保存过（可能是别人，也可能是您的另一个窗口）。您的内容没有保存，仍在下面的表单里。"
        "请先到“历史”里核对新版本；确认要以您的内容为准，就再保存一次，对方的版本会留在历史里。"
    )
    CHANGED = "您改动了内容，不能同时通过。请先保存草稿，再由其他审稿人通过；不想保留改动，就刷新本页后再通过。"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.half_typed = self.half_typed = {}  # what could not be kept of a draft, for who answers its editor
        self.prepare(self)
        for formset in self.formsets.values():
            prepare_rows(formset, self.prepare)

    def prepare(self, form):
        """Make this form, or one of the rows under it, ready for its keeper."""
        keep_long_pastes(form)
        let_drafts_be_incomplete(form, self.half_typed)

    def full_clean(self):
        super().full_clean()
        for errors in (self._errors or {}).values():
            for error in errors.data:
                if isinstance(error, BLOCK_ERRORS):
                    error.message = WRONG_BLOCKS

    def clean(self):
        cleaned_data = super().clean()
        if self.is_to_be_saved() and self.instance.pk:
            if self.is_stale():
                self.add_error(None, self.STALE)
            elif self.is_approval() and self.has_changed():
                self.add_error(None, self.CHANGED)
        return cleaned_data

    def is_to_be_saved(self):
        """Is this the edit view's form, and not the preview's?"""
        raise NotImplementedError

    def saved_rows(self):
        """The rows among which the one at hand is kept, for its lock and its newest revision."""
        return type(self.instance)._default_manager.all()

    def is_approval(self):
        return "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"

    def has_changed(self):
        """On approval: does the content differ? A browser gives paragraphs new keys, which is no change to readers."""
        if not self.is_approval() or not hasattr(self, "cleaned_data"):
            return super().has_changed()
        changed = [name for name in self.changed_data if name in self.cleaned_data]
        return (
            any(as_read(self.cleaned_data[name]) != as_read(self.initial.get(name)) for name in changed)
            or self.rows_have_changed()
        )

    def rows_have_changed(self):
        """Do the rows under it differ from the submitted ones? A row that was never published has no number of its
        own yet, so Django takes it for new each time; what the rows say is compared instead."""
        stored = self.instance.get_latest_revision_as_object()
        return any(
            _posted_rows(formset) != _stored_rows(formset, getattr(stored, name).all())
            for name, formset in self.formsets.items()
            if name != COMMENTS
        )

    def is_stale(self):
        """Was it saved after this form was opened? The row is locked, so that two savers are told apart."""
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        rows = self.saved_rows().filter(pk=self.instance.pk)
        if connection.in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        latest, saved_at = rows.values_list("latest_revision", "latest_revision__created_at").get()
        if latest is None or not loaded or self.data.get("overwrite_revision_id"):
            return (
                latest is not None and str(latest) != loaded
            )  # a form that does not say what it has seen has not seen it
        return str(latest) != loaded or self.data.get("loaded_revision_created_at") != saved_at.isoformat()

    def get_field_updates_for_resave(self):
        """What an autosave tells the open form, and with it the revision that this window itself has just saved: its
        next save is not taken for one that somebody else's save has overtaken."""
        saved = self.saved_rows().filter(pk=self.instance.pk)
        revision, saved_at = saved.values_list("latest_revision", "latest_revision__created_at").get()
        updates = super().get_field_updates_for_resave()
        if revision:
            updates += [("loaded_revision_id", str(revision)), ("loaded_revision_created_at", saved_at.isoformat())]
        return updates


def prepare_rows(formset, prepare):
    """Call `prepare` for every row, and for the empty one of which browsers make new rows: Django builds it anew each
    time that it is asked for."""
    add_fields = formset.add_fields

    def add_and_prepare(form, index):
        add_fields(form, index)
        if "ORDER" in form.fields and (index is None or index >= formset.initial_form_count()):
            form.fields["ORDER"].has_changed = _says_nothing  # a new row with a place and no word is no row
        prepare(form)

    formset.add_fields = add_and_prepare
    for form in vars(formset).get("forms", []):
        prepare(form)


def _says_nothing(initial, data):
    return False


def keep_long_pastes(form):
    """Take the browser's limit off: it would cut a long paste off and say nothing; the server says that it is long."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


def _row_fields(formset):
    return [name for name in formset.form.base_fields if name not in {"id", "ORDER", "DELETE"}]


def _posted_rows(formset):
    if not formset.is_valid():  # the form is checked before its rows are; what is wrong is said there
        return None
    rows = [form.cleaned_data for form in formset.forms if getattr(form, "cleaned_data", None)]
    rows = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row.get("ORDER") or 0)
    return [{name: as_read(row.get(name)) for name in _row_fields(formset)} for row in rows]


def _stored_rows(formset, children):
    return [{name: as_read(getattr(child, name)) for name in _row_fields(formset)} for child in children]


def as_read(value):
    """`value` without the ids and keys that editors' browsers and Wagtail put into it."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, (QuerySet, FakeQuerySet)):
        return sorted(row.pk for row in value)
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items() if key != "id"}
    if isinstance(value, (list, tuple)):
        read = [as_read(item) for item in value]
        return sorted(read) if value and isinstance(value[0], Model) else read
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)  # as far as the form shows
    return value if value is not None else ""
