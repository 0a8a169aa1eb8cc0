"""Redis as a helper that may be away: pages then cost more, and none fails."""

import functools
import logging

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError

logger = logging.getLogger(__name__)
PATIENCE = 0.5  # seconds to wait for a connection or an answer, unless CACHE_URL says otherwise


def forgiving(method):
    """Answer as an empty cache does while Redis is away; say so once, and once more when it is back."""

    @functools.wraps(method)
    def wrapped(self, *args, **kwargs):
        try:
            answer = method(self, *args, **kwargs)
        except (ConnectionError, TimeoutError) as error:
            if not self.is_away:
                logger.warning("The cache is away; pages are made without it: %s", error)
            self.is_away = True
            return getattr(_Empty, method.__name__)(*args, **kwargs)
        if self.is_away:
            logger.warning("The cache is back")
            self.is_away = False
        return answer

    return wrapped


class _Empty:
    """What a cache answers that keeps nothing."""

    @staticmethod
    def get(key, default=None, version=None):
        return default

    @staticmethod
    def incr(key, delta=1, version=None):
        raise ValueError(f"Key '{key}' not found.")

    @staticmethod
    def get_many(keys, version=None):
        return {}

    @staticmethod
    def set_many(data, timeout=DEFAULT_TIMEOUT, version=None):
        return list(data)

    set = delete_many = staticmethod(lambda *args, **kwargs: None)
    add = touch = delete = has_key = clear = staticmethod(lambda *args, **kwargs: False)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE} | self._options
        self.is_away = False


for _name in (
    "get",
    "set",
    "add",
    "touch",
    "delete",
    "has_key",
    "incr",
    "get_many",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(ForgivingRedisCache, _name, forgiving(getattr(RedisCache, _name)))
