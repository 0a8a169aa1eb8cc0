from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

from .documentation import documented
from .schema import schema as whole_schema


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
    """The same for people: a page of our own, since the usual viewers need styles that the policy forbids."""
    return render(request, "api/docs.html", {"document": documented(whole_schema())})
