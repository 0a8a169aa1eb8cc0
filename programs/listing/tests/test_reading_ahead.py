"""What a new worker does before its first reader comes."""

import pytest
from django.db import DatabaseError

from programs.listing import listing


@pytest.mark.django_db(transaction=True)
def test_every_list_is_read_ahead():
    assert not any(one.index.state for one in listing._listings)
    listing.start_reading().join(20)
    assert len(listing._listings) >= 3
    assert all(one.index.state for one in listing._listings)


def test_a_database_that_is_away_stops_nothing(monkeypatch, caplog):
    def away():
        raise DatabaseError

    for one in listing._listings:
        monkeypatch.setattr(one.index, "orders", away)
    listing.start_reading().join(20)
    assert "could not be read ahead" in caplog.text
