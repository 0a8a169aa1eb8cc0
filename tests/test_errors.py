"""What a reader sees when something is not there, not allowed, or broken."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def reader(home):
    return Client(raise_request_exception=False)


def text(response):
    return response.content.decode()


def refuse(*args, **kwargs):
    raise AssertionError("this page must not ask the database")


def test_not_found_is_chinese_and_offers_search(reader):
    response = reader.get("/no-such-page/")
    assert response.status_code == 404
    assert 'lang="zh-Hans"' in text(response)
    assert 'action="/search/"' in text(response)


def test_a_failing_page_is_plain_and_needs_no_database(reader, monkeypatch):
    def fail(request):
        connection.execute_wrappers.append(refuse)
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.search.views.find", fail)
    try:
        response = reader.get("/search/?q=a")
    finally:
        connection.execute_wrappers.remove(refuse)  # the others are the site's own
    assert response.status_code == 500
    assert 'lang="zh-Hans"' in text(response)
    assert "Traceback" not in text(response)
    assert "RuntimeError" not in text(response)


def test_a_database_that_is_away_is_a_503(reader):
    def away(*args):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(away):
        response = reader.get("/news/")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "请过一会儿再试" in text(response)


def test_what_is_away_is_named_in_the_log_and_to_nobody_who_asks(reader, caplog):
    def away(*args):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(away):
        assert reader.get("/healthz").status_code == 200
        response = reader.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False} and "Not ready: database" in caplog.text


def test_a_form_without_its_token_is_refused_in_chinese(home):
    response = Client(enforce_csrf_checks=True).post("/cms/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert 'lang="zh-Hans"' in text(response)


def test_too_many_wrong_passwords_are_a_429_and_are_remembered(reader, settings, django_user_model):
    """Wrong passwords are written in the transaction of the login view, which must keep them."""
    settings.AXES_ENABLED = True
    django_user_model.objects.create_user("editor", password="the right one")
    statuses = [reader.post("/cms/login/", {"username": "editor", "password": "wrong"}).status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]
    response = reader.post("/cms/login/", {"username": "editor", "password": "the right one"})
    assert response.status_code == 429
    assert 'lang="zh-Hans"' in text(response)


def test_an_unknown_host_is_refused_plainly(reader):
    response = reader.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert 'lang="zh-Hans"' in text(response)


@pytest.mark.parametrize(
    "address", ["/", "/cms/login/", "/no-such-page/", "/healthz", "/api/v1/articles/", "/uploads/images/no.jpg"]
)
def test_browsers_are_told_what_no_page_of_ours_does(reader, address):
    answer = reader.get(address)
    assert "camera=()" in answer["Permissions-Policy"] and "geolocation=()" in answer["Permissions-Policy"]
    expected = "cross-origin" if address.startswith("/uploads/images/") else "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == expected
