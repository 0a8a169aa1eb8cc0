from django.db import migrations

from programs.texts.folding import folded
from programs.texts.stored import tidy_app

WORDS = ("department", "town", "sector", "topic", "audience", "need", "companytag", "alias")
FOLDS = {name: {"normalised_name": ("name", folded)} for name in WORDS}


def tidy(apps, schema_editor):
    """Names and titles of one line, without signs that nobody sees, and their folded forms: decision 0013."""
    tidy_app(apps, "taxonomy", FOLDS, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("taxonomy", "0002_normalised_names"),
        ("news", "0005_topics_of_the_vocabulary"),  # makes topics and aliases of what stories had before
    ]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
