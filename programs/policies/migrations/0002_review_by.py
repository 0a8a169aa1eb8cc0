from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0001_initial'),
        ('taxonomy', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='policy',
            name='review_by_on',
            field=models.DateField(blank=True, db_index=True, help_text='到这一天应再核对一次内容。', null=True, verbose_name='复核期限'),
        ),
        migrations.AddIndex(
            model_name='policy',
            index=models.Index(fields=['published_on', 'id'], name='policy_by_day'),
        ),
    ]
