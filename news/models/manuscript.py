from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from wagtail.search import index

from programs.records.searching import found_by


class StaffStorage(FileSystemStorage):
    """Files that have no address: staff get them through a view that asks who they are."""

    def url(self, name):
        raise ValueError("原稿只供工作人员查阅，没有公开网址。")


def originals():
    return StaffStorage(location=settings.DATA_DIR / "manuscripts")


class ManuscriptImport(index.Indexed, models.Model):
    """How an article came in: the original file, and a ledger of where each of its lines went. For staff only.

    `pieces` is the reading under review, with what the editor has changed in it; `made` names what the import made
    beside the page (contributors, pictures), so that undoing it can take these away again.
    """

    class State(models.TextChoices):
        IN_REVIEW = "in_review", "待核对"
        DONE = "done", "已导入"
        UNDONE = "undone", "已撤销"

    page = models.ForeignKey(
        "news.ArticlePage",
        models.SET_NULL,
        null=True,
        related_name="manuscript_imports",
        verbose_name="文章",
    )
    file_name = models.CharField("文件名", max_length=255)
    original = models.FileField("原稿", storage=originals, max_length=255)
    sha256 = models.CharField("原稿指纹", max_length=64, db_index=True)
    encoding = models.CharField("文字编码", max_length=30)
    ledger = models.JSONField("去向台账", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DONE, db_index=True)
    section = models.ForeignKey(
        "news.SectionPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="栏目"
    )
    pieces = models.JSONField("读法", default=list, blank=True)
    made = models.JSONField("随之新建", default=dict, blank=True)
    version = models.PositiveIntegerField("核对版本", default=0)  # raised by each change under review
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="导入人"
    )

    new_pictures = ()  # while it is imported: the Pictures made, whose files a rollback leaves behind

    search_fields = [*found_by("file_name", boost=10), *found_by("sha256")]

    class Meta:
        verbose_name = "稿件导入"
        verbose_name_plural = "稿件导入"
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.file_name

    def lines(self):
        """The ledger line by line, as (line number, entries)."""
        by_line = {}
        for entry in self.ledger.get("entries", []):
            by_line.setdefault(entry["line"], []).append(entry)
        return sorted(by_line.items())
