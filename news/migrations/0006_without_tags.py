"""The articles' own tags go; `0005` has made topics of them."""

from django.db import migrations


def remove_traces(apps, schema_editor):
    """Permissions to keep tags, which nobody can ask for any more."""
    types = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="news", model__in=["tag", "articletag"])
    apps.get_model("auth", "Permission").objects.filter(content_type__in=types).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('news', '0005_topics_of_the_vocabulary'),
    ]

    operations = [
        migrations.RunPython(remove_traces, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='articlepage',
            name='tags',
        ),
        migrations.DeleteModel(
            name='ArticleTag',
        ),
        migrations.DeleteModel(
            name='Tag',
        ),
    ]
