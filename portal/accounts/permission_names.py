"""Django names its permissions in English ("Can add page") and keeps the names in the database; the desk shows them."""

from django.apps import apps
from django.utils.translation import gettext, override

ACTIONS = {"add": "新建", "change": "修改", "delete": "删除", "view": "查看"}


def name_permissions_in_chinese(sender, using, **kwargs):
    """After each migration, rename the permissions that still carry Django's default name."""
    from django.contrib.auth.models import Permission

    english = Permission.objects.using(using).filter(name__startswith="Can ").select_related("content_type")
    for permission in english:
        action, _, model_name = permission.codename.partition("_")
        try:
            model = apps.get_model(permission.content_type.app_label, permission.content_type.model)
        except LookupError:
            continue
        if action in ACTIONS and model_name == model._meta.model_name:
            with override("zh-hans"):
                permission.name = f"{ACTIONS[action]}{gettext(model._meta.verbose_name_raw)}"
            permission.save(using=using, update_fields=["name"])
