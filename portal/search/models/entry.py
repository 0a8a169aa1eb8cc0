from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class SearchEntry(models.Model):
    """By which words staff find one row of an indexed model, drafts included: all texts folded. `backend/` writes it.

    Readers never search here: what they may find has a row of its own, SearchDocument.
    """

    wagtail_reference_index_ignore = True

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    version = models.PositiveSmallIntegerField(default=0)  # of the rules by which the texts were folded and cut
    title = models.TextField(default="")  # names, those of drafts too: they come first
    names = models.TextField(default="")  # of which any part finds the row
    typed = models.TextField(default="")  # the same, but only while somebody types
    internal = models.TextField(default="")  # which not everybody at the desk may read
    pinyin = models.TextField(default="")  # of the names
    text = models.TextField(default="")  # all else

    class Meta:
        verbose_name = "工作台搜索条目"
        verbose_name_plural = "工作台搜索条目"
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_entry_a_row")]

    def __str__(self):
        return self.title


class PendingEntry(models.Model):
    """A row whose entry is to be written anew: many were changed at once, and nobody should wait for that."""

    wagtail_reference_index_ignore = True

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "待更新的工作台搜索条目"
        verbose_name_plural = "待更新的工作台搜索条目"
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_pending_entry_a_row")]

    def __str__(self):
        return f"{self.content_type_id}-{self.object_id}"
