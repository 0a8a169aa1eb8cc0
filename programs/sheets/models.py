from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone

from .progress import Progress

INTERRUPTED = "导入中断，没有写入任何内容"


def private_storage():
    """Beside the uploads, not among them: no address leads to these files but the bulk desk's own."""
    return FileSystemStorage(location=settings.DATA_DIR / "imports")


class ImportedSheet(models.Model):
    """A sheet that somebody uploaded: the file as it came, what it would change, and what became of it."""

    class State(models.TextChoices):
        ASKED = "asked", "有行待确认，未导入"
        CHECKED = "checked", "已核对，等待确认"
        REFUSED = "refused", "有错误，未导入"
        WAITING = "waiting", "正在导入"
        IMPORTED = "imported", "已导入"
        FAILED = "failed", "导入失败，没有写入"

    register = models.CharField("台账", max_length=50, help_text="企业、政策或活动。")
    file = models.FileField("原文件", storage=private_storage, upload_to="%Y/%m", max_length=200)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now, db_index=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.CHECKED)
    report = models.JSONField("核对结果", default=dict)
    answers = models.JSONField("核对时的回答", default=dict, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    new_count = models.PositiveIntegerField("新增", default=0)
    changed_count = models.PositiveIntegerField("修改", default=0)
    unchanged_count = models.PositiveIntegerField("未变", default=0)
    problem_count = models.PositiveIntegerField("错误", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    message = models.TextField("结果说明", blank=True)

    class Meta:
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def is_interrupted(self):
        """Did whoever was importing it stop without a word, as a killed process does?"""
        return self.state == self.State.WAITING and Progress(self).read()[2]

    @property
    def state_text(self):
        return INTERRUPTED if self.is_interrupted else self.get_state_display()
