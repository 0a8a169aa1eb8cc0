from django.core.exceptions import ValidationError
from django.db import models

from programs.showing.naming import lines

LONGEST_WORD = 30  # characters
MOST_WORDS = 20


class Synonym(models.Model):
    """Words that readers may use for one another. What is changed here holds from the next search on."""

    words = models.TextField("词语", help_text="一行一个，至少两个，如 招工、招聘。搜其中一个，也找另外几个。")
    is_one_way = models.BooleanField(
        "单向", default=False, help_text="勾选后，只在搜第一个词时也找其余的词；搜其余的词不找第一个。"
    )
    is_active = models.BooleanField("启用", default=True)
    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么这样定，给同事看。")
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "同义词"
        verbose_name_plural = "同义词"
        ordering = ["pk"]

    def __str__(self):
        return (" → " if self.is_one_way else " = ").join(self.all_words[:4]) + ("…" if len(self.all_words) > 4 else "")

    def clean(self):
        super().clean()
        words = list(dict.fromkeys(self.all_words))
        if len(words) < 2:
            raise ValidationError({"words": "请写至少两个不同的词，一行一个。"})
        if len(words) > MOST_WORDS:
            raise ValidationError({"words": f"一组最多{MOST_WORDS}个词，请分成几组。"})
        if long := next((word for word in words if len(word) > LONGEST_WORD), ""):
            raise ValidationError({"words": f"“{long[:10]}…”太长，一个词最多{LONGEST_WORD}个字。"})
        if empty := next((word for word in words if not any(map(str.isalnum, word))), ""):
            raise ValidationError({"words": f"“{empty}”里没有文字，请改一下。"})
        self.words = "\n".join(words)

    @property
    def all_words(self):
        return lines(self.words)

    def leads(self):
        """Yield (word, the words that are looked for besides)."""
        words = self.all_words
        for word in words[:1] if self.is_one_way else words:
            yield word, [other for other in words if other != word]
