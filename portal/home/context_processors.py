from urllib.parse import urlencode

from django.conf import settings as django_settings
from django.utils.functional import cached_property
from wagtail.models import Site

from .display import DISPLAY_COOKIE, read_display
from .menus import menus_for
from .models import SiteSettings


class Chrome:
    """What stands around every page. Reads the settings row when a template first asks, and not before."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def settings(self):
        return SiteSettings.for_request(self.request) if Site.find_for_request(self.request) else SiteSettings()

    @cached_property
    def menus(self):
        return menus_for(self.settings)

    @cached_property
    def display(self):
        return read_display(self.request.COOKIES.get(DISPLAY_COOKIE, ""))

    @property
    def path(self):
        return self.request.get_full_path()

    @property
    def canonical_url(self):
        """This page's own address, without what readers or trackers appended. A view whose query makes another page of
        it says so in `request.canonical_query`."""
        query = dict(getattr(self.request, "canonical_query", {}))
        page = self.request.GET.get("page", "")
        if page.isdecimal() and page != "1":
            query["page"] = page
        suffix = f"?{urlencode(query)}" if query else ""
        return f"{django_settings.BASE_URL}{self.request.path}{suffix}"

    @property
    def base_url(self):
        return django_settings.BASE_URL


def chrome(request):
    """Put `chrome` (settings, menus, display) into every template; one that does not ask costs nothing."""
    return {"chrome": Chrome(request)}
