"""Who may have the pictures and files of a page that is not for every reader: whom the page's own lock lets in, and
who holds a preview link to it."""

import re
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from media.uses import references_to
from programs.records.publication import current_q

from .models import PreviewLink

COOKIE = "preview"
MOST = 5  # preview links that one browser remembers
TOKENS = re.compile(r"[\w-]{1,64}", re.ASCII)


def reads_a_private_page(request, file):
    """Is `file` shown by a page that is out, and whose password was given, or that is for this account?"""
    users = references_to(type(file)).filter(
        to_object_id=str(file.pk), base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = Page.objects.filter(current_q(), pk__in=[int(pk) for pk in users.values_list("object_id", flat=True)])
    return any(_lets_in(page, request) for page in pages)


def _lets_in(page, request):
    restrictions = page.get_view_restrictions().select_related("page").prefetch_related("groups")
    return all(restriction.accept_request(request) for restriction in restrictions)


def holds_a_preview_link(request, file):
    """Is `file` in the newest draft of a page to which this browser has opened a preview link that still holds?"""
    tokens = _tokens(request)
    links = PreviewLink.objects.filter(token__in=tokens).select_related("page", "created_by") if tokens else ()
    return any(link.is_valid and _shows(link.page, file) for link in links)


def _shows(page, file):
    draft = page.specific.get_latest_revision_as_object()
    wanted = ContentType.objects.get_for_model(type(file)).pk, str(file.pk)
    return any(found[:2] == wanted for found in ReferenceIndex._extract_references_from_object(draft))


def remember(request, response, link):
    """Let the browser that was shown a draft have its pictures and files: it asks for each by itself, without the
    draft's address."""
    others = [token for token in _tokens(request) if token != link.token]
    response.set_cookie(
        COOKIE,
        ".".join([link.token, *others][:MOST]),
        max_age=max(link.expires_at - timezone.now(), timedelta(0)),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _tokens(request):
    return TOKENS.findall(request.COOKIES.get(COOKIE, "")[: MOST * 65])[:MOST]
