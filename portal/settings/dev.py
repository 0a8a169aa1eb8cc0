"""`make dev`: tracebacks in the browser, plain static files, reload on save."""

from .base import STORAGES
from .demo import *

DEBUG = True
PAGE_CACHE_IS_EXPLAINED = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
