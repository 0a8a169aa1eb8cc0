from django.db import migrations

from programs.companies.names import normalised_name
from programs.texts.folding import folded
from programs.texts.stored import tidy_app

FOLDS = {
    "company": {
        "normalised_name": ("title", normalised_name),
        "normalised_short_name": ("short_name", normalised_name),
    },
    "companyalias": {"normalised_name": ("name", normalised_name)},
    "companylist": {"normalised_name": ("name", folded)},
}


def tidy(apps, schema_editor):
    """Names and titles of one line, without signs that nobody sees, and their folded forms: decision 0013."""
    tidy_app(apps, "companies", FOLDS, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("companies", "0005_normalised_names")]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
