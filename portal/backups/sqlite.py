"""The embedded database: copied by SQLite itself, never as a file, which may be half written."""

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from ..sqlite3 import standing_still
from . import BackupError
from .manifest import copy

PATIENCE = 20  # seconds to wait for a writer
SIDE_FILES = ("-wal", "-shm", "-journal")
ATTEMPTS = 5


class Reading:
    """Questions to one unchanging state of the database."""

    def __init__(self, connection):
        self.connection = connection

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()

    def tables(self):
        names = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return sorted(name for (name,) in names)


class SQLiteDatabase:
    vendor = "sqlite"
    file_name = "database.sqlite3"

    def __init__(self, path):
        self.path = Path(path)
        self.aside = self.path.with_name(self.path.name + ".before-restore")
        self.is_aside = False

    @contextmanager
    def save(self, target):
        """Write the database as it is at this moment to `target`; yield a Reading of that copy."""
        if not self.path.exists():
            raise BackupError(f"没有数据库文件 {self.path}。")
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.execute("VACUUM INTO ?", [str(target)])
            os.chmod(target, 0o600)
            with self.reading(target) as copied:
                yield copied
        except sqlite3.Error as error:
            raise BackupError(f"数据库无法备份（{error}）。") from error

    @contextmanager
    def reading(self, path=None):
        """Open `path` (default: the site's database) for questions only; whatever is unsound about it is an error."""
        try:
            yield from self._read(path)
        except sqlite3.Error as error:
            raise BackupError(f"数据库无法读取（{error}）。") from error

    def _read(self, path):
        address = f"{Path(path or self.path).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
            if path and connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError(f"数据库副本 {path} 没有通过完整性检查。")
            connection.execute("BEGIN")
            yield Reading(connection)

    def exists(self):
        return self.path.exists()

    def check_backup(self, source, expected):
        """Raise BackupError unless the copy can be opened and holds the rows that the manifest counts."""
        with self.reading(source) as copied:
            counts = {name: copied.rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in copied.tables()}  # noqa: S608
        if counts != expected:
            raise BackupError("备份里的数据库与清单不符。")

    def load(self, source):
        """Put the copy in place; the old database waits beside it for `commit` or `undo`."""
        staged = self.path.with_name(self.path.name + ".restoring")
        copy(source, staged)
        with self._settled(), standing_still(self.path, exclusive=True):
            if self.path.exists():
                os.replace(self.path, self.aside)
                self.is_aside = True
            for suffix in SIDE_FILES:  # leftovers of the old file would be played into the new one
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            os.replace(staged, self.path)

    @contextmanager
    def _settled(self):
        """Fold the log into the old file, and let nobody write to it meanwhile. Whoever has it open without using it
        notices at its next request that another file stands there."""
        if not self.path.exists():
            yield
            return
        with closing(sqlite3.connect(self.path, timeout=1, isolation_level=None)) as old:
            try:
                self._fold(old)
            except sqlite3.OperationalError as error:
                raise BackupError("数据库正在使用。请先停止网站和定时任务，再恢复。") from error
            except sqlite3.DatabaseError:
                pass  # a broken database is what backups are for
            yield

    def _fold(self, old):
        log = self.path.with_name(self.path.name + SIDE_FILES[0])
        for _ in range(ATTEMPTS):
            is_busy, *_ = old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            old.execute("BEGIN IMMEDIATE")
            if not is_busy and not (log.exists() and log.stat().st_size):
                return
            old.execute("ROLLBACK")
        raise sqlite3.OperationalError("somebody reads or writes all the time")

    def undo(self):
        if self.is_aside:
            os.replace(self.aside, self.path)
            self.is_aside = False

    def commit(self):
        self.is_aside = False
        self.aside.unlink(missing_ok=True)
