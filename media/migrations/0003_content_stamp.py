import secrets

from django.db import migrations, models


def give_first_value(apps, schema_editor):
    apps.get_model("media", "ContentStamp").objects.get_or_create(id=1, defaults={"value": secrets.token_hex(16)})


class Migration(migrations.Migration):
    dependencies = [("media", "0002_sizes_by_file")]

    operations = [
        migrations.CreateModel(
            name="ContentStamp",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "内容版本",
                "verbose_name_plural": "内容版本",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_content_stamp")],
            },
        ),
        migrations.RunPython(give_first_value, migrations.RunPython.noop),
    ]
