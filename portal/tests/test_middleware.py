import io

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse, HttpResponseServerError
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.decorators import api_view, permission_classes
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny

from portal.middleware import WriteTransactionMiddleware
from portal.urls import urlpatterns as site_urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


CSRF_TOKEN = "a" * 32


def write():
    Group.objects.create(name="示例")


@csrf_exempt
def saves(request):
    write()
    return HttpResponse(f"{connection.in_atomic_block} {len(connection.savepoint_ids)}")


@csrf_exempt
def breaks(request):
    write()
    raise RuntimeError


@csrf_exempt
def answers_500(request):
    write()
    return HttpResponseServerError()


@csrf_exempt
def refuses(request):
    write()
    return HttpResponse(status=400)


@transaction.non_atomic_requests
@csrf_exempt
def by_itself(request):
    return HttpResponse(f"{len(connection.savepoint_ids)}")


def echoes(request):
    return HttpResponse(f"{request.POST.get('title')} {request.FILES['file'].read().decode()}")


@api_view(["POST"])
@permission_classes([AllowAny])
def api(request):
    write()
    raise ValidationError("no")


def needs_token(request):
    write()
    return HttpResponse(request.POST.get("title", ""))


urlpatterns = [
    path("saves", saves),
    path("breaks", breaks),
    path("answers-500", answers_500),
    path("refuses", refuses),
    path("by-itself", by_itself),
    path("api", api),
    path("needs-token", needs_token),
    path("echoes", echoes),
    *site_urls,  # for the links on the error pages
]
handler500 = "portal.views.server_error"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def is_written():
    return Group.objects.filter(name="示例").exists()


def test_a_writing_request_is_one_transaction(visitor):
    outside = len(connection.savepoint_ids)
    assert visitor.post("/saves").content.decode() == f"True {outside + 1}"
    assert is_written()


def test_a_form_with_a_file_survives_the_csrf_check(visitor):
    """The check reads the form first; a browser's upload must reach the view whole all the same."""
    visitor.cookies["csrftoken"] = CSRF_TOKEN
    form = {"csrfmiddlewaretoken": CSRF_TOKEN, "title": "示例", "file": io.BytesIO("内容".encode())}
    assert visitor.post("/echoes", form).content.decode() == "示例 内容"


def test_a_reading_request_has_none(visitor):
    outside = len(connection.savepoint_ids)
    assert visitor.get("/by-itself").content.decode() == str(outside)
    assert visitor.get("/saves").content.decode() == f"True {outside}"


def test_a_view_may_keep_its_own_transactions(visitor):
    assert visitor.post("/by-itself").content.decode() == str(len(connection.savepoint_ids))


@pytest.mark.parametrize(("url", "status"), [("/breaks", 500), ("/answers-500", 500), ("/api", 400)])
def test_a_failure_leaves_nothing_written(visitor, url, status):
    assert visitor.post(url).status_code == status
    assert not is_written()


def test_a_refusal_keeps_what_it_wrote(visitor):
    """A wrong password is answered with a refusal, and must be remembered."""
    assert visitor.post("/refuses").status_code == 400
    assert is_written()


def test_the_token_is_checked_before_the_view_runs(visitor):
    assert visitor.post("/needs-token").status_code == 403
    assert not is_written()


@pytest.mark.parametrize("where", ["header", "field"])
def test_a_form_with_files_keeps_its_fields_after_the_token_was_checked(visitor, where):
    token = "t" * 32
    visitor.cookies["csrftoken"] = token
    fields = {"title": "示例标题", "file": io.BytesIO(b"x")} | (
        {"csrfmiddlewaretoken": token} if where == "field" else {}
    )
    headers = {"X-CSRFToken": token} if where == "header" else {}
    assert visitor.post("/needs-token", fields, headers=headers).content.decode() == "示例标题"


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_the_body_is_read_before_the_lock_is_taken(content_type):
    """Else a slow sender would keep every editor from saving."""
    outside = len(connection.savepoint_ids)
    depths = []

    class Slow(io.BytesIO):
        def read(self, *args):
            depths.append(len(connection.savepoint_ids))
            return super().read(*args)

    body = (
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n"
        if "multipart" in content_type
        else b"a=1"
    )
    request = RequestFactory().generic("POST", "/", body, content_type=content_type)
    request._stream = Slow(body)

    def view(request):
        depths.append(len(connection.savepoint_ids))
        return HttpResponse(request.body if content_type == "application/json" else str(request.POST))

    response = WriteTransactionMiddleware(None).process_view(request, view, (), {})
    assert depths[0] == outside
    assert depths[-1] == outside + 1
    assert set(depths[:-1]) == {outside}
    assert b"a" in response.content


def test_a_busy_database_is_a_503(visitor):
    def busy(*args):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(busy):
        assert visitor.post("/saves").status_code == 503
