from django.db import models


class DemoItem(models.Model):
    """Remembers that one piece of demo content was once loaded, and as which row.

    It stands in the database, not in a file beside it, so that it is written in the same transaction as the content
    and goes with it into every backup. It outlives what it names: whatever an editor deleted is not loaded again.
    """

    key = models.CharField("名称", max_length=100, unique=True)
    object_id = models.PositiveBigIntegerField("对象编号", null=True, blank=True)
    loaded_at = models.DateTimeField("装入时间", auto_now_add=True)
    # What is dated from the day of loading moves along with the days as long as its newest version is this one.
    dated_on = models.DateField("日期从哪天算起", null=True, blank=True)
    revision_id = models.PositiveBigIntegerField("装入时的版本", null=True, blank=True)

    class Meta:
        verbose_name = "演示内容记录"
        verbose_name_plural = "演示内容记录"

    def __str__(self):
        return self.key
