"""Lets the portal search on a test's own server."""

import pytest

from portal.search.documents import rounds, writing
from portal.search.documents.text_index import APART, COLUMNS
from portal.search.engine import text_index
from portal.search.finding import registers
from portal.search.finding.understanding import SETS
from portal.search.management.commands import check_search, rebuild_search
from portal.search.models import SearchDocument
from portal.search.server import connection
from portal.search.server.documents import ServedDocuments

from .server import SearchServer

KINDS = ("elasticsearch", "opensearch")


@pytest.fixture(params=KINDS)
def server(request, settings, monkeypatch):
    """An empty server of either kind, which the settings name."""
    server = SearchServer()
    place = {"scheme": "http", "host": "127.0.0.1", "port": server.port, "path": ""}
    settings.SEARCH_SERVER = place | {"kind": request.param, "user": "portal", "password": "a@b"}
    settings.WAGTAILSEARCH_BACKENDS = settings.WAGTAILSEARCH_BACKENDS_WITH_SERVER
    connection.client.cache_clear()
    monkeypatch.setattr(connection.PRESENCE, "away_until", 0.0)
    yield server
    connection.client.cache_clear()
    server.shutdown()
    server.server_close()


@pytest.fixture
def documents(server, monkeypatch, db):
    """The index over all documents, answered by the server, wherever the portal asks one. There is no index yet."""
    index = ServedDocuments(SearchDocument, COLUMNS, APART)
    for module in (writing, rounds, registers, rebuild_search, check_search):
        monkeypatch.setattr(module, "INDEX", index)
    monkeypatch.setattr(SETS, "ask", index.find)
    monkeypatch.setattr(SETS, "kept", None)
    yield index
    text_index.indexes.remove(index)
