import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
from .page_cache.wrapper import PageCache  # noqa: E402 - it reads models, which have to be there first

if settings.PAGE_CACHE > 0:
    application = PageCache(application)
reverse(
    "wagtailadmin_home"
)  # reads all addresses, and with them the desk, once before workers part: not at each one's first request
