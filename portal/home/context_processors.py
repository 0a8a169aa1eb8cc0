from wagtail.models import Site

from .display import DISPLAY_COOKIE, read_display
from .models import SiteSettings


class Chrome:
    """What stands around every page. Reads the settings row when a template first asks, and not before."""

    def __init__(self, request):
        self.request = request
        self._menu = None

    @property
    def settings(self):
        return SiteSettings.for_request(self.request)

    @property
    def display(self):
        return read_display(self.request.COOKIES.get(DISPLAY_COOKIE, ""))


def chrome(request):
    """Put `chrome` (settings, menus, display) into every public template; the desk has its own frame."""
    if request.path.startswith(("/cms/", "/admin/")) or not Site.find_for_request(request):
        return {}
    return {"chrome": Chrome(request)}
