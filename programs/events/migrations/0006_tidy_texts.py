from django.db import migrations

from programs.texts.folding import folded
from programs.texts.stored import tidy_app

FOLDS = {name: {"normalised_name": (source, folded)} for name, source in (("event", "title"), ("eventseries", "name"))}


def tidy(apps, schema_editor):
    """Names and titles of one line, without signs that nobody sees, and their folded forms: decision 0013."""
    tidy_app(apps, "events", FOLDS, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("events", "0005_normalised_names")]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
