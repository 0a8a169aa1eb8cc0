"""Many changes: the older answer serves while they are read, without what left the public, which is gone at once."""

import random

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from media import content_stamp
from programs.companies.filters import COMPANIES
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.listing import index as index_module
from programs.listing.index import AT_ONCE
from programs.records.changes import touch

pytestmark = pytest.mark.django_db
MANY = AT_ONCE + 10


@pytest.fixture
def later(monkeypatch):
    """What would be read in the background, to be called in a test's own time."""
    works = []
    monkeypatch.setattr(index_module, "in_background", lambda work, name: works.append(work))
    return works


@pytest.fixture
def companies():
    first = CompanyFactory(size_band="large")
    made = [Company(title=f"企业{number}", slug=f"c-{number}", size_band="large") for number in range(MANY)]
    Company.objects.bulk_create(made)
    assert COMPANIES.select(QueryDict()).total == MANY + 1
    return first, made


def change(rows, **values):
    Company.objects.filter(pk__in=[row.pk for row in rows]).update(**values)
    touch(Company, [row.pk for row in rows])


def total(query=""):
    return COMPANIES.select(QueryDict(query)).total


def test_few_changes_are_read_at_once(companies, later):
    change(companies[1][:5], size_band="small")
    assert total("size=small") == 5 and not later


def test_many_are_read_in_the_background_while_the_older_answer_serves(companies, later):
    change(companies[1], size_band="small")
    assert total("size=large") == MANY + 1 and total("size=small") == 0
    assert len(later) == 1, "asked again, nobody starts a second reading"
    later.pop()()
    assert total("size=large") == 1 and total("size=small") == MANY and not later


def test_what_left_the_public_is_gone_at_once_whatever_its_number(companies, later):
    change(companies[1], visibility="internal")
    selection = COMPANIES.select(QueryDict())
    assert selection.total == 1 and [row.pk for row in selection.rows] == [companies[0].pk]
    assert [value.count for group in selection.facets if group.name == "size" for value in group.values] == [1]
    assert list(selection.ids()) == [companies[0].pk]
    later.pop()()
    assert total() == 1
    change(companies[1], visibility="public")
    assert total() == 1
    later.pop()()
    assert total() == MANY + 1


def test_what_leaves_while_others_are_read_does_not_come_back_with_them(companies, later, monkeypatch):
    change(companies[1], size_band="small")
    assert total() == MANY + 1
    entries = COMPANIES.index._entries

    def slowly(*args):
        found = list(entries(*args))
        change(companies[1][:2], visibility="internal")
        assert total() == MANY - 1
        monkeypatch.setattr(COMPANIES.index, "_entries", entries)
        return found

    monkeypatch.setattr(COMPANIES.index, "_entries", slowly)
    work = later.pop()
    work()
    assert total() == MANY - 1 and total("size=small") == MANY - 2


def test_a_reading_that_fails_is_tried_again(companies, later, monkeypatch, caplog):
    change(companies[1], size_band="small")
    assert total() == MANY + 1
    with monkeypatch.context() as patch:
        patch.setattr(COMPANIES.index, "_entries", lambda *args: (_ for _ in ()).throw(DatabaseError))
        later.pop()()
    assert "could not be read on" in caplog.text
    assert total("size=small") == 0
    later.pop()()
    assert total("size=small") == MANY


def test_a_reader_of_a_list_in_which_nothing_changed_asks_for_nothing(companies):
    COMPANIES.index.snapshot()
    with CaptureQueriesContext(connection) as queries:
        COMPANIES.index.snapshot()
    assert len(queries) <= 1, "the stamp of the content alone"


def test_a_list_says_for_which_content_it_stands(companies, later):
    """As long as it has not read what changed, nobody keeps what is made of it."""
    present = content_stamp.current()
    with content_stamp.reading(present) as reading:
        total()
    assert reading.is_of_one_stamp()
    change(companies[1], size_band="small")
    for is_read in (False, True):
        if is_read:
            later.pop()()
        with content_stamp.reading(content_stamp.current()) as reading:
            total()
        assert reading.is_of_one_stamp() is is_read


def test_read_in_pieces_equals_read_afresh(companies, later, monkeypatch):
    monkeypatch.setattr(index_module, "CHUNK", 7)
    choose = random.Random(3)  # noqa: S311 - a test that can be repeated
    for row in companies[1]:
        row.size_band, row.sort_key = choose.choice(["", "small"]), str(choose.random())
        row.visibility = choose.choice(["public", "internal"])
    Company.objects.bulk_update(companies[1], ["size_band", "sort_key", "visibility"])
    touch(Company, [row.pk for row in companies[1]])
    total()
    later.pop()()
    patched = COMPANIES.index.snapshot()
    COMPANIES.index.forget()
    fresh = COMPANIES.index.snapshot()
    assert (patched.everyone, patched.sets) == (fresh.everyone, fresh.sets)
    assert [list(order) for order in patched.orders] == [list(order) for order in fresh.orders]


@pytest.mark.django_db(transaction=True)
def test_what_was_read_in_a_transaction_that_was_rolled_back_is_forgotten():
    kept = CompanyFactory(title="留下的")
    assert total() == 1
    for _ in range(2):
        with pytest.raises(DatabaseError), transaction.atomic():
            CompanyFactory(title="撤回的")
            kept.visibility = "internal"
            kept.save()
            assert total() == 1
            raise DatabaseError
        assert [row.title for row in COMPANIES.select(QueryDict()).rows] == ["留下的"] and total() == 1
        CompanyFactory(title="后来的")
        assert total() == 2, "its line may have the number of one that was rolled back"
        Company.objects.filter(title="后来的").delete()
        assert total() == 1
        kept.visibility = "public"


@pytest.mark.django_db(transaction=True)
def test_what_was_first_read_in_a_transaction_is_read_again():
    with pytest.raises(DatabaseError), transaction.atomic():
        CompanyFactory(title="撤回的")
        assert total() == 1
        raise DatabaseError
    assert total() == 0
