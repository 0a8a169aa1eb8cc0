from datetime import timedelta

from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone


def until_the_day_ends(apps, schema_editor):
    """Events known to the minute without an end were stored as over in the minute of their beginning."""
    events = _without_end(apps)
    batch = []
    for event in events.only("pk", "starts_at").iterator(chunk_size=2000):
        day = timezone.localtime(event.starts_at) + timedelta(days=1)
        event.finishes_at = day.replace(hour=0, minute=0, second=0, microsecond=0)
        batch.append(event)
    events.model._default_manager.bulk_update(batch, ["finishes_at"], batch_size=500)


def until_the_minute_of_the_beginning(apps, schema_editor):
    _without_end(apps).update(finishes_at=F("starts_at"))


def _without_end(apps):
    events = apps.get_model("events", "Event")._default_manager
    unstated = Q(ends_at=None) | Q(ends_at__lte=F("starts_at"))
    return events.filter(unstated, precision="minute", starts_at__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("events", "0003_other_names")]

    operations = [migrations.RunPython(until_the_day_ends, until_the_minute_of_the_beginning)]
