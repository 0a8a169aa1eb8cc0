"""Reading never writes: else readers wait for each other, and a crawler fills the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "BEGIN", "SAVEPOINT")


def writes_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    assert not response.cookies, f"{url} sets a cookie: no cache may keep it"
    return [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(WRITES)]


def test_the_second_reader_of_every_page_writes_nothing(client, public_urls):
    for url in public_urls:
        assert client.get(url).status_code == 200, url  # the first may draw pictures in their sizes
        assert writes_of(client, url) == [], url


@pytest.mark.parametrize("url", ["/no-such-page/", "/news/no-such/", "/api/v1/articles/99999/", "/search/?q="])
def test_what_is_not_there_writes_nothing(client, home, url):
    client.get("/")  # Wagtail makes the row of the site's settings when it is first asked for
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(WRITES)] == []
