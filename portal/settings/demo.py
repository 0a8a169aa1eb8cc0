"""A site on one's own machine: production's ways over plain HTTP, with demo accounts and a key of its own."""

import os
import secrets

from .base import *
from .base import ALLOWED_HOSTS, DATA_DIR, INSTALLED_APPS, SECRET_KEY, ImproperlyConfigured

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "portal.demo"]
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]


def _own_key():
    """Return a random key kept beside the database: sessions survive a restart, and no two installations share it."""
    file = DATA_DIR / "secret-key"
    try:
        DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(secrets.token_urlsafe(50))
    except FileExistsError:
        if not DATA_DIR.is_dir():
            raise
    return file.read_text().strip()


if not SECRET_KEY:
    try:
        SECRET_KEY = _own_key()
    except OSError as error:
        raise ImproperlyConfigured(
            f"无法写入数据目录 {DATA_DIR}({error.strerror})。请更改目录权限，或用 DATA_DIR=其他目录 指定。"
        ) from error
