"""What the processes of this machine know of the content stamp: 32 characters in a mapped file.

It only hints: who finds another stamp here than his own asks the database. Whoever writes here holds the lock on the stamp's
row, and writes the stamp that he is about to commit. A value torn between two writers equals no stamp.
"""

import logging
import mmap
import os
import threading

from django.conf import settings
from django.db import OperationalError

logger = logging.getLogger(__name__)
LENGTH = 32
UNKNOWN = b"\0" * LENGTH


class Hint:
    def __init__(self):
        self._lock = threading.Lock()
        self._forget()

    def _forget(self):
        self._map, self._path, self._file = None, None, None

    def read(self):
        """The last stamp announced, as bytes. None: this machine is not the only one, or has no such file."""
        if settings.MACHINES > 1:
            return None
        if self._map is None or _file_at(self._path) != self._file:  # who put another file there writes to that one
            self._forget()
            if not self._opened():
                return None
        return self._map[:LENGTH]

    def write(self, stamp):
        """Announce `stamp`; an empty one means that nobody knows. Where that cannot be done it raises OperationalError:
        what was not announced may not be committed."""
        if settings.MACHINES > 1:
            return
        path = self._where()
        if self._map is not None and (path != self._path or _file_at(path) != self._file):
            self._forget()
        try:
            found = self._map or self._opened(strict=True)
        except OSError as error:
            raise OperationalError("The content stamp cannot be announced") from error
        found[:LENGTH] = stamp.encode().ljust(LENGTH, b"\0")[:LENGTH]

    def _where(self):
        return os.path.join(settings.DATA_DIR, "content-stamp")

    def _opened(self, strict=False):
        if settings.MACHINES > 1:
            return None
        with self._lock:
            if self._map is None:
                try:
                    self._open(self._where())
                except OSError:
                    if strict:
                        raise
                    logger.warning("No hint of the content stamp: each hit asks the database", exc_info=True)
            return self._map

    def _open(self, path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            if os.geteuid() == 0:  # whoever owns the folder runs the site, and writes here too
                folder = os.stat(os.path.dirname(path))
                os.fchown(descriptor, folder.st_uid, folder.st_gid)
            if os.fstat(descriptor).st_size < LENGTH:
                os.pwrite(descriptor, UNKNOWN, 0)  # room on the disk now, not when the page is first touched
            self._map = mmap.mmap(descriptor, LENGTH)
            self._path, self._file = path, _file_at(path)
        finally:
            os.close(descriptor)


def _file_at(path):
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


HINT = Hint()
