"""The way back: everything is verified and laid ready before anything of the site is touched."""

import os
import shutil
from dataclasses import dataclass

from . import BackupError
from .manifest import copy, read_manifest, verify
from .site import counts_of, migrations_of_code

STAGED, ASIDE = ".restoring", ".before-restore"


@dataclass
class Outcome:
    manifest: object
    tables: dict[str, int]  # rows now
    pending: int  # migrations that this version of the program has beyond the backup

    @property
    def differences(self):
        """Table → (rows in the backup, rows now), where they are not the same."""
        names = sorted({*self.manifest.tables, *self.tables})
        pairs = {name: (self.manifest.tables.get(name), self.tables.get(name)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def restore_backup(site, source, force=False):
    """Make `site` what the backup in `source` holds; on any failure it stays what it was."""
    manifest = read_manifest(source)
    verify(source, manifest)
    known = migrations_of_code()
    _check_fits(site, source, manifest, known)
    if not force and site.has_content():
        raise BackupError("这个站点已有内容，恢复会全部覆盖。请先备份；确定要覆盖时加 --force。")
    try:
        _replace(site, source, manifest)
    except OSError as error:
        raise BackupError(f"无法写入 {error.filename}({error.strerror})。原有数据没有改动。") from error
    with site.database.reading() as state:
        return Outcome(manifest, counts_of(state), len(known - set(map(tuple, manifest.migrations))))


def _check_fits(site, source, manifest, known):
    if manifest.vendor != site.database.vendor:
        raise BackupError(f"备份来自 {manifest.vendor}，这个站点用的是 {site.database.vendor}，不能互相恢复。")
    apps = {app for app, _ in known}
    newer = [f"{app}.{name}" for app, name in manifest.migrations if app in apps and (app, name) not in known]
    if newer:
        raise BackupError(f"备份来自更新的程序版本（本程序没有 {newer[0]}）。请先升级程序，再恢复。")
    site.database.check_backup(source / manifest.database, manifest.tables)


def _replace(site, source, manifest):
    staged = {name: folder.with_name(folder.name + STAGED) for name, folder in site.folders.items()}
    swapped = []
    try:
        _stage(source, manifest, staged)
        for name, folder in site.folders.items():
            _swap(folder, staged[name])
            swapped.append(folder)
        site.database.load(source / manifest.database)
    except BaseException:
        site.database.undo()
        for folder in swapped:
            _swap_back(folder)
        raise
    finally:
        for folder in staged.values():
            shutil.rmtree(folder, ignore_errors=True)
    site.database.commit()
    for folder in swapped:
        shutil.rmtree(_aside(folder), ignore_errors=True)


def _stage(source, manifest, staged):
    for folder in staged.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o750)
    for name, facts in manifest.files.items():
        top, _, inner = name.partition("/")
        if inner and top in staged and copy(source / name, staged[top] / inner) != facts:
            raise BackupError(f"{name} 在恢复途中变了。原有数据没有改动。")


def _aside(folder):
    return folder.with_name(folder.name + ASIDE)


def _swap(folder, staged):
    shutil.rmtree(_aside(folder), ignore_errors=True)
    if folder.exists():
        os.replace(folder, _aside(folder))
    try:
        os.replace(staged, folder)
    except OSError:
        if _aside(folder).exists():
            os.replace(_aside(folder), folder)
        raise


def _swap_back(folder):
    shutil.rmtree(folder)
    if _aside(folder).exists():
        os.replace(_aside(folder), folder)
