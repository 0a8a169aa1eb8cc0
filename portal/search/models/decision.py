"""What staff decided on questions that many ask: which of them readers may be told of."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from ..statistics.words import LONGEST, counted_words
from ..text import fold

LONGEST_REFUSED = 20  # characters


class Decision(models.Model):
    """What somebody of the staff said of a question."""

    words = models.CharField("搜索词", max_length=LONGEST, unique=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="登记人",
    )
    decided_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return self.words

    def clean(self):
        self.words = _counted(self.words)


class WithheldQuery(Decision):
    """A question that is never proposed to readers as a popular one, however often it is asked."""

    class Meta(Decision.Meta):
        verbose_name = "不公开的搜索词"
        verbose_name_plural = "不公开的搜索词"


class ReleasedQuery(Decision):
    """A question that readers may be told of, as soon as and as long as enough of them ask it."""

    class Meta(Decision.Meta):
        verbose_name = "放行的搜索词"
        verbose_name_plural = "放行的搜索词"


class RefusedWord(models.Model):
    """A question that holds this is never told to readers, whoever let it through and whatever it names."""

    word = models.CharField(
        "拦截词",
        max_length=LONGEST_REFUSED,
        unique=True,
        help_text="含有它的搜索词不显示给读者；空格、全角半角、繁简写法都算。搜索本身不受影响。",
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么拦，给同事看。")

    class Meta:
        verbose_name = "拦截词"
        verbose_name_plural = "拦截词"
        ordering = ["pk"]

    def __str__(self):
        return self.word

    def clean(self):
        self.word = " ".join(self.word.split())
        if not fold(self.word):
            raise ValidationError({"word": "里面没有文字，请改一下。"})


def _counted(words):
    if found := counted_words(words):
        return found
    raise ValidationError({"words": "请填搜索词；过长的词，和像电话、证件号、邮箱、银行卡号的词本来就不记录。"})
