"""What staff's browsers never send, and somebody may type: an answer below 500 at every door of the desks."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from portal.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(home):
    user = UserFactory(role="admin")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def addresses(*endings):
    """Every address of the desks without a number in it that ends so."""

    def walk(resolver, before):
        for pattern in resolver.url_patterns:
            address = before + str(pattern.pattern).removeprefix("^")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, address)
            elif "<" not in address and "(" not in address and address.endswith(endings):
                yield f"/{address}"

    return sorted({each for each in walk(get_resolver(), "") if each.startswith(("/cms/", "/admin/"))})


def failing(client, requests):
    answers = ((f"{method} {address}", client.generic(method, address)) for method, address in requests)
    return [request for request, answer in answers if answer.status_code >= 500]


def test_choosers(boss):
    several = addresses("chosen-multiple/")
    assert len(several) > 5
    assert (
        failing(boss, [("GET", f"{address}?id={value}") for address in several for value in ("x", "9" * 30, "")]) == []
    )
    create = [address for address in addresses("create/") if "choose" in address]
    assert len(create) > 5
    assert failing(boss, [(method, address) for address in create for method in ("GET", "POST")]) == []


def test_links_without_fields(boss):
    links = addresses("choose-external-link/", "choose-email-link/", "choose-phone-link/", "choose-anchor-link/")
    assert len(links) == 4
    assert failing(boss, [(method, address) for address in links for method in ("GET", "POST")]) == []
    form = {"external-link-chooser-url": "https://[", "external-link-chooser-link_text": "x"}
    assert boss.post("/cms/choose-external-link/", form).status_code < 500


def test_exports_of_a_list_that_is_filtered_by_nonsense(boss):
    nouns = ("companies/company", "policies/policy", "events/event")
    queries = ("uid=x", "e=1", "kind__exact=%00", "p=x", "o=x.y", "live__exact=x")
    exports = [
        f"/admin/{noun}/export/{kind}/?{query}" for noun in nouns for kind in ("xlsx", "csv") for query in queries
    ]
    assert failing(boss, [("GET", address) for address in exports]) == []


def test_nothing_fails_on_purpose(boss):
    assert boss.get("/cms/failwhale/").status_code == 404
