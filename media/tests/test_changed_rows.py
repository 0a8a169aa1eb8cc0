"""Whoever reads on from a place meets every change once, however late it is committed and whatever the clocks say."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from media.changed_rows import changed_since, forget_old, here, note
from media.models import Attachment, ChangedRow, Picture


def read(place, *models):
    return changed_since(place, *(models or (Picture,)))


@pytest.mark.django_db
def test_each_change_is_met_once(django_assert_num_queries):
    note(Picture, [1])
    place = here()
    note(Picture, [2, 3])
    note(Attachment, [4])
    with django_assert_num_queries(1):
        changes, place = read(place)
    assert changes[Picture] >= {2, 3} and Attachment not in changes
    assert read(place)[0] == {}
    note(Picture, [2])
    changes, place = read(place)
    assert changes == {Picture: {2}}
    assert read(place)[0] == {}


@pytest.mark.django_db
def test_several_models_are_told_apart(django_assert_num_queries):
    place = here()
    note(Picture, [1])
    note(Attachment, [1, 2])
    changes, place = read(place, Picture, Attachment)
    assert changes == {Picture: {1}, Attachment: {1, 2}}
    assert read(place, Picture, Attachment)[0] == {}


@pytest.mark.django_db
def test_no_clock_is_asked(time_machine):
    place = here()
    time_machine.move_to(timezone.now() - datetime.timedelta(hours=1))
    note(Picture, [1])
    assert read(place)[0] == {Picture: {1}}


@pytest.mark.django_db
def test_old_lines_are_deleted_and_places_stay_right(time_machine):
    place = here()
    note(Picture, [1])
    _, place = read(place)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=3))
    note(Picture, [2])
    assert forget_old() == 1
    assert set(ChangedRow.objects.values_list("object_id", flat=True)) == {2}
    assert read(place)[0] == {Picture: {2}}
    ChangedRow.objects.all().delete()
    note(Picture, [3])
    assert 3 in read(place)[0][Picture]


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_late_is_met_all_the_same():
    """Another transaction writes first and commits last, while others come and go."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write after the other")
    place, written, may_commit = here(), threading.Event(), threading.Event()

    def write_slowly():
        try:
            with transaction.atomic():
                note(Picture, [1])
                written.set()
                assert may_commit.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert written.wait(20)
    for pk in (2, 3):
        note(Picture, [pk])
        changes, place = read(place)
        assert changes == {Picture: {pk}}
        assert read(place)[0] == {}
    may_commit.set()
    writer.join()
    changes, place = read(place)
    assert changes == {Picture: {1}}
    assert read(place)[0] == {}
