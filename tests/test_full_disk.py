"""A disk that is full, or a database that may only be read: readers go on reading, writers are told in plain words that
nothing was saved, and when there is room again everything goes on by itself. And no kept connection survives a restore."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from media.tests import hostile
from portal.accounts.tests.factories import UserFactory
from portal.accounts.tests.test_accounts import PASSWORD
from portal.backups.sqlite import SQLiteDatabase
from portal.tests.backup_sites import IS_SQLITE

on_sqlite = pytest.mark.skipif(not IS_SQLITE, reason="the embedded database")
on_postgres = pytest.mark.skipif(IS_SQLITE, reason="PostgreSQL refuses by its own words")
NOT_SAVED = "您刚才提交的内容没有保存"
ASK = """
import json, os, resource, sys
from pathlib import Path
from wsgiref.util import setup_testing_defaults
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()

def get(url):
    "As a server asks, with the ends of requests that Django's test client leaves out."
    path, _, query = url.partition("?")
    environ, said = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver"}, []
    setup_testing_defaults(environ)
    response = application(environ, lambda status, headers: said.append(int(status[:3])))
    body = b"".join(response).decode()
    response.close()
    return said[0], body
"""
DRILL = """
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from media.tests import hostile
folder, how, password, words = Path(sys.argv[1]), *sys.argv[2:]
settings.MEDIA_ROOT = str(folder / "uploads")
admin, writer = Client(raise_request_exception=False), Client(raise_request_exception=False)
LOGIN = {"username": "boss", "password": password}
DETAILS = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
said = {}

def ask(name):
    said[name + " readers"] = [get(url)[0] for url in ("/", "/news/", "/policies/", "/search/?q=a", "/readyz")]
    answers = {
        "login": writer.post("/cms/login/", LOGIN),
        "upload": admin.post("/cms/images/multiple/add/", {"title": "江上", "collection": 1, "files[]": photo()}),
        "attachment": admin.post("/cms/documents/add/", {"title": "表", "collection": 1, "file": document()}),
        "save": admin.post("/cms/account/", DETAILS | {"name_email-display_name": name}),
    }
    writer.cookies.clear()
    said[name] = {door: [answer.status_code, words in answer.content.decode()] for door, answer in answers.items()}

def photo():
    return SimpleUploadedFile("river.jpg", hostile.picture("JPEG", size=(900, 900)), "image/jpeg")

def document():
    return SimpleUploadedFile("a.pdf", hostile.pdf() + b" " * 100_000 + b"%%EOF")

assert admin.post("/cms/login/", LOGIN).status_code == 302
ask("before")
database = Path(settings.DATABASES["default"]["NAME"])
if how == "full":
    with open(folder / "ballast", "wb", buffering=0) as ballast:
        for size in (1 << 16, 1):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                pass
elif how == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
ask("during")
if how == "full":
    os.unlink(folder / "ballast")
elif how == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
ask("after")
print(json.dumps(said))
"""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 60 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("needs the right to mount a small disk; the drill with a limit of file sizes runs without it")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def site_in(folder):
    """A copy of the tests' database in `folder`, and the environment of a process that uses it."""
    connection.ensure_connection()
    database = SQLiteDatabase(folder / "portal.sqlite3")
    database.path.write_bytes(connection.connection.serialize())
    return database, os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{database.path}",
        "LOG_LEVEL": "CRITICAL",
    }


def drill(folder, how):
    _, environment = site_in(folder)
    result = subprocess.run(
        [sys.executable, "-c", ASK + DRILL, folder, how, PASSWORD, NOT_SAVED],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    said = json.loads(result.stdout.splitlines()[-1])
    assert {door: status for door, (status, _) in said["before"].items()} == {
        "login": 302, "upload": 200, "attachment": 302, "save": 302,
    }, result.stderr[-3000:]  # fmt: skip
    assert said["during readers"] == [200] * 5, result.stderr[-3000:]
    assert said["during"] == {door: [503, True] for door in said["during"]}, result.stderr[-3000:]
    assert said["after readers"] == [200] * 5 and said["after"] == said["before"]


@pytest.fixture
def boss(db):
    return UserFactory(username="boss", role="admin")


@on_sqlite
def test_a_full_disk_is_no_readers_affair(boss, small_disk):
    drill(small_disk, "full")


@on_sqlite
def test_a_disk_that_takes_no_more_bytes(boss, tmp_path):
    drill(tmp_path, "limit")


SERVER = """
for line in sys.stdin:
    print(json.dumps([get("/news/")[1].count("恢复之后"), get("/healthz")[0]]), flush=True)
"""


@on_sqlite
def test_no_kept_connection_survives_a_restore(tmp_path, news_index):
    """The server that runs meanwhile shows the restored site from its next request on, and writes into it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "saved").mkdir()
    database, environment = site_in(tmp_path / "site")
    saved, _ = site_in(tmp_path / "saved")
    with closing(sqlite3.connect(saved.path)) as copy, copy:
        copy.execute("UPDATE wagtailcore_page SET title = '恢复之后' WHERE id = ?", [news_index.pk])
    server = subprocess.Popen(
        [sys.executable, "-c", ASK + SERVER],
        cwd=settings.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def ask():
        server.stdin.write("\n")
        server.stdin.flush()
        return json.loads(server.stdout.readline())[0]

    with server:
        assert ask() == ask() == 0
        database.load(saved.path)
        database.commit()
        assert ask() > 0
        with closing(sqlite3.connect(database.path)) as other, other:
            other.execute("UPDATE wagtailcore_page SET title = '再改' WHERE id = ?", [news_index.pk])
        assert ask() == 0, "it reads and writes the same file as everybody else"
        server.stdin.close()
    with closing(sqlite3.connect(database.path)) as now:
        assert now.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@on_postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("forbid", ["SET default_transaction_read_only = on", "SET ROLE only_reads"])
def test_a_database_that_may_only_be_read(forbid):
    UserFactory(username="boss", role="admin")
    admin = Client(raise_request_exception=False)
    login = {"username": "boss", "password": PASSWORD}
    assert admin.post("/cms/login/", login).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS only_reads")
        cursor.execute("CREATE ROLE only_reads")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO only_reads")
        cursor.execute(forbid)
        try:
            pages = [admin.get(url).status_code for url in ("/", "/news/", "/policies/", "/search/?q=鹿城", "/readyz")]
            file = SimpleUploadedFile("river.jpg", hostile.picture("JPEG"), "image/jpeg")
            upload = {"title": "江上", "collection": 1, "files[]": file}
            answers = [
                Client(raise_request_exception=False).post("/cms/login/", login),
                admin.post("/cms/images/multiple/add/", upload),
            ]
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("RESET default_transaction_read_only")
            cursor.execute("DROP OWNED BY only_reads")
            cursor.execute("DROP ROLE only_reads")
    assert pages == [200] * 5
    assert [(answer.status_code, NOT_SAVED in answer.content.decode()) for answer in answers] == [(503, True)] * 2


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OSError(errno.EROFS, "Read-only file system"),
        psycopg.errors.DiskFull("could not extend file"),
        psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT in a read-only transaction"),
        psycopg.errors.InsufficientPrivilege("permission denied for table"),
    ],
)
def test_what_says_that_nothing_is_taken(home, monkeypatch, error):
    """However deep it was raised: Django and the code around wrap it in errors of their own."""

    def fail(request):
        try:
            raise DatabaseError("wrapped") from error
        except DatabaseError as wrapped:
            raise RuntimeError("once more") from wrapped

    monkeypatch.setattr("portal.search.views.find", fail)
    answer = Client(raise_request_exception=False).get("/search/?q=a")
    assert answer.status_code == 503 and NOT_SAVED in answer.content.decode() and answer["Retry-After"] == "10"
