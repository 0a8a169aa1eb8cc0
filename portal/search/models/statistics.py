"""What was asked and what was chosen, counted by day. No row tells of a person: there is neither address, session nor account."""

from django.db import models

from ..statistics.words import LONGEST


class QueryDay(models.Model):
    """How often one question was asked on one day. Without words: all that is not kept apart, by number or by nature."""

    day = models.DateField("日期")
    words = models.CharField("搜索词", max_length=LONGEST, blank=True)
    searches = models.PositiveIntegerField("搜索次数", default=0)
    askers = models.PositiveIntegerField("搜索人数", default=0, help_text="一个网络地址一天只算一次。")
    without_result = models.PositiveIntegerField("无结果次数", default=0)
    clicked = models.PositiveIntegerField("有点击的次数", default=0)
    results = models.PositiveIntegerField("结果数", default=0, help_text="最后一次搜索时的结果数。")

    class Meta:
        verbose_name = "搜索词统计"
        verbose_name_plural = "搜索词统计"
        default_permissions = ("view",)
        permissions = [("rebuild_index", "重建搜索索引")]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="one_row_for_each_query_of_a_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.words or '其他'}"


class ResultPositionDay(models.Model):
    """How often a result stood at one place of the list on one day, and how often it was chosen there."""

    day = models.DateField("日期")
    position = models.PositiveSmallIntegerField("位置")
    shown = models.PositiveIntegerField("展示次数", default=0)
    clicks = models.PositiveIntegerField("点击次数", default=0)

    class Meta:
        verbose_name = "点击位置统计"
        verbose_name_plural = "点击位置统计"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "position"], name="one_row_for_each_position_of_a_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} 第{self.position}位"
