"""The list of what a backup holds, by which it is known to be whole."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from . import BackupError

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1 << 20


@dataclass
class Manifest:
    created_at: str
    vendor: str
    database: str  # the file in the backup that holds it
    tables: dict[str, int]  # rows of each
    migrations: list[list[str]]
    files: dict[str, dict]  # path in the backup → sha256, size
    missing: list[str] = field(default_factory=list)  # named by the database, and not there to be copied
    format: int = FORMAT

    def write(self, folder):
        with open(folder / NAME, "x") as out:
            json.dump(asdict(self), out, ensure_ascii=False, indent=1)
            sync(out)


def read_manifest(folder):
    """Return the manifest of the backup in `folder`; raise BackupError where it is none, or of a format to come."""
    try:
        data = json.loads((folder / NAME).read_text())
        if data["format"] > FORMAT:
            raise BackupError(f"备份的格式版本是 {data['format']}，本程序只认识到 {FORMAT}。请先升级程序。")
        return Manifest(**data)
    except OSError as error:
        raise BackupError(f"{folder} 不是完整的备份：没有可读的 {NAME}({error.strerror})。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"{folder / NAME} 已损坏，无法读取。") from error


def verify(folder, manifest):
    """Raise BackupError unless every file of the manifest is there, byte for byte."""
    if manifest.database not in manifest.files:
        raise BackupError("备份清单里没有数据库文件。")
    wrong = []
    for name, facts in manifest.files.items():
        if not is_inside(name):
            raise BackupError(f"备份清单里有不安全的路径：{name}")
        try:
            is_same = fingerprint(folder / name) == facts
        except OSError:
            is_same = False
        if not is_same:
            wrong.append(name)
    if wrong:
        more = f" 等 {len(wrong)} 个文件" if len(wrong) > 1 else ""
        raise BackupError(f"备份已损坏：{wrong[0]}{more}与清单不符。没有改动任何数据。")


def is_inside(name):
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts


def fingerprint(path):
    """Return {"sha256", "size"} of a file."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return {"sha256": digest.hexdigest(), "size": size}


def copy(source, target):
    """Copy a file safely onto the disk, and return the fingerprint of what was read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with open(source, "rb") as file, open(target, "wb") as out:
        while chunk := file.read(CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        os.fchmod(out.fileno(), Path(source).stat().st_mode & 0o777)
        sync(out)
    return {"sha256": digest.hexdigest(), "size": size}


def sync(file):
    file.flush()
    os.fsync(file.fileno())
