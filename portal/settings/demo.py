"""A site on one's own machine: production's ways over plain HTTP, with demo accounts and a key of its own."""

import secrets

from .base import *
from .base import ALLOWED_HOSTS, DATA_DIR, SECRET_KEY

DEMO = True
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

if not SECRET_KEY:
    # A random key kept beside the database: sessions survive a restart, and no two installations share it.
    _key_file = DATA_DIR / "secret-key"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with open(_key_file, "x", opener=lambda path, flags: __import__("os").open(path, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    SECRET_KEY = _key_file.read_text().strip()
