"""The test suite: quick hashing, plain static files, uploads in a temporary folder."""

import tempfile
from pathlib import Path

from .base import *
from .base import DATABASES, INSTALLED_APPS, LOGGING, STORAGES

DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "portal.demo"]
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))
MEDIA_ROOT = DATA_DIR / "uploads"
STATIC_ROOT = DATA_DIR / "static"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
AXES_ENABLED = False
API_REQUESTS_A_MINUTE = 0
DOWNLOADS_A_MINUTE = 0
SEARCHES_A_MINUTE = SUGGESTIONS_A_MINUTE = 0
SEARCH_STATISTICS_INTERVAL = 0  # tests write the counts themselves
WAGTAILADMIN_BASE_URL = "http://testserver"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # said aloud: pytest-django knows Django's own backend alone
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # test databases are made and dropped around connections

LOGGING["root"]["level"] = "WARNING"
STATIC_ROOT.mkdir(parents=True)
