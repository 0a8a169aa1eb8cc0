"""Whatever is asked of the search gets a sensible answer."""

import pytest

from news.models import NewsIndexPage
from news.tests.factories import SectionPageFactory

from .shoes import make_shoes
from .test_search import READER, nothing_counted  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shoes")]

HOSTILE = [
    "", " ", "鞋", "a", "的", "！？。，", "\"", "'", "“”", "“鞋", "”鞋“", "a\"b", "鞋" * 10_000, "a " * 5000, "\x00", "鞋\x00业", "\x01\x1b\x7f", "\u202e鞋",
    "😀", "👩‍👧", "鞋👍🏽", "AND", "OR NOT", "NEAR(", "NEAR(鞋 业, 5)", "*", "鞋*", ":", "title:鞋", "-", "-鞋", "^鞋", "鞋 AND (", "{鞋}", "+", "%", "_", "\\", "\\u978b",
    "' OR 1=1 --", "1; DROP TABLE search_searchdocument", "鞋'; SELECT pg_sleep(9) --", "<b>鞋</b>", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "{{7*7}}", "{% debug %}", "${7*7}", "\ud83d", "\r\nX: y", "9" * 400, "2716.1亿元", "．．．", "٣", "ﷺ" * 50, "e\u0301" * 90, "\ufeff", "𠮷野家", "鞋\u3000业",
]  # fmt: skip


@pytest.fixture(scope="module")
def shoes(begin_with):
    begin_with("shoes", lambda: make_shoes(SectionPageFactory(parent=NewsIndexPage.objects.get())))


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/", "/api/v1/search/"])
@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_whatever_is_asked_gets_a_sensible_answer(client, address, query):
    sent = query.encode("utf-8", "surrogatepass")
    response = client.get(address, {"q": sent}, headers=READER)
    assert response.status_code in (200, 400)
    if "json" in response["Content-Type"]:
        response.json()  # data: no browser takes it for a page
    else:
        html = response.content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html and "<b>鞋</b>" not in html


@pytest.mark.parametrize("name", ["kind", "topic", "year", "town", "validity", "sort", "page"])
def test_whatever_narrows_gets_a_sensible_answer(client, name):
    for query in ["x", "-1", "0", "9" * 30, "<script>alert(1)</script>", "'", "😀", "company", "1e9"]:
        for address in ("/search/", "/api/v1/search/"):
            response = client.get(address, {"q": "鞋", name: query})
            assert response.status_code in (200, 400)
            assert "json" in response["Content-Type"] or "<script>alert" not in response.content.decode()
