from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from ..mentions.querysets import MentionQuerySet


class Role(models.TextChoices):
    """What a record has to do with the sentence that names it."""

    SUBJECT = "subject", "主语"
    ISSUER = "issuer", "发布机关"
    BENEFICIARY = "beneficiary", "受益"
    PARTICIPANT = "participant", "参与"
    PLACE = "place", "地点"


class NamedRecord(models.Model):
    """Words of an article, and the record of whatever noun that they mean."""

    words = models.CharField("原文字样", max_length=255)
    record_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="台账")
    record_id = models.PositiveBigIntegerField("记录编号")
    record = GenericForeignKey("record_type", "record_id")

    class Meta:
        abstract = True

    def __str__(self):
        return self.words


class Mention(NamedRecord):
    """A record named in a sentence of an article: read from what is published, never from a draft, never by hand."""

    article = models.ForeignKey(
        "news.ArticlePage", models.CASCADE, related_name="mentions", verbose_name="文章", db_index=False
    )
    published_at = models.DateTimeField("文章发布时间")  # the article's, so that lists of mentions go by an index
    position = models.PositiveIntegerField("次序")
    block = models.CharField(
        "所在块", max_length=120
    )  # the place of the text, as manuscripts.filing.pages names places
    anchor = models.CharField("句子地址", max_length=24)
    sentence = models.TextField("句子")
    start = models.PositiveIntegerField("句中起点")  # of the words, in characters of the sentence
    role = models.CharField("角色", max_length=20, choices=Role, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = "提及"
        verbose_name_plural = "提及"
        ordering = ["article", "position"]
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="one_mention_a_position")]
        indexes = [
            models.Index(
                fields=["record_type", "record_id", "-published_at", "-article", "position"], name="mention_by_record"
            ),
            models.Index(fields=["-published_at", "-article", "position"], name="mention_newest_first"),
        ]

    def get_absolute_url(self):
        return f"{self.article.url}#{self.anchor}"


class LostMention(NamedRecord):
    """A mention that a later version of its article no longer has. Listed for editors until one of them has seen it."""

    article = models.ForeignKey("news.ArticlePage", models.CASCADE, related_name="lost_mentions", verbose_name="文章")
    sentence = models.TextField("原来的句子")
    role = models.CharField("角色", max_length=20, choices=Role, blank=True)
    lost_at = models.DateTimeField("消失时间", auto_now_add=True)
    seen_at = models.DateTimeField("已阅时间", null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="已阅人"
    )

    class Meta:
        verbose_name = "消失的提及"
        verbose_name_plural = "消失的提及"
        ordering = ["-lost_at", "-pk"]


class DismissedSuggestion(models.Model):
    """An editor's word that these words of this article mean no record, and are not to be proposed again."""

    article = models.ForeignKey(
        "news.ArticlePage", models.CASCADE, related_name="dismissed_suggestions", verbose_name="文章", db_index=False
    )
    words = models.CharField("字样", max_length=255)
    dismissed_at = models.DateTimeField("时间", auto_now_add=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="操作人"
    )

    class Meta:
        verbose_name = "不再建议"
        verbose_name_plural = "不再建议"
        constraints = [models.UniqueConstraint(fields=["article", "words"], name="dismissed_once_an_article")]

    def __str__(self):
        return self.words
