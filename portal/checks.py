"""The house's conventions as system checks: what a reviewer would otherwise have to remember."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page

PROXY_HINT = "在 /etc/portal.env 里写明：前面有一台 nginx 就写 PROXY_COUNT=1，直接对外就写 PROXY_COUNT=0。"
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
    from programs.records.publication import PublicPageQuerySet

    return [
        Error(f"{model.__name__}.objects has no public_now()", obj=model, id="portal.E002")
        for model in apps.get_models()
        if issubclass(model, Page)
        and model.__module__.startswith(OURS)
        and not isinstance(model.objects.all(), PublicPageQuerySet)
    ]


@register()
def production_says_how_many_proxies_stand_before_it(app_configs, **kwargs):
    """Unsaid, everybody behind nginx has one address, and a stranger's wrong passwords lock the staff out."""
    if not getattr(settings, "IS_PROXY_COUNT_UNSET", False):
        return []
    return [Warning("没有设置环境变量 PROXY_COUNT：代理后面的人会被当成同一个人。", hint=PROXY_HINT, id="portal.W001")]
