import pytest
from django.db import connection

from portal.search.engine.operations import AddTextIndex

from .notes import APART, COLUMNS, Note


@pytest.fixture(scope="module")
def table_of_notes(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Note)
            AddTextIndex("note", COLUMNS, APART).make(Note, editor)
        yield
        with connection.schema_editor() as editor:
            AddTextIndex("note", COLUMNS, APART).drop(Note, editor)
            editor.delete_model(Note)


@pytest.fixture
def notes(table_of_notes, db):
    """An empty table of notes."""
