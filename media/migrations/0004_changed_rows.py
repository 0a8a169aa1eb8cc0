import django.utils.timezone
from django.db import migrations, models

import media.changed_rows


class Migration(migrations.Migration):
    dependencies = [("media", "0003_content_stamp")]

    operations = [
        migrations.CreateModel(
            name="ChangedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("transaction", models.BigIntegerField(db_default=media.changed_rows.CurrentTransaction())),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "改动记录",
                "verbose_name_plural": "改动记录",
                "indexes": [
                    models.Index(fields=["kind", "transaction"], name="changed_by_transaction"),
                    models.Index(fields=["kind", "id"], name="changed_by_number"),
                    models.Index(fields=["written_at"], name="changed_when"),
                ],
            },
        ),
    ]
