"""Keepers and managers see what is searched for and keep the words that help; managers rebuild the index besides."""

from django.db import migrations

KEEPERS, MANAGERS = ["台账管理员", "站点管理员"], ["站点管理员"]
WORDS = [("synonym", "同义词"), ("promotion", "编辑推荐"), ("withheldquery", "不公开的搜索词")]
PERMISSIONS = [
    (KEEPERS, "queryday", "view_queryday", "Can view 搜索词统计"),
    (MANAGERS, "queryday", "rebuild_index", "重建搜索索引"),
    *(
        (KEEPERS, model, f"{action}_{model}", f"Can {action} {name}")
        for model, name in WORDS
        for action in ("add", "change", "delete", "view")
    ),
]


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for names, model, codename, said in PERMISSIONS:
        content_type, _ = ContentType.objects.get_or_create(app_label="search", model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": said}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=names):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_import_history"), ("search", "0005_statistics")]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
