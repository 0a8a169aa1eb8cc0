"""What the processes of this machine know of the content stamp: 32 characters in a mapped file.

It only hints: who finds another stamp here than his own asks the database. Whoever writes here holds the lock on the stamp's
row, and writes the stamp that he is about to commit. A value torn between two writers equals no stamp.
"""

import logging
import mmap
import os

from django.conf import settings
from django.db import OperationalError

logger = logging.getLogger(__name__)
LENGTH = 32
UNKNOWN = b"\0" * LENGTH


class Hint:
    def __init__(self):
        self._kept = None, None, None  # mapped bytes, their file, its path
        self._is_missed = False

    def read(self):
        """The last stamp announced, as bytes. None: this machine is not the only one, or has no such file."""
        if settings.MACHINES > 1:
            return None
        try:
            return self._bytes()[:LENGTH]
        except OSError:
            if not self._is_missed:
                logger.warning("No hint of the content stamp: each hit asks the database", exc_info=True)
            self._is_missed = True
            return None

    def write(self, stamp):
        """Announce `stamp`; an empty one means that nobody knows. Where that cannot be done it raises OperationalError:
        what was not announced may not be committed."""
        if settings.MACHINES > 1:
            return
        try:
            found = self._bytes()
        except OSError as error:
            raise OperationalError("The content stamp cannot be announced") from error
        found[:LENGTH] = stamp.encode().ljust(LENGTH, b"\0")[:LENGTH]

    def _bytes(self):
        """The mapped file. Who put another one in its place writes to that one, so it is looked for each time."""
        found, file, path = self._kept
        if found is None or _identity(path) != file:
            found, _, _ = self._kept = _opened(os.path.join(settings.DATA_DIR, "content-stamp"))
        return found


def _opened(path):
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        if os.geteuid() == 0:  # whoever owns the folder runs the site, and writes here too
            folder = os.stat(os.path.dirname(path))
            os.fchown(descriptor, folder.st_uid, folder.st_gid)
        found = os.fstat(descriptor)
        if found.st_size < LENGTH:
            os.pwrite(descriptor, UNKNOWN, 0)  # room on the disk now, not when the page is first touched
        return mmap.mmap(descriptor, LENGTH), (found.st_dev, found.st_ino), path
    finally:
        os.close(descriptor)


def _identity(path):
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


HINT = Hint()
