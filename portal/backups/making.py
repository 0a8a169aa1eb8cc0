"""A backup: first the database, then the files, so that no row lacks its file."""

import os
import shutil
from datetime import UTC, datetime

from . import BackupError
from .manifest import Manifest, copy, fingerprint
from .site import counts_of, migrations_of


def make_backup(site, target):
    """Copy `site` into the new folder `target`, which appears when it is whole; return its manifest."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupError(f"{target} 已经存在。请指定一个新的目录。")
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in site.folders.values()):
        raise BackupError(f"{target} 在上传目录里面，备份会包含它自己。请另选目录。")
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700, parents=True)
        manifest = _fill(site, partial)
        manifest.write(partial)
        os.replace(partial, target)
    except OSError as error:
        raise BackupError(f"无法写入 {error.filename or target}({error.strerror})。") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _fill(site, partial):
    database = partial / site.database.file_name
    created_at = datetime.now(UTC).isoformat(timespec="seconds")
    with site.database.save(database) as state:
        tables, migrations, named = counts_of(state), migrations_of(state), site.files_named(state)
    files = {database.name: fingerprint(database)}
    for name, folder in site.folders.items():
        files |= _copy_folder(folder, name, partial)
    return Manifest(
        created_at=created_at,
        vendor=site.database.vendor,
        database=database.name,
        tables=tables,
        migrations=migrations,
        files=files,
        missing=sorted(named - set(files)),
    )


def _copy_folder(folder, name, partial):
    """Copy all files of `folder`; one that is deleted meanwhile is left out."""
    copied = {}
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        inner = f"{name}/{path.relative_to(folder).as_posix()}"
        try:
            if path.is_file():
                copied[inner] = copy(path, partial / inner)
        except FileNotFoundError:
            (partial / inner).unlink(missing_ok=True)
    return copied
