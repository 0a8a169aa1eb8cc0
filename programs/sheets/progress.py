"""How far an import is, told from one process to another."""

import json
import os
import time

STALE_AFTER = 120  # seconds without progress after which nobody is working on it any more


class Progress:
    """How far an import is, in a small file beside the original: the import's own transaction shows nothing until it
    is over, and other processes answer for the page."""

    def __init__(self, sheet):
        self.path = f"{sheet.file.path}.progress"

    def tell(self, done, total):
        temporary = f"{self.path}.{os.getpid()}"
        with open(temporary, "w") as out:
            json.dump([done, total], out)
        os.replace(temporary, self.path)

    def read(self):
        """Return (done, total, is_stale); (0, 0, True) when nobody is at work."""
        try:
            with open(self.path) as file:
                done, total = json.load(file)
            return done, total, time.time() - os.stat(self.path).st_mtime > STALE_AFTER
        except (OSError, ValueError):
            return 0, 0, True

    def forget(self):
        if os.path.exists(self.path):
            os.unlink(self.path)
