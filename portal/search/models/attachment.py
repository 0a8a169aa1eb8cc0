"""The words of files, read once in the background, and who shows the files to readers."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class AttachmentText(models.Model):
    """The text of one version of an attachment's file; empty where there is none to be had, and `note` says why."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        READING = "reading", "正在读取"
        READ = "read", "已读取"
        CUT = "cut", "只读取了一部分"
        EMPTY = "empty", "没有文字"
        FAILED = "failed", "未能读取"

    attachment = models.OneToOneField(
        "media.Attachment", models.CASCADE, related_name="search_text", verbose_name="附件"
    )
    fingerprint = models.CharField(max_length=255)  # of the file that was read: another one is read again
    state = models.CharField("结果", max_length=10, choices=State)
    note = models.CharField("说明", max_length=255, blank=True)
    text = models.TextField("文字", blank=True)
    read_at = models.DateTimeField("读取时间", auto_now=True)  # or when reading began
    attempts = models.PositiveSmallIntegerField("次数", default=1)

    class Meta:
        verbose_name = "附件文字"
        verbose_name_plural = "附件文字"

    def __str__(self):
        return f"{self.attachment} {self.get_state_display()}"


class AttachmentUse(models.Model):
    """A public thing that showed an attachment when its document was made: when that thing changes or goes, the
    attachment's document is looked at again."""

    wagtail_reference_index_ignore = True

    attachment = models.ForeignKey("media.Attachment", models.CASCADE, related_name="+", verbose_name="附件")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "附件的公开使用"
        verbose_name_plural = "附件的公开使用"
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "attachment"], name="one_use_a_thing")
        ]

    def __str__(self):
        return f"{self.attachment_id} {self.content_type_id}:{self.object_id}"
