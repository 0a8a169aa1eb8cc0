"""Whole sites in databases of their own, for what cannot be tried inside a test's transaction."""

import shutil
import sqlite3
import uuid
from contextlib import closing, contextmanager

import psycopg
from django.db import connection, models
from wagtail.fields import StreamField

from news.models import ManuscriptImport
from portal.backups.postgres import PostgreSQLDatabase
from portal.backups.site import SiteData
from portal.backups.sqlite import SQLiteDatabase
from programs.sheets.models import ImportedSheet

IS_SQLITE = connection.vendor == "sqlite"
EMPTY = (
    (models.BooleanField, "false"),
    (models.DateTimeField, "'2026-01-02 03:04:05'"),
    ((models.JSONField, StreamField), "'[]'"),
    (models.IntegerField, "0"),
)


class Sites:
    """Makes sites from the migrated test database, and drops what it made."""

    def __init__(self, folder, snapshots):
        self.folder, self.snapshots, self.made = folder, snapshots, []

    def new(self, is_migrated=True):
        root = self.folder / f"site{len(self.made)}"
        database = self._sqlite(root, is_migrated) if IS_SQLITE else self._postgres(is_migrated)
        self.made.append(database)
        return SiteData(database, {name: root / name for name in ("uploads", "manuscripts", "imports")})

    def _sqlite(self, root, is_migrated):
        root.mkdir()
        database = SQLiteDatabase(root / "portal.sqlite3")
        if is_migrated:
            shutil.copy(self.snapshots.file("migrated"), database.path)
            with closing(sqlite3.connect(database.path)) as copy:
                copy.execute("PRAGMA journal_mode=WAL")
        return database

    def _postgres(self, is_migrated):
        name = f"test_backup_{uuid.uuid4().hex[:8]}"
        database = PostgreSQLDatabase(connection.settings_dict | {"NAME": name})
        database.name = name
        template = self.snapshots.database("migrated") if is_migrated else "template1"
        with self._server() as server:
            server.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return database

    @contextmanager
    def _server(self):
        address = PostgreSQLDatabase(connection.settings_dict)
        with psycopg.connect(address.address, password=address.password, autocommit=True) as server:
            yield server

    def drop(self):
        if not IS_SQLITE:
            with self._server() as server:
                for database in self.made:
                    server.execute(f"DROP DATABASE {database.name} WITH (FORCE)")


def run(site, *statements):
    """Write to the site's database as another program would."""
    if IS_SQLITE:
        with closing(sqlite3.connect(site.database.path, timeout=20)) as other, other:
            for statement in statements:
                other.execute(statement)
        return
    with psycopg.connect(site.database.address, password=site.database.password) as other:
        for statement in statements:
            other.execute(statement)


def ask(site, question):
    with site.database.reading() as state:
        return state.rows(question)


def manuscript(name):
    """The statement that adds an import of a manuscript whose original is `name`."""
    return row_of(ManuscriptImport, file_name=f"'{name}'", original=f"'{name}'")


def add_manuscript(site, name, content="示例原稿"):
    """A row, and with `content` the file that it names."""
    if content is not None:
        site.folders["manuscripts"].mkdir(parents=True, exist_ok=True)
        (site.folders["manuscripts"] / name).write_text(content)
    run(site, manuscript(name))


def row_of(model, **values):
    """The statement that adds a row of `model` in which nothing is said but `values` (SQL), whatever columns it has."""
    for field in model._meta.concrete_fields:
        if not (field.primary_key or field.null):
            literals = (literal for kind, literal in EMPTY if isinstance(field, kind))
            values.setdefault(field.column, next(literals, "''"))
    columns = ", ".join(f'"{column}"' for column in values)
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({', '.join(values.values())})"  # noqa: S608


def add_row(site, model, **values):
    run(site, row_of(model, **values))


def add_import(site, name, content="示例表格"):
    """An imported sheet and its original."""
    file = site.folders["imports"] / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    add_row(site, ImportedSheet, file=f"'{name}'", name="'企业.xlsx'")
