import threading
from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.test import override_settings
from wagtail.models import Collection, Locale

from media import content_stamp
from media.content_stamp import agree, asked, current, oldest_used, reading, renew, standing_for
from media.models import ContentStamp, Picture
from media.stamp_hint import HINT, LENGTH, UNKNOWN, Hint
from media.visible_writes import is_visible

LOCKED = "locked"  # what SQLite in memory says of a table that somebody is writing


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """The database with real commits; what a test leaves is deleted, instead of emptying all tables for it."""
    with django_db_blocker.unblock():
        yield
        Collection.objects.filter(name__startswith=NAME).delete()
        Locale.objects.filter(language_code="zh-x").delete()
        connection.close()


at_commit = pytest.mark.usefixtures("committing")
NAME = "试验"


def hint():
    return HINT.read().decode()


def collection():
    return Collection.get_first_root_node().add_child(name=NAME)


@at_commit
def test_every_way_of_writing_moves_the_stamp_and_announces_it():
    one = collection()
    seen = {asked()}
    for write in (
        lambda: Collection.objects.filter(pk=one.pk).update(name=NAME + "改名"),
        lambda: Collection.objects.bulk_update([one], ["name"]),
        lambda: one.save(),
        lambda: one.add_child(name=NAME + "下级"),
        lambda: connection.cursor().execute("UPDATE wagtailcore_collection SET name = name"),
        lambda: one.delete(),
        renew,
    ):
        write()
        assert asked() not in seen, "this write did not move the stamp"
        assert hint() == asked()
        seen.add(asked())
    assert ContentStamp.objects.count() == 1


@at_commit
def test_it_moves_with_the_commit_and_with_nothing_else():
    one = collection()
    before = asked()
    with transaction.atomic():
        one.save()
        private = current()
        assert private not in (before, asked()), "what is derived in here is right for nobody else"
        one.save()
        assert current() != private
        assert _elsewhere(asked) in (before, LOCKED)
        assert hint() == before
    after = asked()
    assert after != before
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        one.save()
        raise ZeroDivisionError
    assert current() == asked() == after == hint()
    list(Collection.objects.all())
    with transaction.atomic():
        list(Collection.objects.select_for_update())
    assert asked() == after


@at_commit
def test_it_is_written_last_and_announced_before_the_commit():
    """Announced later, a crash between the two would leave old pages valid."""
    one = collection()
    said = []
    before = asked()
    note = mock.patch.object(HINT, "write", lambda stamp: said.append((stamp, _elsewhere(asked))))
    with note, transaction.atomic():
        one.save()
        assert not said
    assert said == [(asked(), before)] or said == [(asked(), LOCKED)]


@at_commit
def test_what_cannot_be_announced_is_not_committed():
    one, before = collection(), asked()
    elsewhere = override_settings(DATA_DIR=settings.DATA_DIR / "no such folder")
    nothing_open = mock.patch.object(HINT, "_kept", (None, None, None))
    with elsewhere, nothing_open, pytest.raises(OperationalError), transaction.atomic():
        Collection.objects.filter(pk=one.pk).update(name=NAME + "没有公布")
    assert asked() == before
    assert not Collection.objects.filter(name=NAME + "没有公布").exists()


@at_commit
def test_a_crash_between_announcing_and_committing_leaves_nothing_believed():
    collection()
    before = asked()
    HINT.write("f" * 32)  # as a writer that died left it
    assert hint() != asked() == before
    agree()
    assert hint() == asked() == before


@at_commit
def test_a_statement_outside_of_a_transaction_is_one_with_its_stamp():
    one = collection()
    with mock.patch.object(content_stamp, "_write", side_effect=OperationalError), pytest.raises(OperationalError):
        Collection.objects.filter(pk=one.pk).update(name=NAME + "只有一半")
    assert not Collection.objects.filter(name=NAME + "只有一半").exists()


@pytest.mark.django_db
def test_an_answer_knows_the_stamps_of_the_sources_it_used():
    assert oldest_used() is None
    standing_for("0")  # nobody asks: nothing is noted
    with reading("1") as noted:
        assert current() == oldest_used() == "1"
        standing_for("1")
        assert noted.is_of_one_stamp()
        standing_for("0")
        assert oldest_used() == "0"
        assert not noted.is_of_one_stamp()
        Picture.objects.update(title="改")
        assert current() != "1"


@pytest.mark.parametrize(
    "sql, moves",
    [
        ('SELECT "a" FROM "t" WHERE "b" = \'UPDATE\'', False),
        ('INSERT INTO "django_session" ("a") VALUES (%s)', False),
        ('INSERT OR IGNORE INTO "news_byline" ("a") VALUES (%s)', True),
        ('DELETE FROM "news_byline"', True),
        ("update news_byline set name = 'x'", True),
        ('WITH x AS (SELECT 1) UPDATE "news_byline" SET "name" = 1', True),
        ("TRUNCATE news_byline", True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = NULL WHERE "id" = %s', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = %s', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = UPPER("title") WHERE "id" = %s', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s', True),
        ('DELETE FROM "wagtailcore_page" WHERE "draft_title" = %s', True),
        ("UPDATE wagtailcore_page SET draft_title = 'x', path = 'y' WHERE id = 1", True),
        (object(), True),
    ],
)
def test_which_statements_readers_may_see(sql, moves):
    assert is_visible(sql) is moves


@at_commit
def test_so_is_a_statement_that_returns_what_it_wrote():
    collection()
    before, number = asked(), Collection.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO wagtailcore_locale (language_code) VALUES ('zh-x') RETURNING id")
        if connection.vendor == "sqlite":
            assert _elsewhere(asked) in (before, LOCKED)
        assert cursor.fetchone()
    assert _elsewhere(asked) == hint() != before
    assert Collection.objects.count() == number


def _elsewhere(question):
    """What another connection is answered now."""
    answers = []

    def ask():
        try:
            answers.append(question())
        except OperationalError:
            answers.append(LOCKED)
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answers[0]


def test_another_file_in_the_place_of_the_hint_is_seen(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mine, theirs = Hint(), Hint()
    assert mine.read() == UNKNOWN
    theirs.write("a" * LENGTH)
    assert mine.read() == b"a" * LENGTH
    (tmp_path / "content-stamp").unlink()
    theirs.write("b" * LENGTH)
    assert mine.read() == b"b" * LENGTH
    settings.MACHINES = 2
    assert mine.read() is None
