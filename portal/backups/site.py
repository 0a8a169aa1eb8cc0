"""What belongs to this site: its database, its folders of files, and the columns that name files."""

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField

from . import BackupError
from .postgres import PostgreSQLDatabase
from .sqlite import SQLiteDatabase

# a site whose tables here are all empty has nothing to lose
CONTENT_TABLES = (
    "accounts_user",
    "media_attachment",
    "media_picture",
    "news_articlepage",
    "news_contributor",
    "news_manuscriptimport",
    "companies_company",
    "events_event",
    "policies_policy",
    "sheets_importedsheet",
)


@dataclass
class SiteData:
    database: SQLiteDatabase | PostgreSQLDatabase
    folders: dict[str, Path]  # name in the backup → where the site keeps them

    def columns_with_files(self):
        """Yield (table, column, folder name) of every field that names a file."""
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, FileField):
                    yield model._meta.db_table, field.column, folder_of(field)

    def files_named(self, state):
        """Return the names, in the backup, of all files that the database asks for."""
        tables, names = set(state.tables()), set()
        for table, column, folder in self.columns_with_files():
            if table in tables:
                found = state.rows(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')  # noqa: S608
                names |= {f"{folder}/{name}" for (name,) in found}
        return names

    def has_content(self):
        """True where a restore would overwrite somebody's work."""
        if any(path.is_file() for folder in self.folders.values() if folder.exists() for path in folder.rglob("*")):
            return True
        if not self.database.exists():
            return False
        with self.database.reading() as state:
            counts = counts_of(state)
        return any(counts.get(table) for table in CONTENT_TABLES)


def this_site():
    if connection.vendor == "sqlite":
        database = SQLiteDatabase(settings.DATABASES["default"]["NAME"])
    else:
        database = PostgreSQLDatabase(settings.DATABASES["default"])
    return SiteData(database, {name: Path(folder) for name, folder in folders().items()})


def folders():
    return {
        "uploads": settings.MEDIA_ROOT,
        "manuscripts": settings.DATA_DIR / "manuscripts",
        "imports": settings.DATA_DIR / "imports",
    }


def folder_of(field):
    """Return the name, in the backup, of the folder where this field keeps its files."""
    location = Path(field.storage.location).resolve()
    for name, folder in folders().items():
        if Path(folder).resolve() == location:
            return name
    raise BackupError(f"{field} 的文件存放在 {location}，不在备份范围内。")


def counts_of(state):
    """Return the number of rows of each table."""
    return {table: state.rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in state.tables()}  # noqa: S608


def migrations_of(state):
    if "django_migrations" not in state.tables():
        raise BackupError("数据库还没有建立，没有可以备份的内容。")
    return sorted([app, name] for app, name in state.rows("SELECT app, name FROM django_migrations"))


def migrations_of_code():
    """Return all migrations that this version of the program knows, and those that it stands for."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    return known | {old for migration in loader.disk_migrations.values() for old in migration.replaces}
