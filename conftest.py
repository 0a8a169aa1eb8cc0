"""What every test may ask for."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import settings
from PIL import Image
from wagtail.models import Site

from news.mentions.name_index import NAMES
from portal.search.finding import at_hand
from programs.listing.listing import forget_all
from tests.reading_client import ReadingClient

settings.register_profile("portal", deadline=None)  # how long one example takes is the machine's affair
settings.load_profile("portal")


HOUSE = Path(__file__).parent


def _migrated_database():
    """Where a migrated SQLite database is kept for the next run: named by what it was made from."""
    made_from = hashlib.sha256()
    for file in sorted([*HOUSE.glob("[!.]*/**/migrations/*.py"), *HOUSE.glob("requirements*.txt")]):
        made_from.update(file.read_bytes())
    return HOUSE / "var" / "test-databases" / f"{made_from.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """Django's migrated test database. SQLite in memory begins with what an earlier run of the same migrations left, so
    that one test is tried in seconds; CI migrates from nothing."""
    kept, name = _migrated_database(), connection.vendor == "sqlite" and connection.creation._get_test_db_name()
    keeps = name and connection.creation.is_in_memory_db(name) and "CI" not in os.environ
    begun = sqlite3.connect(name, uri=True) if keeps else None
    if keeps and kept.exists():
        with closing(sqlite3.connect(kept)) as earlier:
            earlier.backup(begun)
    request.getfixturevalue("django_db_setup")
    if keeps and not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with django_db_blocker.unblock(), closing(sqlite3.connect(half := kept.with_suffix(f".{os.getpid()}"))) as file:
            begun.backup(file)
        half.replace(kept)
    yield
    if begun:
        begun.close()


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
