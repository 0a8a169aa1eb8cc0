"""Files that readers may have: the sizes of pictures, and attachments. Originals are never sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
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
    sizes = PictureRendition.objects.filter(file=path).select_related("image__collection")
    rendition = sizes.annotate(
        is_shown=is_shown_in_public(Picture, "image_id"), is_private=is_in_private_collection("image__collection__path")
    ).first()
    if rendition is None:
        return _not_found(request)
    if rendition.is_shown and not rendition.is_private:
        return _send_upload(request, path, ASKED_AGAIN)
    if not _is_let_in(request, rendition):
        return _not_found(request)
    return _send_upload(request, path, NEVER_KEPT)


def _is_let_in(request, rendition):
    restrictions = rendition.image.collection.get_view_restrictions() if rendition.is_private else ()
    if restrictions and all(restriction.accept_request(request) for restriction in restrictions):
        return True
    return is_let_in(request, rendition.image, picture_policy, with_doors=not restrictions)


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
