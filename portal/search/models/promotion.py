import datetime
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from programs.showing.naming import lines

TARGETS = ("page", "policy", "company", "event", "url")
MOST_QUERIES = 50


class PromotionQuerySet(models.QuerySet):
    def running(self, day=None):
        """Those that hold on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            is_active=True,
        )


class Promotion(models.Model):
    """What editors put above the results of certain queries (编辑推荐)."""

    queries = models.TextField("关键词", help_text="一行一个。读者搜的正好是其中一个时，推荐显示在结果上方。")
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="页面或文章"
    )
    policy = models.ForeignKey(
        "policies.Policy", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="政策"
    )
    company = models.ForeignKey(
        "companies.Company", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="企业"
    )
    event = models.ForeignKey(
        "events.Event", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="活动"
    )
    url = models.CharField(
        "网址", max_length=500, blank=True, help_text="本站地址（/policies/…）或 https:// 开头的网址。"
    )
    title = models.CharField(
        "显示标题", max_length=100, blank=True, help_text="留空则用推荐对象自己的标题；推荐网址时必填。"
    )
    note = models.CharField("一句话说明", max_length=200, blank=True)
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True, help_text="含当日。")
    order = models.PositiveIntegerField("排序", default=0, help_text="数小的在前。")
    is_active = models.BooleanField("启用", default=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = "编辑推荐"
        verbose_name_plural = "编辑推荐"
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{'、'.join(self.all_queries[:3])}：{self.shown_title}"

    def get_absolute_url(self):
        """Where readers see it."""
        return f"{reverse('search')}?{urlencode({'q': self.all_queries[0]})}" if self.all_queries else reverse("search")

    def clean(self):
        super().clean()
        queries = list(dict.fromkeys(self.all_queries))
        if not queries:
            raise ValidationError({"queries": "请写至少一个关键词。"})
        if len(queries) > MOST_QUERIES or max(map(len, queries)) > 100:
            raise ValidationError({"queries": f"最多{MOST_QUERIES}个关键词，每个最多100个字。"})
        self.queries = "\n".join(queries)
        given = [name for name in TARGETS if getattr(self, name if name == "url" else f"{name}_id")]
        if len(given) != 1:
            raise ValidationError("请在页面、政策、企业、活动、网址中选一样，也只选一样。")
        if self.url:
            self._check_url()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "结束日期早于开始日期。"})

    def _check_url(self):
        is_here = self.url.startswith("/") and not self.url.startswith("//") and "\\" not in self.url
        if not (is_here or self.url.startswith(("https://", "http://"))):
            raise ValidationError({"url": "请写 / 开头的本站地址，或 https:// 开头的网址。"})
        if not self.title:
            raise ValidationError({"title": "推荐网址时，请写显示标题。"})

    @property
    def all_queries(self):
        return lines(self.queries)

    @property
    def target(self):
        """What is promoted, or None for an address."""
        return self.page or self.policy or self.company or self.event

    @property
    def shown_title(self):
        return self.title or (str(self.target) if self.target else self.url)

    def is_running(self, day=None):
        day = day or timezone.localdate()
        return self.is_active and (self.starts_on or datetime.date.min) <= day <= (self.ends_on or datetime.date.max)
