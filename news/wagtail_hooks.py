from django.http import Http404
from wagtail import hooks

from .publication import is_current


@hooks.register("before_serve_page", order=-100)
def only_current_pages(page, request, serve_args, serve_kwargs):
    """An expired page is gone at its minute, not when the scheduler next looks."""
    if not is_current(page):
        raise Http404
