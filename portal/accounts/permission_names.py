"""Django names its permissions in English ("Can add page") and keeps the names in the database; the desk shows them."""

from django.apps import apps
from django.utils.translation import gettext, override

ACTIONS = {
    "add": "新建",
    "change": "修改",
    "delete": "删除",
    "view": "查看",
    "publish": "发布",
    "lock": "锁定",
    "unlock": "解锁",
}


def name_permissions_in_chinese(sender, using, **kwargs):
    """After each migration, name the new permissions as the desk does."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Permission

    create_permissions(sender, verbosity=0, using=using)  # Django's own call comes after this one
    for permission in Permission.objects.using(using).filter(name__startswith="Can ").select_related("content_type"):
        name = _chinese_name(permission)
        if name != permission.name:
            permission.name = name
            permission.save(using=using, update_fields=["name"])


def _chinese_name(permission):
    action, _, model_name = permission.codename.partition("_")
    content_type = permission.content_type
    try:
        model = apps.get_model(content_type.app_label, content_type.model)
    except LookupError:  # a model of an earlier version
        return permission.name
    with override("zh-hans"):
        if action in ACTIONS and model_name == model._meta.model_name:
            return f"{ACTIONS[action]}{gettext(model._meta.verbose_name_raw)}"
        return gettext(permission.name)
