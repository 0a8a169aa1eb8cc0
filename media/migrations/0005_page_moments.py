from django.db import migrations

TABLE = "wagtailcore_page"


class Migration(migrations.Migration):
    """The rare pages that go live or expire at an hour of their own, for who asks for the next of them."""

    dependencies = [("media", "0004_changed_rows"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX page_{name} ON {TABLE} ({name}) WHERE {name} IS NOT NULL", f"DROP INDEX page_{name}"
        )
        for name in ("go_live_at", "expire_at")
    ]
