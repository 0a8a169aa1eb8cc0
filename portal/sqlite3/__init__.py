"""SQLite for connections that are kept: readers go on when the disk is full, and none survives a restore."""

import fcntl
import os
from contextlib import contextmanager

from django.dispatch import Signal

replaced = Signal()  # another file stands in the database's place; what was remembered of the old one is wrong


@contextmanager
def standing_still(path, *, exclusive=False):
    """Nobody puts another file in the place of the database at `path` meanwhile; `exclusive`: nobody opens it either.

    The lock is one on its folder: opening and closing the file itself would drop SQLite's own locks.
    """
    folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
    finally:
        os.close(folder)
