"""Requests that no form of the desks sends: cut off on their way, or made by hand. They are answered, and are no faults."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.db import DataError
from django.http import Http404
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views import chooser
from wagtail.admin.views.generic.chooser import CreationFormMixin

DESKS = ("/cms/", "/admin/")
FORM_NAMES = ("creation_form_class", "form_fields", "exclude_form_fields")


def is_by_hand(request, error):
    """Does `error` say that a field is missing, or that what should be a number of ours is none?"""
    if isinstance(error, MultiValueDictKeyError):
        return True
    if not request.path_info.startswith(DESKS):
        return False
    is_no_number = isinstance(error, ValueError) and "expected a number but got" in str(error)
    return is_no_number or isinstance(error, (IncorrectLookupParameters, DataError, OverflowError))


def refuse_creation_without_a_form(view):
    """Wagtail gives every chooser an address for new rows, also one that has no form for them."""
    view_class, given = getattr(view, "view_class", object), getattr(view, "view_initkwargs", {})
    has_own_way = getattr(view_class, "get_creation_form_class", None) is not CreationFormMixin.get_creation_form_class
    if not has_own_way and "create_url_name" in given and not any(map(given.get, FORM_NAMES)):
        raise Http404


class ExternalLinkView(chooser.ExternalLinkView):
    def post(self, request):
        request.POST[f"{self.form_prefix}-url"]  # Wagtail's form fails without it
        return super().post(request)


def no_such_page(request):
    """In place of Wagtail's page that fails on purpose."""
    raise Http404
