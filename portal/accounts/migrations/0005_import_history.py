"""Keepers see what was imported, and fetch the files as they came."""

from django.db import migrations

KEEPERS = ["台账管理员", "站点管理员"]


def let_keepers_see(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="sheets", model="importedsheet")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="view_importedsheet", defaults={"name": "Can view 导入记录"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_record_roles"), ("sheets", "0001_initial")]

    operations = [migrations.RunPython(let_keepers_see, migrations.RunPython.noop)]
