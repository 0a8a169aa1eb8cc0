import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
reverse(
    "wagtailadmin_home"
)  # reads all addresses, and with them the desk, once before workers part: not at each one's first request
