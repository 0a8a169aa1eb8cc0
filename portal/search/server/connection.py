"""The one client of this process, and whether the server is worth asking just now."""

import logging
import time
from functools import cache
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

logger = logging.getLogger(__name__)

PACKAGES = {"elasticsearch": "elasticsearch", "opensearch": "opensearchpy"}
PREFIX = "portal_"  # of the names of all indexes: a server may have others
TIMEOUT = 5  # seconds that one question may take
REST = 30  # seconds without a question to a server that did not answer


def missing_client():
    """The Chinese sentence for a client that is not installed; empty where it is, and where none is needed."""
    server = settings.SEARCH_SERVER
    if not server or find_spec(PACKAGES[server["kind"]]):
        return ""
    return (
        f"SEARCH_URL 指向 {server['kind']} 服务器，但没有安装它的客户端，"
        "请运行：.venv/bin/pip install --require-hashes -r requirements-search-server.txt"
    )


def package():
    """The client's package."""
    if told := missing_client():
        raise ImproperlyConfigured(told)
    return import_module(PACKAGES[settings.SEARCH_SERVER["kind"]])


@cache
def client():
    """The client. It tries once: what comes next is the database, not the server again."""
    server, clients = settings.SEARCH_SERVER, package()
    account = (server["user"], server["password"]) if server["user"] else None
    host = {"host": server["host"], "port": server["port"]}
    if server["kind"] == "elasticsearch":
        host |= {"scheme": server["scheme"], "path_prefix": server["path"]}
        return clients.Elasticsearch([host], basic_auth=account, request_timeout=TIMEOUT, max_retries=0)
    is_secret = server["scheme"] == "https"
    host |= {"url_prefix": server["path"]}
    return clients.OpenSearch(
        [host], http_auth=account, use_ssl=is_secret, verify_certs=is_secret, timeout=TIMEOUT, max_retries=0
    )


def send(actions, **options):
    """Write what `actions` say, all in few requests; raises if the server refuses one of them."""
    import_module(f"{package().__name__}.helpers").bulk(client(), actions, **options)


class Presence:
    """Remembers for a while that the server did not answer, so that a page of ten questions waits for it once."""

    def __init__(self):
        self.away_until = 0.0

    @property
    def is_away(self):
        return time.monotonic() < self.away_until

    def failed(self, error):
        """Tell of it; who refuses one question, because there is no index yet, may be asked another."""
        status = getattr(error, "status_code", None)
        if not isinstance(status, int) or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.away_until = time.monotonic() + REST
        told = f"{type(error).__name__}: {error}"[:300]
        logger.warning("The search server did not do what it was asked; the database answers (%s)", told)


PRESENCE = Presence()
