"""Files that readers may have: the sizes of pictures, and attachments. Originals are never sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images.permissions import permission_policy

from .models import Attachment, PictureRendition
from .uses import is_for_staff

FOREVER = "public, max-age=31536000, immutable"  # a changed picture gets a new file name
NEVER_KEPT = "private, no-store"


def _send_upload(request, path, cache_control):
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = cache_control
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def serve_rendition(request, path):
    """Send one size of a picture. Those in a private collection go to whom its restriction lets in, and to the desk."""
    rendition = get_object_or_404(PictureRendition.objects.select_related("image__collection"), file=path)
    restrictions = list(rendition.image.collection.get_view_restrictions())
    if not restrictions:
        return _send_upload(request, path, FOREVER)
    is_let_in = all(restriction.accept_request(request) for restriction in restrictions)
    if not is_let_in and not permission_policy.user_has_any_permission_for_instance(
        request.user, ["add", "change", "choose"], rendition.image
    ):
        raise Http404
    return _send_upload(request, path, NEVER_KEPT)


@require_safe
@login_required
def serve_avatar(request, path):
    """Send the portrait that somebody of the staff has chosen; it is for the desk alone."""
    return _send_upload(request, path, NEVER_KEPT)


@require_safe
def serve_attachment(request, document_id, document_filename):
    """Send an attachment as Wagtail does, and say who may keep a copy: nobody, of a private one. What only drafts and
    internal records use is for the desk alone."""
    attachment = Attachment.objects.select_related("collection").filter(pk=document_id).first()
    is_for_desk = attachment is not None and is_for_staff(attachment)
    if is_for_desk and not file_policy.user_has_any_permission_for_instance(
        request.user, ["add", "change", "choose"], attachment
    ):
        raise Http404
    response = serve_document(request, document_id, document_filename)
    is_private = is_for_desk or attachment is None or attachment.collection.get_view_restrictions().exists()
    # a public one is asked for again each time, answered by its ETag: it may be replaced or made private
    response["Cache-Control"] = NEVER_KEPT if is_private else "public, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
