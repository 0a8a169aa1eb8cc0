import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('news', '0003_mentions_and_manuscript_review'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='mention',
            name='mention_by_record',
        ),
        migrations.AddField(
            model_name='mention',
            name='published_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='文章发布时间'),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['record_type', 'record_id', '-published_at', '-article', 'position'], name='mention_by_record'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['-published_at', '-article', 'position'], name='mention_newest_first'),
        ),
    ]
