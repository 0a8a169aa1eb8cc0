"""So many requests a minute from one address, counted in the cache; without a cache nobody is held up."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import caches
from redis.exceptions import RedisError

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
    return counted(key, 2 * WINDOW) <= limit


def counted(key, seconds):
    """Count once more under `key`, and return how often within `seconds` of the first time; 1 while the cache is away."""
    try:
        caches["limits"].add(key, 0, seconds)
        return caches["limits"].incr(key)
    except (ValueError, RedisError):  # dropped meanwhile, or away
        return 1


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
