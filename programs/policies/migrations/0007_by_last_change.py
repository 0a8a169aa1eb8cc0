import programs.records.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0006_first_address'),
        ('taxonomy', '0003_tidy_texts'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='policy',
            index=models.Index(models.OrderBy(programs.records.fields.LastChange(), descending=True), models.OrderBy(models.F('id'), descending=True), name='policy_by_last_change'),
        ),
    ]
