from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Validity(models.TextChoices):
    """Whether something still holds, over all kinds; the words of its own kind are in `validity_text`."""

    VALID = "valid", "有效、进行中"
    UPCOMING = "upcoming", "尚未开始"
    UNSTATED = "unstated", "未载"
    POSTPONED = "postponed", "延期"
    ENDED = "ended", "已结束"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"
    CANCELLED = "cancelled", "取消"


class SearchDocumentQuerySet(models.QuerySet):
    def public_now(self, now=None):
        """Those not past their hour. What is shown passes `documents.gate` besides, which asks the things themselves."""
        return self.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now()))

    def of(self, model, pks):
        """The documents of those rows of `model`."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)

    def without_texts(self):
        """What a list needs of them before it shows any."""
        return self.defer("summary", "body", "pinyin", "folded_names", "folded_summary", "folded_body")


class SearchDocument(models.Model):
    """What readers may know of one public thing, ready to be searched: words as they are printed, and folded.

    A row is there as long as the public may read the thing; `portal/search/documents/` writes it, nothing else does.
    Narrow columns stand before wide ones, so that what counts and sorts reads no text. There is no generic key: a merge
    would move it, and the merged thing has a document of its own. Ask `documents.gate` for what stands behind a row.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        ARTICLE = "article", "新闻"
        POLICY = "policy", "政策"
        ITEM = "item", "惠企事项"
        COMPANY = "company", "企业"
        EVENT = "event", "活动"
        PAGE = "page", "页面"
        ATTACHMENT = "attachment", "附件"

    kind = models.CharField("类别", max_length=10, choices=Kind)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="来源类别")
    object_id = models.PositiveBigIntegerField("来源编号")
    dated_at = models.DateTimeField("日期", null=True, blank=True)  # as the thing itself is dated; none is made up
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity, blank=True)  # empty where it does not apply
    validity_text = models.CharField("有效性说明", max_length=50, blank=True)  # as its own page words it: 已截止
    weight = models.SmallIntegerField("权重", default=0)  # what counts for more before a word is looked at
    expire_at = models.DateTimeField(null=True, blank=True)  # from then on it is not shown, whoever looks
    stale_at = models.DateTimeField(null=True, blank=True)  # when a date passes and it must be made anew
    updated_at = models.DateTimeField("更新时间")  # when this row last changed
    digest = models.CharField(max_length=32)  # of all that is written here: an equal one need not be written again
    topics = models.JSONField("栏目与主题", default=list)  # section:12, topic:3, sector:7
    towns = models.JSONField("街镇", default=list)  # ids
    url = models.CharField("地址", max_length=1000)
    title = models.CharField("标题", max_length=255)
    numbers = models.TextField("编号", blank=True)  # one a line, as printed
    names = models.TextField("名称", blank=True)  # one a line, the title first
    pinyin = models.TextField(blank=True)  # see `documents/pinyin.py`
    folded_names = models.TextField(blank=True)  # names and numbers
    summary = models.TextField("摘要", blank=True)
    folded_summary = models.TextField(blank=True)
    body = models.TextField("正文", blank=True)  # as printed, a line a paragraph
    folded_body = models.TextField(blank=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "搜索文档"
        verbose_name_plural = "搜索文档"
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_document_a_thing")]
        indexes = [
            models.Index(fields=["updated_at"], name="document_by_change"),
            models.Index(fields=["stale_at"], name="document_stale", condition=Q(stale_at__isnull=False)),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.url

    @property
    def all_names(self):
        """Every name under which it is known, the title first."""
        return self.names.splitlines()

    @property
    def all_numbers(self):
        return self.numbers.splitlines()
