"""What Wagtail's own first migrations name "Root" is shown in the desk: name it in Chinese."""

from django.db import migrations


def name_in_chinese(apps, schema_editor):
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title="Root").update(
        title="全部页面", draft_title="全部页面"
    )
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name="Root").update(name="公共")


class Migration(migrations.Migration):
    dependencies = [("home", "0003_first_pages"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [migrations.RunPython(name_in_chinese, migrations.RunPython.noop)]
