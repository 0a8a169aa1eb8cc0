"""Records that articles mention stay: deleting one is refused with the number of sentences, which staff can look at."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete
from django.urls import reverse

from programs.records.protection import Hold, protects

from ..models import LostMention, Mention
from .nouns import BY_MODEL, NOUNS


def mentions_held(rows):
    by_pk = {row.pk: row for row in rows}
    return {
        pk: Hold(by_pk[pk], f"被 {articles} 篇报道的 {sentences} 句话提到", desk_url(by_pk[pk]))
        for pk, (sentences, articles) in Mention.objects.of_all(rows).counted().items()
    }


def desk_url(record):
    return reverse("mentions_of_record", args=[BY_MODEL[type(record)].name, record.pk])


def forget_lost(sender, instance, **_):
    """What an edit dropped is of no account once its record is gone."""
    LostMention.objects.filter(record_type=ContentType.objects.get_for_model(sender), record_id=instance.pk).delete()


for noun in NOUNS:
    protects(noun.model)(mentions_held)
    post_delete.connect(forget_lost, sender=noun.model, dispatch_uid=f"lost mentions of {noun.name}")
