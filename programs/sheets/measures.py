"""Days and numbers in cells: what counts is what the cell shows."""

import datetime
import decimal
import re

from django.utils import timezone

from .days import HINT, said
from .formats.codes import Shown
from .formats.numbers import exact, general
from .widgets import DIGITS_LOST, MAX_DIGITS, Widget, plain, refuse_lost_digits

# Commas may set off thousands. `plain` has made 全角 digits and commas half width before.
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?")
PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")


class Day(Widget):
    hint = "日期，如 2026-01-02"

    def clean(self, value, epoch=None, **context):
        found = said(value, epoch)
        if found is None:
            return None
        if found.missing:
            raise ValueError(f"{found.missing}。{HINT}；来源没有写明的请留空。")
        if found.precision == "minute" and found.moment.time() != datetime.time():
            raise ValueError(f"这一列只填日期，不填时间。{HINT}。")
        return found.moment.date()

    def render(self, value):
        return value.isoformat() if value else ""


class Moment(Day):
    """A day, with an hour and a minute where they are known; or the first day of a month or quarter, where the record
    says elsewhere that it knows no more."""

    hint = "日期或日期时间，如 2026-01-02 或 2026-01-02 09:30；只知道月份的写成 2026-01"

    def clean(self, value, epoch=None, **context):
        found = said(value, epoch)
        if found and found.precision == "year":
            raise ValueError(f"{found.missing}。{HINT}；只知道年份的请留空，写进“来源中的日期”。")
        return found and timezone.make_aware(found.moment)

    def render(self, value):
        if not value:
            return ""
        local = timezone.localtime(value)
        return local.date().isoformat() if local.time() == datetime.time() else f"{local:%Y-%m-%d %H:%M}"


class Number(Widget):
    """A number with at most `places` decimals."""

    def __init__(self, places=0, digits=16, least=0):
        self.places, self.digits, self.least = places, digits, least

    @property
    def hint(self):
        return f"数字，最多{self.places}位小数" if self.places else "整数"

    def clean(self, value, **context):
        number = self._number_shown(value) if isinstance(value, Shown) else self._number_typed(value)
        if number is None:
            return None
        if not number.is_finite() or abs(number) >= decimal.Decimal(10) ** (self.digits - self.places):
            raise ValueError("数字太大。")
        if self.least is not None and number < self.least:
            raise ValueError(f"不能小于{self.least}。")
        if number != round(number, self.places):
            raise ValueError(f"最多{self.places}位小数。" if self.places else "应为整数。")
        return round(number, self.places) if self.places else int(number)

    def _number_typed(self, value):
        text = "" if value is None else plain(value)
        if not text:
            return None
        refuse_lost_digits(text)
        if "," in text and not NUMBER.fullmatch(text):
            raise ValueError("不是数字：逗号只能用来分隔千位，如 12,000。")
        if not NUMBER.fullmatch(text):
            raise ValueError("不是数字。")
        try:
            return decimal.Decimal(text.replace(",", ""))
        except decimal.InvalidOperation:
            raise ValueError("不是数字。") from None

    def _number_shown(self, value):
        """The number that a cell shows, which need not be the one that it holds: 15.5% or 1,200万元 is neither."""
        if not isinstance(value.value, int | float):
            raise ValueError(f"显示为“{value}”，不是数字。")
        if abs(value.value) >= 10**MAX_DIGITS:
            raise ValueError(DIGITS_LOST)
        if general(value.value) == value.text:
            return exact(value.value)
        text = plain(value).strip("¥ ").removesuffix("元").strip()
        if value.value < 0 and text.startswith("(") and text.endswith(")"):
            text = f"-{text[1:-1]}"
        text = text.replace(",", "").replace("¥", "")
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValueError(f"显示为“{value}”，不是纯数字。请写成不带单位的数字，并把这一列设为“文本”格式。")
        return decimal.Decimal(text)

    def render(self, value):
        return "" if value is None else f"{decimal.Decimal(value).normalize():f}"
