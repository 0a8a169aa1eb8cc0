from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

from .documentation import documented
from .schema import schema as whole_schema

LONGEST_QUESTION = 2000  # characters


@require_safe
def schema(request):
    """The OpenAPI document: JSON, or YAML for `?format=yaml` and for whoever accepts YAML alone."""
    accepted = request.headers.get("Accept", "")
    is_yaml = request.GET.get("format") == "yaml" or ("yaml" in accepted and "json" not in accepted)
    renderer = OpenApiYamlRenderer() if is_yaml else OpenApiJsonRenderer()
    kind, name = ("application/yaml", "yaml") if is_yaml else ("application/json", "json")
    return HttpResponse(
        renderer.render(whole_schema(), renderer_context={}),
        content_type=kind,
        headers={"Content-Disposition": f'inline; filename="lucheng-portal.{name}"', "Vary": "Accept"},
    )


@require_safe
def docs(request):
    """The same for people: a page of our own, since the usual viewers need styles that the policy forbids.

    A reader who comes from a list, with `for=<noun>` and the list's own parameters, finds where programs get that list.
    """
    asked = _asked(request.GET.copy())
    context = {"document": documented(whole_schema()), "asked": asked, "noindex": bool(asked)}
    return render(request, "api/docs.html", context)


def _asked(data):
    """The path of the list that `data` speaks of, and the address under which programs get it; None for no list."""
    path = f"{settings.API_PREFIX}{data.pop('for', [''])[-1]}/"
    query = data.urlencode()
    if path not in whole_schema()["paths"] or len(query) > LONGEST_QUESTION:
        return None
    return {"path": path, "address": f"{settings.BASE_URL}{path}{'?' if query else ''}{query}"}
