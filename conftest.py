"""What every test may ask for."""

import hashlib
import logging
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import settings
from PIL import Image
from wagtail.models import Site

from news.mentions.name_index import NAMES
from portal.search.finding import at_hand
from programs.listing.listing import forget_all
from tests.databases import ON_SQLITE, Snapshots, drop_database, read_file, write_file
from tests.reading_client import ReadingClient

# How long one example takes is the machine's affair; CI tries the same ones each time, developers' machines new ones.
settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("portal")


HOUSE = Path(__file__).parent


def pytest_make_parametrize_id(val, argname):
    """Files made in a test's table name no test: they are made anew in each worker, and nobody can read them."""
    return argname if isinstance(val, bytes | str) and len(val) > 60 else None


def _migrated_database():
    """Where a migrated SQLite database is kept for the next run: named by what it was made from."""
    made_from = hashlib.sha256()
    for file in sorted([*HOUSE.glob("[!.]*/**/migrations/*.py"), *HOUSE.glob("requirements*.txt")]):
        made_from.update(file.read_bytes())
    return HOUSE / "var" / "test-databases" / f"{made_from.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def snapshots(request, tmp_path_factory, django_db_modify_db_settings, django_db_blocker):
    """The states of the test database that this run has made; its workers share them."""
    folder = tmp_path_factory.getbasetemp()
    snapshots = Snapshots((folder.parent if hasattr(request.config, "workerinput") else folder) / "databases")
    snapshots.join()
    yield snapshots
    with django_db_blocker.unblock():
        snapshots.leave()


@pytest.fixture(scope="session")
def django_db_setup(snapshots, django_test_environment, django_db_blocker):
    """The migrated test database, to which every test that commits returns.

    SQLite begins with what an earlier run of the same migrations left, so that one test is tried in seconds; CI clears
    that away first.
    """
    earlier = _migrated_database() if ON_SQLITE else None

    def migrate():
        if earlier and earlier.exists():
            read_file(earlier)
            return
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        if earlier:
            earlier.parent.mkdir(parents=True, exist_ok=True)
            write_file(earlier)

    name = connection.creation._get_test_db_name()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = name
        snapshots.use("migrated", migrate)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", snapshots.put_back)
        yield
    with django_db_blocker.unblock():
        drop_database(connection.settings_dict["NAME"])


@pytest.fixture(scope="module")
def begin_with(snapshots, django_db_setup, django_db_blocker):
    """`begin_with("name", make)` lets the tests of a module begin with the rows of `make()`, which is called once a run."""

    def use(name, make):
        with django_db_blocker.unblock():
            snapshots.use(name, make)

    yield use
    with django_db_blocker.unblock():
        snapshots.put("migrated")


@pytest.fixture(scope="module")
def demo(begin_with, snapshots, tmp_path_factory):
    """The loaded demo, with its files."""
    uploads, own = snapshots.folder / "uploads", tmp_path_factory.mktemp("demo") / "uploads"

    def load():
        complaints = []
        handler = logging.Handler(logging.ERROR)
        handler.emit = complaints.append
        logging.getLogger().addHandler(handler)
        with override_settings(MEDIA_ROOT=uploads):
            call_command("load_demo", verbosity=0)
        logging.getLogger().removeHandler(handler)
        if complaints:
            pytest.fail(f"The demo complains: {[complaint.getMessage() for complaint in complaints]}")

    begin_with("demo", load)
    shutil.copytree(uploads, own, copy_function=os.link)
    with override_settings(MEDIA_ROOT=own):
        yield


@pytest.fixture(scope="session", autouse=True)
def hasty_pictures():
    """Sizes of pictures are encoded in haste: what they look like is no test's concern, and most of the suite's time."""
    hasty = {"AVIF": {"speed": 10}, "WEBP": {"method": 0}}
    save = Image.Image.save

    def save_hastily(self, fp, format=None, **params):
        return save(self, fp, format, **{**hasty.get(format, {}), **params})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Image.Image, "save", save_hastily)
        yield


@pytest.fixture(autouse=True)
def fresh_lists(monkeypatch):
    """Lists keep an index in memory; one test's rows must not be another's, nor read by a thread that does not see them."""
    monkeypatch.setattr("programs.listing.index.in_background", lambda work, name: work())
    forget_all()
    NAMES.forget()
    at_hand.forget_all()


@pytest.fixture
def client():
    return ReadingClient()


@pytest.fixture
def site(db):
    return Site.objects.select_related("root_page").get(is_default_site=True)


@pytest.fixture
def home(site):
    return site.root_page.specific


@pytest.fixture
def news_index(home):
    from news.models import NewsIndexPage

    return NewsIndexPage.objects.child_of(home).get()


@pytest.fixture
def section(news_index):
    from news.tests.factories import SectionPageFactory

    return SectionPageFactory(parent=news_index)


@pytest.fixture
def staff(db):
    """`staff("editor")` is a new member of staff of that role with a signed-in client as `.client`."""
    from portal.accounts.tests.factories import UserFactory

    def make(role, **kwargs):
        user = UserFactory(role=role, **kwargs)
        user.client = ReadingClient()
        user.client.force_login(user)
        return user

    return make
