"""So many requests a minute from one address, counted in the cache; without a cache nobody is held up."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

from portal.accounts.addresses import client_address

WINDOW = 60  # seconds
IPV6_NETWORK = 64  # bits: what one household or machine is given


class AddressThrottle(BaseThrottle):
    """Counts whole minutes: two small cache operations a request, however generous the limit is."""

    def allow_request(self, request, view):
        limit = settings.API_REQUESTS_A_MINUTE
        if not limit:
            return True
        minute, self.passed = divmod(time.time(), WINDOW)
        key = f"api-requests:{_network(client_address(request))}:{int(minute)}"
        cache.add(key, 0, 2 * WINDOW)
        try:
            return cache.incr(key) <= limit
        except ValueError:  # dropped meanwhile, or the cache is away
            return True

    def wait(self):
        """Seconds until the next minute begins."""
        return WINDOW - self.passed


def _network(address):
    try:
        number = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(number, IPv6Address) and not number.ipv4_mapped:
        return ip_network((number, IPV6_NETWORK), strict=False).network_address
    return number
