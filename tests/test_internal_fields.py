"""Every field of a register is either for readers or named among its internal ones: a new one has to be thought of."""

import pytest
from django.apps import apps
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.snippets.models import get_snippet_models

from programs.records.model import Record

REGISTERS = [model for model in apps.get_models() if issubclass(model, Record)]
FOR_READERS = {"id", "created_at", "updated_at", "search_text", "sort_key", "begins_at", "finishes_at"}
OF_WAGTAIL = {
    field.name
    for mixin in (DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin)
    for field in mixin._meta.fields
}


def internal_tab(model):
    get_snippet_models()  # loads the desk
    [tab] = [tab for tab in model.snippet_viewset.edit_handler.children if tab.heading == "内部"]
    return set(tab.bind_to_model(model).get_form_options()["fields"])


@pytest.mark.parametrize("model", REGISTERS)
def test_what_nobody_edits_and_what_stands_in_the_tab_for_keepers_is_internal(model):
    unedited = {field.name for field in model._meta.concrete_fields if not field.editable} - OF_WAGTAIL - FOR_READERS
    assert unedited | internal_tab(model) == set(model.internal_fields)


def test_there_are_registers_to_look_at():
    assert len(REGISTERS) >= 3 and OF_WAGTAIL
