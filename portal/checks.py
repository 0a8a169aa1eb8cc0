"""The house's conventions as system checks: what a reviewer would otherwise have to remember."""

from django.apps import apps
from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page

OURS = ("portal", "news", "media", "programs")


@register()
def page_types_have_templates(app_configs, **kwargs):
    errors = []
    for model in apps.get_models():
        if issubclass(model, Page) and model.__module__.startswith(OURS):
            try:
                get_template(model.template)
            except TemplateDoesNotExist:
                errors.append(Error(f"{model.__name__} has no template {model.template}", obj=model, id="portal.E001"))
    return errors


@register()
def public_pages_use_the_gate(app_configs, **kwargs):
    from programs.publication import PublicPageQuerySet

    return [
        Error(f"{model.__name__}.objects has no public_now()", obj=model, id="portal.E002")
        for model in apps.get_models()
        if issubclass(model, Page)
        and model.__module__.startswith(OURS)
        and not isinstance(model.objects.all(), PublicPageQuerySet)
    ]
