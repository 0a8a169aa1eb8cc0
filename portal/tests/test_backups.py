"""A backup is whole or is none; a restore is whole or changes nothing."""

import json
import os
import sqlite3
import threading
import time
from contextlib import closing

import pytest

from portal.backups import BackupError, restoring
from portal.backups.making import make_backup
from portal.backups.restoring import restore_backup
from portal.backups.site import SiteData, this_site
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy

from .backup_sites import IS_SQLITE, Sites, add_import, add_manuscript, add_row, ask, manuscript, run

NAMES = "SELECT file_name FROM news_manuscriptimport ORDER BY file_name"


@pytest.fixture
def sites(db, tmp_path, snapshots):
    made = Sites(tmp_path, snapshots)
    yield made
    made.drop()


@pytest.fixture
def source(sites):
    site = sites.new()
    add_manuscript(site, "a.txt", "甲")
    picture = site.folders["uploads"] / "images" / "b.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    return site


@pytest.fixture
def saved(source, tmp_path):
    make_backup(source, tmp_path / "saved")
    return tmp_path / "saved"


def files_of(site):
    return {
        f"{name}/{path.relative_to(folder)}": path.read_bytes()
        for name, folder in site.folders.items()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("is_migrated", [True, False])
def test_there_and_back(source, saved, sites, is_migrated):
    other = sites.new(is_migrated=is_migrated)
    outcome = restore_backup(other, saved)
    assert (outcome.differences, outcome.pending) == ({}, 0)
    assert outcome.tables["news_manuscriptimport"] == 1
    assert ask(other, NAMES) == [("a.txt",)]
    assert (
        files_of(other) == files_of(source) == {"manuscripts/a.txt": "甲".encode(), "uploads/images/b.jpg": b"picture"}
    )
    for table in ("wagtailcore_page", "django_migrations", "auth_permission"):
        question = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608
        assert ask(other, question) == ask(source, question) != []
    run(other, "DELETE FROM news_manuscriptimport")  # and it can be written to


def test_the_manifest_tells_all(source, saved):
    manifest = json.loads((saved / "manifest.json").read_text())
    assert manifest["format"] == 1
    assert manifest["vendor"] == source.database.vendor
    assert manifest["tables"]["news_manuscriptimport"] == 1
    assert ["news", "0001_initial"] in manifest["migrations"]
    on_disk = {str(path.relative_to(saved)) for path in saved.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == on_disk - {"manifest.json"}
    assert manifest["files"]["manuscripts/a.txt"]["size"] == 3
    assert oct(os.stat(saved).st_mode & 0o777) == "0o700"


def test_a_named_file_that_is_not_there_is_reported(source, tmp_path):
    add_manuscript(source, "lost.txt", content=None)
    assert make_backup(source, tmp_path / "saved").missing == ["manuscripts/lost.txt"]


def test_a_backup_while_others_write_holds_one_moment(source, sites, tmp_path):
    """Each write is a pair; a copy that holds a half one is torn. And each row has its file."""
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            name = f"pair-{len(written)}"
            for suffix in "ab":
                (source.folders["manuscripts"] / f"{name}{suffix}").write_text(name)
            pair = [manuscript(f"{name}{suffix}") for suffix in "ab"]
            run(source, *pair)
            written.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            before = len(written)
            manifest = make_backup(source, tmp_path / f"saved{number}")
            assert manifest.missing == []
            rows = manifest.tables["news_manuscriptimport"] - 1
            assert rows % 2 == 0
            assert rows >= 2 * before
            while len(written) == before and writer.is_alive():
                time.sleep(0.01)
    finally:
        stop.set()
        writer.join()
    other = sites.new(is_migrated=False)
    assert restore_backup(other, tmp_path / "saved3").differences == {}


@pytest.mark.parametrize("name", ["manuscripts/a.txt", "uploads/images/b.jpg", "database"])
@pytest.mark.parametrize("damage", ["change", "remove"])
def test_a_damaged_backup_changes_nothing(source, saved, sites, name, damage):
    file = saved / (source.database.file_name if name == "database" else name)
    if damage == "remove":
        file.unlink()
    else:
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)
    other = sites.new()
    add_manuscript(other, "kept.txt")
    with pytest.raises(BackupError, match="没有改动"):
        restore_backup(other, saved, force=True)
    assert ask(other, NAMES) == [("kept.txt",)]
    assert set(files_of(other)) == {"manuscripts/kept.txt"}


def change_manifest(saved, **values):
    file = saved / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | values))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"format": 2}, "先升级程序"),
        ({"vendor": "oracle"}, "不能互相恢复"),
        ({"migrations": [["news", "9999_to_come"]]}, "9999_to_come"),
        ({"files": {"../outside": {}, "database.sqlite3": {}, "database.pgdump": {}}}, "不安全的路径"),
        ({"tables": {"news_articlepage": 7}}, "与清单不符"),
    ],
)
def test_an_unfitting_backup_is_refused(saved, sites, values, message):
    change_manifest(saved, **values)
    other = sites.new()
    with pytest.raises(BackupError, match=message):
        restore_backup(other, saved, force=True)


def test_what_is_no_backup_is_refused(sites, tmp_path):
    with pytest.raises(BackupError, match="不是完整的备份"):
        restore_backup(sites.new(), tmp_path)


def test_a_site_with_content_is_only_overwritten_by_force(saved, sites):
    other = sites.new()
    add_manuscript(other, "kept.txt", content=None)
    with pytest.raises(BackupError, match="--force"):
        restore_backup(other, saved)
    assert ask(other, NAMES) == [("kept.txt",)]
    restore_backup(other, saved, force=True)
    assert ask(other, NAMES) == [("a.txt",)]
    left = [path.name for path in other.folders["uploads"].parent.iterdir() if "restor" in path.name]
    assert left == []


def test_a_failure_at_the_last_step_puts_everything_back(saved, sites, monkeypatch):
    other = sites.new()
    add_manuscript(other, "kept.txt")
    before = files_of(other)
    load = other.database.load

    def fail(source):
        if IS_SQLITE:
            load(source)
        raise OSError(28, "No space left on device", str(source))

    monkeypatch.setattr(other.database, "load", fail)
    with pytest.raises(BackupError, match="没有改动"):
        restore_backup(other, saved, force=True)
    assert ask(other, NAMES) == [("kept.txt",)]
    assert files_of(other) == before


def test_an_existing_folder_is_never_written_into(source, saved):
    with pytest.raises(BackupError, match="已经存在"):
        make_backup(source, saved)


def test_a_backup_that_fails_leaves_nothing(source, tmp_path, monkeypatch):
    monkeypatch.setattr(SiteData, "files_named", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_backup(source, tmp_path / "saved")
    assert [path.name for path in tmp_path.iterdir() if "saved" in path.name] == []


def test_an_older_backup_says_that_migrations_wait(saved, sites, monkeypatch):
    known = restoring.migrations_of_code()
    monkeypatch.setattr(restoring, "migrations_of_code", lambda: known | {("news", "9999_new")})
    assert restore_backup(sites.new(), saved).pending == 1


@pytest.mark.skipif(IS_SQLITE, reason="PostgreSQL's client programs")
def test_a_missing_client_is_named(source, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="没有找到 pg_dump"):
        make_backup(source, tmp_path / "saved")


@pytest.mark.skipif(not IS_SQLITE, reason="the embedded database")
def test_a_database_in_use_is_not_pulled_away(saved, sites):
    other = sites.new()
    with closing(sqlite3.connect(other.database.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupError, match="先停止网站"):
            restore_backup(other, saved, force=True)
        writer.execute("ROLLBACK")
    with other.database.reading() as reader:  # reads what it began to read, to its end
        tables = reader.tables()
        restore_backup(other, saved, force=True)
        assert reader.tables() == tables


def test_every_file_field_is_backed_up():
    folders = {folder for _, _, folder in this_site().columns_with_files()}
    assert folders == {"uploads", "manuscripts", "imports"}


def test_imported_sheets_come_back_with_their_originals(sites, tmp_path):
    site, other = sites.new(), sites.new(is_migrated=False)
    add_import(site, "2026/11/original.xlsx")
    assert make_backup(site, tmp_path / "saved").missing == []
    restore_backup(other, tmp_path / "saved")
    assert files_of(other) == {"imports/2026/11/original.xlsx": "示例表格".encode()}
    assert ask(other, "SELECT file FROM sheets_importedsheet") == [("2026/11/original.xlsx",)]


@pytest.mark.parametrize("model", [Company, Policy, Event])
def test_a_site_with_nothing_but_records_is_not_overwritten(saved, sites, model):
    other = sites.new()
    add_row(other, model, title="'留着的记录'")
    with pytest.raises(BackupError, match="已有内容"):
        restore_backup(other, saved)
    assert ask(other, f"SELECT title FROM {model._meta.db_table}") == [("留着的记录",)]  # noqa: S608
