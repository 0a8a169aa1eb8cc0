import logging

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """The loaded demo, made once for all tests of this room: each undoes what it does. Yields when loading began."""
    begun = timezone.now()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(connection, "close", lambda: None)  # Django's test cases close theirs, and all stand in this one
        complaints = []
        handler = logging.Handler(logging.ERROR)
        handler.emit = complaints.append
        logging.getLogger().addHandler(handler)
        call_command("load_demo", verbosity=0)
        logging.getLogger().removeHandler(handler)
        assert not complaints
        yield begun
        transaction.set_rollback(True)
