"""PostgreSQL: through its own client programs, from one exported snapshot."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from . import BackupError

MISSING = "没有找到 {name}。请安装 PostgreSQL 客户端(Debian/Ubuntu:apt install postgresql-client)，版本不低于服务器。"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
# Those of the search index; what belongs to an extension is not ours.
FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1
"""


class Reading:
    """Questions to one unchanging state of the database."""

    def __init__(self, connection):
        self.connection = connection

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def tables(self):
        return sorted(name for (name,) in self.rows(TABLES))

    def functions(self):
        """Names with the types of their arguments, quoted where they must be."""
        return [name for (name,) in self.rows(FUNCTIONS)]


class PostgreSQLDatabase:
    vendor = "postgresql"
    file_name = "database.pgdump"

    def __init__(self, settings):
        """`settings` is Django's description of the database."""
        wanted = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
        parts = {name: settings.get(key) for name, key in wanted.items() if settings.get(key)}
        parts |= {name: value for name, value in settings.get("OPTIONS", {}).items() if name.startswith("ssl")}
        self.address = make_conninfo("", **parts)
        self.environment = os.environ | ({"PGPASSWORD": settings["PASSWORD"]} if settings.get("PASSWORD") else {})
        self.password = settings.get("PASSWORD") or None

    @contextmanager
    def save(self, target):
        """Write the database to `target`; yield a Reading of the very state that was written."""
        with self.reading() as state:
            snapshot = state.rows("SELECT pg_export_snapshot()")[0][0]
            target.touch(mode=0o600)
            self._run("pg_dump", "-Fc", f"--snapshot={snapshot}", f"--file={target}", f"--dbname={self.address}")
            yield state

    @contextmanager
    def reading(self):
        try:
            with psycopg.connect(self.address, password=self.password) as connection:
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                yield Reading(connection)
        except psycopg.Error as error:
            raise BackupError(f"数据库无法读取({str(error).splitlines()[0]})。") from error

    def exists(self):
        return True

    def check_backup(self, source, expected):
        """Raise BackupError unless the copy's own list of contents names the tables of the manifest."""
        listed = self._run("pg_restore", "--list", str(source))
        names = {line.split()[6] for line in listed.splitlines() if " TABLE DATA " in line}
        if names != set(expected):
            raise BackupError("备份里的数据库与清单不符。")

    def load(self, source):
        """Replace all tables and functions by those of the copy, in one transaction."""
        self._program("psql")
        with tempfile.NamedTemporaryFile(prefix="portal-restore-", suffix=".sql") as script:
            self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script.name}", str(source))
            options = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", f"--dbname={self.address}", "-o", os.devnull]
            self._run("psql", *options, "-c", "SET lock_timeout = '10s'", "-c", self._drop_all(), "-f", script.name)

    def _drop_all(self):
        with self.reading() as state:
            drops = ["SELECT 1"]
            if names := state.tables():
                tables = sql.SQL(", ").join(map(sql.Identifier, names))
                drops.append(sql.SQL("DROP TABLE {} CASCADE").format(tables).as_string(state.connection))
            drops += [f"DROP FUNCTION {name} CASCADE" for name in state.functions()]
            return "; ".join(drops)

    def undo(self):
        """Nothing to do: a load that fails leaves nothing behind."""

    def commit(self):
        pass

    def _run(self, name, *arguments):
        command = [self._program(name), *arguments]
        result = subprocess.run(command, env=self.environment, capture_output=True, text=True)  # noqa: S603
        if result.returncode:
            lines = result.stderr.strip().splitlines() or [f"退出码 {result.returncode}"]
            raise BackupError(f"{name} 失败：{lines[0]}")
        return result.stdout

    @staticmethod
    def _program(name):
        path = shutil.which(name)
        if path is None:
            raise BackupError(MISSING.format(name=name))
        return path
