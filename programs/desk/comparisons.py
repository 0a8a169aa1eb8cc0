"""What the comparison of two versions says of a value: words, where Wagtail would print Python's None, True and []."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import localize
from wagtail.admin.compare import (
    FieldComparison,
    RichTextFieldComparison,
    StreamFieldComparison,
    TextDiff,
    TextFieldComparison,
    register_comparison_class,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.utils.text import text_from_html

from programs.records.fields import ChoiceListField

from .checked_forms import as_read
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

    def has_changed(self):
        return self.said(self.val_a) != self.said(self.val_b)

    def htmldiff(self):
        before, after = self.said(self.val_a), self.said(self.val_b)
        changes = [("deletion", before), ("addition", after)] if before != after else [("equal", after)]
        return TextDiff(changes).to_html()


class WordsComparison(TextFieldComparison):
    """Wagtail takes a clause of Chinese for one word."""

    def htmldiff(self):
        return marked_text(self.val_a, self.val_b)


class AsRead:
    """What a browser's editor numbers anew with each save is no change."""

    def has_changed(self):
        return as_read(self.val_a) != as_read(self.val_b)


class RichWordsComparison(AsRead, RichTextFieldComparison):
    def htmldiff(self):
        before, after = text_from_html(self.val_a), text_from_html(self.val_b)
        only_links = self.has_changed() and before == after
        return marked_text(before, after) + ("（链接或格式有改动）" if only_links else "")


class BodyComparison(AsRead, StreamFieldComparison):
    pass


for field in (models.CharField, models.TextField):
    register_comparison_class(field, comparison_class=WordsComparison)
register_comparison_class(RichTextField, comparison_class=RichWordsComparison)
register_comparison_class(StreamField, comparison_class=BodyComparison)
for field in [*SPOKEN, ChoiceListField]:
    register_comparison_class(field, comparison_class=SpokenComparison)
