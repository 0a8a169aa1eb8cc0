"""So many requests a minute from one address, counted in the cache; without a cache nobody is held up."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache

from .addresses import client_address

WINDOW = 60  # seconds
IPV6_NETWORK = 64  # bits: what one household or machine is given


def is_within(limit, name, request):
    """Count this request under `name`; has its address stayed within `limit` in this minute? 0 means no limit.

    Whole minutes are counted: two small cache operations a request, however generous the limit is.
    """
    if not limit:
        return True
    key = f"{name}:{counted_address(request)}:{int(time.time() // WINDOW)}"
    cache.add(key, 0, 2 * WINDOW)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # dropped meanwhile, or the cache is away
        return True


def seconds_left():
    """Seconds until the next minute begins."""
    return WINDOW - time.time() % WINDOW


def counted_address(request):
    """What counts as one address: of IPv6 the network."""
    address = client_address(request)
    try:
        number = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(number, IPv6Address) and not number.ipv4_mapped:
        return ip_network((number, IPV6_NETWORK), strict=False).network_address
    return number
