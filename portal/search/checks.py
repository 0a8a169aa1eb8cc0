"""System checks of the search."""

from django.conf import settings
from django.core.checks import Error, register


@register()
def the_search_servers_client_is_installed(app_configs, **kwargs):
    if not settings.SEARCH_SERVER:
        return []
    from .server.connection import missing_client

    return [Error(told, id="portal.E003") for told in [missing_client()] if told]
