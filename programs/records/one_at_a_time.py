"""One at a time: whoever asks whether something is on record already, and then puts it there."""

from django.contrib.contenttypes.models import ContentType


def take_turn(model):
    """Wait until nobody else adds to the register of `model`, and keep others waiting until the transaction is over.
    Needs one; SQLite lets one writer in at a time anyway."""
    kind = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)
