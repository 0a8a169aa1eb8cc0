"""Files that readers may have: the sizes of pictures, and attachments. Originals are never sent."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import parse_http_date, quote_etag
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images.permissions import permission_policy as picture_policy

from .models import Attachment, Picture, PictureRendition
from .uses import is_for_staff, is_in_private_collection, is_let_in, is_shown_in_public

ASKED_AGAIN = "public, no-cache"  # answered by its ETag: what shows it may be taken down, and it may become private
NEVER_KEPT = "private, no-store"
NAME = "the name of a size"  # stands for it in a question that is kept


def _send_upload(request, path, cache_control):
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    if "Content-Length" in response:
        moment = parse_http_date(response["Last-Modified"])
        response["ETag"] = quote_etag(f"{moment:x}-{response['Content-Length']}")
    response["Cache-Control"] = cache_control
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def serve_rendition(request, path):
    """Send one size of a picture to everybody while something public shows it, else to the desk and to who reads what
    shows it. Those in a private collection go to whom its restriction lets in, and to the desk."""
    found = _seen(path)
    if found is None:
        return _not_found(request)
    is_shown, is_private = found
    if is_shown and not is_private:
        return _send_upload(request, path, ASKED_AGAIN)
    picture = Picture.objects.select_related("collection").filter(renditions__file=path).first()
    if picture is None or not _is_let_in(request, picture, is_private):
        return _not_found(request)
    return _send_upload(request, path, NEVER_KEPT)


def _seen(path):
    """Does something public show the picture of this size, and is it in a private collection? None for no size."""
    sql, values = _question(int(timezone.now().timestamp()))
    with connection.cursor() as cursor:
        cursor.execute(sql, [path if value == NAME else value for value in values])
        return cursor.fetchone()


@lru_cache(maxsize=2)
def _question(second):
    """What `_seen` asks in this second, as SQL with its values: to put it together takes fifty times as long as to
    answer it, and a page has many pictures."""
    is_private = is_in_private_collection("image__collection__path")
    sizes = PictureRendition.objects.filter(file=NAME).order_by()
    asked = sizes.annotate(is_shown=is_shown_in_public(Picture, "image_id"), is_private=is_private)
    return asked.values_list("is_shown", "is_private").query.sql_with_params()


def _is_let_in(request, picture, is_private):
    restrictions = picture.collection.get_view_restrictions() if is_private else ()
    if restrictions and all(restriction.accept_request(request) for restriction in restrictions):
        return True
    return is_let_in(request, picture, picture_policy, with_doors=not restrictions)


def _not_found(request):
    """The same whether there is no such file or it is for others, and kept by nobody: it may be published any minute."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = NEVER_KEPT
    return response


@require_safe
@login_required
def serve_avatar(request, path):
    """Send the portrait that somebody of the staff has chosen; it is for the desk alone."""
    return _send_upload(request, path, NEVER_KEPT)


@require_safe
def serve_attachment(request, document_id, document_filename):
    """Send an attachment as Wagtail does, and say who may keep a copy: nobody, of a private one. What only drafts,
    private pages and internal records use is for the desk, and for who reads one of them."""
    attachment = Attachment.objects.select_related("collection").filter(pk=document_id).first()
    is_hidden = attachment is not None and is_for_staff(attachment)
    if is_hidden and not is_let_in(request, attachment, file_policy):
        return _not_found(request)
    response = serve_document(request, document_id, document_filename)
    is_private = is_hidden or attachment is None or attachment.collection.get_view_restrictions().exists()
    response["Cache-Control"] = NEVER_KEPT if is_private else ASKED_AGAIN
    response["X-Content-Type-Options"] = "nosniff"
    return response
