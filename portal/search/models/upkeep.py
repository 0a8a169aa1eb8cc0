"""What is still to be done to the index: kept in the database, so that a restart forgets nothing."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class PendingDocument(models.Model):
    """A thing whose document is to be made anew from `due_at` on. Several rows may ask for the same."""

    wagtail_reference_index_ignore = True

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField()
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "待更新的搜索文档"
        verbose_name_plural = "待更新的搜索文档"
        indexes = [
            models.Index(fields=["due_at"], name="pending_due"),
            models.Index(fields=["content_type", "object_id"], name="pending_of_thing"),
        ]

    def __str__(self):
        return f"{self.content_type_id}:{self.object_id}"


class IndexRebuild(models.Model):
    """One walk over all public things that makes their documents anew, a slice at a time; the live index stays whole.

    Whoever has time does the next slice: the command, or a scheduler. `place` says where it stands.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    version = models.CharField("索引版本", max_length=100)  # of tokens and builders, with which it is written
    requested_at = models.DateTimeField("提出时间", default=timezone.now)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    moved_at = models.DateTimeField("最近进展", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    place = models.JSONField(default=dict)  # {"kind": the builder at work, "after": its last key}
    done = models.PositiveIntegerField("已查", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    written = models.PositiveIntegerField("已写", default=0)
    removed = models.PositiveIntegerField("已删", default=0)
    message = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "索引重建"
        verbose_name_plural = "索引重建"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.requested_at:%Y-%m-%d %H:%M} {self.get_state_display()}"

    @property
    def is_open(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self):
        """How far it is, 0 to 100."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0
