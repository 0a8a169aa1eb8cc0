import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..statistics.reading import Period, last_days
from ..statistics.storing import KEPT_DAYS

PRESETS = (7, 30, 90, 365)
DEFAULT = 7


class PeriodForm(forms.Form):
    """The days that the statistics are asked for; what cannot be understood is said, and the last week shown."""

    first = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if self.errors or not (first or last):
            return self.cleaned_data
        today = timezone.localdate()
        last = min(last or today, today)
        first = first or last - datetime.timedelta(DEFAULT - 1)
        if first > last:
            raise ValidationError("开始日期晚于结束日期，请改一下。")
        if (today - first).days > KEPT_DAYS:
            raise ValidationError(f"统计只保留 {KEPT_DAYS} 天，请选近一些的日期。")
        return {"first": first, "last": last}

    def period(self):
        if self.is_valid() and self.cleaned_data.get("first"):
            return Period(self.cleaned_data["first"], self.cleaned_data["last"])
        return last_days(DEFAULT)


def presets(period):
    """Label, query string and whether it is shown, of each ready-made period."""
    return [
        {
            "label": f"近 {number} 天",
            "query": f"first={one.first}&last={one.last}",
            "is_current": one == period,
        }
        for number in PRESETS
        for one in [last_days(number)]
    ]
