from django.db import migrations

from programs.texts.stored import tidy_rows

MODELS = {
    "wagtailcore": ("page", "collection"),
    "media": ("picture", "attachment"),
    "accounts": ("user",),
    "search": ("synonym", "promotion"),
    "news": None,
    "home": None,
}
DERIVED = {"mention"}  # written anew from the words that it quotes


def tidy(apps, schema_editor):
    """Names and titles of one line, without signs that nobody sees, in what is kept outside the registers."""
    for label, names in MODELS.items():
        for model in apps.get_app_config(label).get_models():
            name = model._meta.model_name
            if name in names if names else name not in DERIVED:
                tidy_rows(model, {}, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_register_parts"),
        ("news", "0008_first_address"),
        ("media", "0002_sizes_by_file"),
        ("accounts", "0006_search_desk_roles"),
        ("search", "0008_refused_words_and_roles"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
