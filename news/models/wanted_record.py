from django.conf import settings
from django.db import models


class WantedRecord(models.Model):
    """Words of an article that no register knows, handed over to the keepers by an editor who may not add records."""

    class Outcome(models.TextChoices):
        MADE = "made", "已登记"
        REFUSED = "refused", "不登记"

    article = models.ForeignKey(
        "news.ArticlePage", models.CASCADE, related_name="wanted_records", verbose_name="文章", db_index=False
    )
    words = models.CharField("原文字样", max_length=255)
    sentence = models.TextField("句子")
    figure_name = models.CharField("指标", max_length=255, blank=True)  # of a figure: what it counts
    is_figure = models.BooleanField("是数字", default=False)
    asked_at = models.DateTimeField("请求时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="请求人"
    )
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True, db_index=True)
    answer = models.CharField("说明", max_length=255, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="答复人"
    )

    class Meta:
        verbose_name = "待建台账"
        verbose_name_plural = "待建台账"
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "words"], name="wanted_once_an_article")]

    def __str__(self):
        return self.words
