from django.http import Http404
from wagtail import hooks

from .manuscripts.viewsets import viewset as manuscript_imports
from .publication import is_current


@hooks.register("before_serve_page", order=-100)
def only_current_pages(page, request, serve_args, serve_kwargs):
    """An expired page is gone at its minute, not when the scheduler next looks."""
    if not is_current(page):
        raise Http404


@hooks.register("register_admin_viewset")
def register_manuscript_imports():
    return manuscript_imports
