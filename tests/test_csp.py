"""Readers get the strict policy; only Wagtail's desk gets what its forms need."""

import pytest
from wagtail.models import Page

HEADER = "Content-Security-Policy"


def directives(response):
    return {name: values for name, *values in (part.split() for part in response[HEADER].split(";"))}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/news/", "/search/?q=鹿城", "/no-such-page/", "/admin/login/", "/?q=%00", f"/{9**30}/"]
)
def test_strict_outside_the_desk(client, home, address):
    policy = directives(client.get(address))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == ["'self'"]
    assert "unsafe" not in client.get(address)[HEADER]


@pytest.mark.django_db
def test_strict_in_djangos_admin(admin_client):
    assert "unsafe" not in admin_client.get("/admin/")[HEADER]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cms/", "/cms/login/", "/cms/images/", "/cms/block-preview/?id=unknown"])
def test_desk_may_run_its_own_forms_and_nothing_from_elsewhere(admin_client, address):
    policy = directives(admin_client.get(address))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["img-src"] == ["'self'", "data:", "blob:"]
    assert policy["frame-src"] == policy["frame-ancestors"] == ["'self'"]
    assert "unsafe-eval" not in str(policy)
    assert not any("//" in value or value == "*" for values in policy.values() for value in values)


@pytest.mark.django_db
def test_desk_frames_its_previews(admin_client, home):
    """The preview pane is a frame of the desk's own origin: neither header may forbid it."""
    page = Page.objects.get(pk=home.pk)
    response = admin_client.get(f"/cms/pages/{page.pk}/view_draft/")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert directives(response)["frame-ancestors"] == ["'self'"]
