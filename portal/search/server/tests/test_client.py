"""The clients of search servers: told where one is missing, imported where one is needed alone."""

import subprocess
import sys

from django.conf import settings as portal_settings

from portal.search import checks
from portal.search.server import connection


def test_a_missing_client_is_told(settings, monkeypatch):
    assert checks.the_search_servers_client_is_installed(None) == []
    settings.SEARCH_SERVER = {"kind": "opensearch"}
    assert checks.the_search_servers_client_is_installed(None) == []
    monkeypatch.setitem(connection.PACKAGES, "opensearch", "no_such_package")
    (error,) = checks.the_search_servers_client_is_installed(None)
    assert "没有安装它的客户端" in error.msg and "requirements-search-server.txt" in error.msg


def test_without_an_address_no_client_is_imported():
    code = """
import sys, django
django.setup()
import portal.urls
from wagtail.search.backends import get_search_backend
get_search_backend()
from portal.search.finding.finder import find
print([name for name in sys.modules if name.startswith(("elastic", "opensearch", "portal.search.server"))])
"""
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "SEARCH_URL": "", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=portal_settings.ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_with_an_address_the_index_is_the_servers():
    code = """
import django
django.setup()
from wagtail.search.backends import get_search_backends
from portal.search.documents.text_index import INDEX
print(type(INDEX).__name__, [type(one).__mro__[1].__name__ for one in get_search_backends()])
"""
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PATH": "/usr/bin:/bin"}
    for address, library in (
        ("http://h", "Elasticsearch8SearchBackend"),
        ("opensearch://h", "OpenSearch3SearchBackend"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=portal_settings.ROOT,
            env=environment | {"SEARCH_URL": address},
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == f"ServedDocuments ['{library}', 'BaseSearchBackend']", done.stderr
