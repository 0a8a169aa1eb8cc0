"""Reads environment variables, and says in one Chinese line which one has a value that cannot be used."""

import re
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE = "portal.sqlite3"
DJANGO_SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
REDIS = "django_redis.cache.RedisCache"  # what django-environ makes of redis:// where it is installed
PATIENCE = 0.5  # seconds to wait for Redis to connect or answer
SEARCH_SCHEME = re.compile(r"(?:(elasticsearch|opensearch)\+)?(https?)|(elasticsearch|opensearch)")
SEARCH_PORT = 9200


class Environment(environ.Env):
    """The environment and `.env`. An empty value counts as absent, so that a copied `.env.example` works as it is."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        if default is not self.NOTSET and not self.ENVIRON.get(var, "").strip():
            return default
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except (ValueError, KeyError) as error:
            raise unusable(var) from error

    def natural(self, var, default):
        """Return a whole number of at least one; `0` only where that is the default too."""
        value = self.int(var, default=default)
        if value < min(default, 1):
            raise unusable(var)
        return value

    def database(self, var, default):
        """Return Django's description of the database that `var` names; without it, of the SQLite file `default`."""
        if not self.str(var, default=""):
            return {"ENGINE": SQLITE, "NAME": str(default)}
        config = self._parsed(var, "", self.db_url_config)
        if config.get("ENGINE") == DJANGO_SQLITE:
            config["ENGINE"] = SQLITE
        if config.get("ENGINE") not in (SQLITE, POSTGRESQL) or not config.get("NAME"):
            raise unusable(var, "应如 postgres://user:password@host:5432/name；留空则使用内置的 SQLite")
        return config

    def caches(self, var, default):
        """Return Django's CACHES for the cache that `var` names. No page fails because its Redis is away: `default` then
        answers as if it were empty. `limits` is the same one for what is counted, and says that it is away."""
        config = self._parsed(var, default, self.cache_url_config)
        if config["BACKEND"] != REDIS:
            return {"default": config, "limits": config}
        patient = {"SOCKET_CONNECT_TIMEOUT": PATIENCE, "SOCKET_TIMEOUT": PATIENCE} | config.get("OPTIONS", {})
        return {
            "default": config | {"OPTIONS": patient | {"IGNORE_EXCEPTIONS": True}},
            "limits": config | {"OPTIONS": patient},
        }

    def template(self, var, place):
        """Return an https address in which `place` stands for what is put in; empty where `var` is."""
        value = self.str(var, default="").strip()
        if value and not (value.startswith("https://") and place in value):
            raise unusable(var, f"应以 https:// 开头，并含有 {place}；留空则只写地址、不链接地图")
        return value

    def search_server(self, var):
        """Return what is to be known of the search server that `var` names: an empty dictionary for none."""
        value = self.str(var, default="").strip()
        return self._parsed(var, "", _search_server, SEARCH_HINT) if value else {}

    def _parsed(self, var, default, parse, *hint):
        try:
            return parse(self.str(var, default=default))
        except Exception as error:  # whatever the parser stumbles over, the value is what is wrong
            raise unusable(var, *hint) from error


SEARCH_HINT = "应如 https://user:password@host:9200 或 opensearch+https://host:9200；留空则由数据库自己搜索"


def _search_server(value):
    """Plain http and https mean Elasticsearch; what is no address is a ValueError."""
    url = urlsplit(value.strip())
    found = SEARCH_SCHEME.fullmatch(url.scheme)
    if not found or not url.hostname or url.query or url.fragment or bool(url.username) != bool(url.password):
        raise ValueError("No address of a search server")
    return {
        "kind": found[1] or found[3] or "elasticsearch",
        "scheme": found[2] or "http",
        "host": url.hostname,
        "port": url.port or SEARCH_PORT,
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "path": url.path.rstrip("/"),
    }


def unusable(var, hint="说明见 .env.example"):
    """The value itself is not repeated: it may hold a password."""
    return ImproperlyConfigured(f"环境变量 {var} 的值无法使用，{hint}。")
