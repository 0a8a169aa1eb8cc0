"""Titles of drafts and private pages are for those who may work on them, also where the desk offers pages to choose or move."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from programs.records.publication import public_pages


def pages_to_choose(pages, request):
    own = page_permission_policy.explorable_instances(request.user)
    return pages.filter(Q(pk__in=public_pages().values("pk")) | Q(pk__in=own.values("pk")))


class ChosenPagesView(ChosenMultipleView):
    """Wagtail's, which knows no hook: numbers of pages that were not offered are told nothing of."""

    def get(self, request):
        asked = request.GET.getlist("id")
        offered = pages_to_choose(Page.objects.filter(pk__in=asked), request).values_list("pk", flat=True)
        kept = {str(pk) for pk in offered}
        request.GET = request.GET.copy()
        request.GET.setlist("id", [pk for pk in asked if pk in kept])
        return super().get(request)


def before_move(request, page, destination):
    """Wagtail asks only when the move is made, and has shown both titles by then."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied
