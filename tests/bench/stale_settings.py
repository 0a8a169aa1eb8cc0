"""The demo's settings with plain static files: two processes that start at once and say what they answered from memory."""

from portal.settings.demo import *  # noqa: F403
from portal.settings.demo import LOGGING, ROOT, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PAGE_CACHE_IS_EXPLAINED = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
STATIC_ROOT = ROOT / "portal" / "static"  # some folder that is there
LOGGING["root"]["level"] = "ERROR"
