import os
from contextlib import nullcontext

from django.db.backends.sqlite3 import base

from . import replaced, standing_still


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, which notices at the next request that its file was replaced, and opens the new one."""

    def get_new_connection(self, conn_params):
        path = str(self.settings_dict["NAME"])
        with nullcontext() if self.is_in_memory_db() else standing_still(path):
            self.opened = _file_at(path)
            return super().get_new_connection(conn_params)

    def close_if_unusable_or_obsolete(self):
        if self.connection is not None and not self.in_atomic_block and self._is_replaced():
            self.close()
            replaced.send(type(self))
        super().close_if_unusable_or_obsolete()

    def _is_replaced(self):
        return _file_at(self.settings_dict["NAME"]) != self.opened


def _file_at(path):
    try:
        found = os.stat(path)
    except OSError:  # none; or a database in memory
        return None
    return found.st_dev, found.st_ino
