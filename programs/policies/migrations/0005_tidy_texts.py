from django.db import migrations

from programs.texts.folding import folded, folded_number
from programs.texts.stored import tidy_app

FOLDS = {"policy": {"normalised_name": ("title", folded), "normalised_number": ("document_number", folded_number)}}


def tidy(apps, schema_editor):
    """Names and titles of one line, without signs that nobody sees, and their folded forms: decision 0013."""
    tidy_app(apps, "policies", FOLDS, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("policies", "0004_normalised_names")]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
