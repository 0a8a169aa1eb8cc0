"""What the comparison of two versions says of a value: words, where Wagtail would print Python's None, True and []."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import localize
from wagtail.admin.compare import (
    FieldComparison,
    RichTextFieldComparison,
    TextDiff,
    TextFieldComparison,
    register_comparison_class,
)
from wagtail.fields import RichTextField
from wagtail.utils.text import text_from_html

from ..fields import ChoiceListField
from .marks import marked_text

SPOKEN = [models.DateField, models.DateTimeField, models.DecimalField, models.IntegerField, models.BooleanField]


class SpokenComparison(FieldComparison):
    def said(self, value):
        if value is None or value == []:
            return "（空）"
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "、".join(self.field.labels(value))
        if isinstance(value, datetime.datetime):
            value = timezone.localtime(value)
        return str(localize(value))

    def htmldiff(self):
        before, after = self.said(self.val_a), self.said(self.val_b)
        changes = [("deletion", before), ("addition", after)] if before != after else [("equal", after)]
        return TextDiff(changes).to_html()


class WordsComparison(TextFieldComparison):
    """Wagtail takes a clause of Chinese for one word."""

    def htmldiff(self):
        return marked_text(self.val_a, self.val_b)


class RichWordsComparison(RichTextFieldComparison):
    def htmldiff(self):
        return marked_text(text_from_html(self.val_a), text_from_html(self.val_b))


for field in (models.CharField, models.TextField):
    register_comparison_class(field, comparison_class=WordsComparison)
register_comparison_class(RichTextField, comparison_class=RichWordsComparison)
for field in [*SPOKEN, ChoiceListField]:
    register_comparison_class(field, comparison_class=SpokenComparison)
