"""What the test database can be put back to: made once a run, cloned by every worker in less than a second."""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing

from django.db import connection

ON_SQLITE = connection.vendor == "sqlite"


class Snapshots:
    """Named states of the test database: files in `folder`, and on PostgreSQL databases beside it.

    The workers of a run share a folder: the first that needs a state makes it, the others wait.
    """

    def __init__(self, folder):
        self.folder = folder
        self.present = None
        self.server_name = f"test_{connection.settings_dict['NAME']}"
        folder.mkdir(parents=True, exist_ok=True)

    def join(self):
        """Take part in the run."""
        self.workers = open(self.folder / "workers", "w")
        fcntl.flock(self.workers, fcntl.LOCK_SH)

    def leave(self):
        """Take part no longer. The last one to leave clears up."""
        with self.workers:
            fcntl.flock(self.workers, fcntl.LOCK_UN)
            try:
                fcntl.flock(self.workers, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            for state in self.folder.glob("*.state"):
                drop_database(self.database(state.stem))
            shutil.rmtree(self.folder, ignore_errors=True)

    def use(self, name, make):
        """Make the test database what it was when `make()` had returned, which happens once a run."""
        with open(self.folder / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = self.file(name).exists()
            if not made:
                make()
                self._keep(name)
        if made:
            self.put(name)
        self.present = name

    def put(self, name):
        """Make the test database what was kept as `name`."""
        if ON_SQLITE:
            read_file(self.file(name))
        else:
            copy_database(self.database(name), connection.settings_dict["NAME"])
        self.present = name

    def put_back(self, *_):
        """Undo whatever was committed since the test database was put to something."""
        self.put(self.present)

    def file(self, name):
        """The SQLite database that everybody copies; on PostgreSQL an empty file, which says that the other one is there."""
        return self.folder / f"{name}.state"

    def database(self, name):
        """The database on the PostgreSQL server that nobody uses and everybody copies."""
        return f"{self.server_name}_{name}"

    def _keep(self, name):
        if ON_SQLITE:
            write_file(self.file(name))
        else:
            copy_database(connection.settings_dict["NAME"], self.database(name))
            self.file(name).touch()


def read_file(path):
    """Make the SQLite test database what the file is."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        file.backup(connection.connection)


def write_file(path):
    """Keep the SQLite test database in a file, which is there only when it is whole."""
    half = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(half)) as file:
        connection.connection.backup(file)
    half.replace(path)


def copy_database(source, target):
    """Make `target` a copy of `source` on the PostgreSQL server, whatever it was; nobody may be using `source`."""
    drop_database(target)
    _tell_server(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(name):
    """Drop a database of the PostgreSQL server, with the connections that threads left open. On SQLite there is none."""
    if not ON_SQLITE:
        connection.close()
        _tell_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _tell_server(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # the site's patience is not meant for a disk that is busy
        cursor.execute(statement)
