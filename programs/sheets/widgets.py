"""What may stand in a cell, and how it is shown: each widget reads what people type and writes what it would read."""

import datetime
import decimal
import difflib
import re
import unicodedata

from django.utils import timezone
from import_export.widgets import Widget
from openpyxl.utils.datetime import from_excel

SEPARATOR = "；"
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
TIME = re.compile(r"(.+?)[\sT]+(\d{1,2})[:：时](\d{1,2})分?(?::\d{1,2})?$")
DATE_HINT = "请写成 2026-01-02、2026/1/2 或 2026年1月2日"
# Commas may set off thousands. `plain` has made 全角 digits and commas half width before.
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?")
MAX_DIGITS = 15  # of a number that a spreadsheet keeps exactly


def plain(value):
    """The text of a cell in half width: for codes, numbers, dates and names of choices."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def nearest(text, known):
    """“您是不是要填……”: the known words that `text` looks like."""
    found = difflib.get_close_matches(text, known, n=3, cutoff=0.5)
    return f"，您是不是要填“{'”或“'.join(found)}”" if found else ""


class Text(Widget):
    """Free text of at most `limit` characters; numbers that were typed as such become text again."""

    def __init__(self, limit=None, is_code=False):
        super().__init__()
        self.limit, self.is_code = limit, is_code

    def clean(self, value, row=None, **kwargs):
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = self._digits(value)
        elif isinstance(value, datetime.datetime):
            value = value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
        text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        text = plain(text) if self.is_code else text
        if any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text):
            raise ValueError("有看不见的控制字符，请重新输入。")
        if self.limit and len(text) > self.limit:
            raise ValueError(f"最多{self.limit}个字，现在是{len(text)}个字。")
        return text

    def _digits(self, number):
        if abs(number) >= 10**MAX_DIGITS:
            raise ValueError("被表格当成了数字，末几位可能已经丢失。请把单元格格式设为“文本”后重新填写。")
        return str(int(number)) if number == int(number) else str(number)

    def render(self, value, obj=None, **kwargs):
        return value or ""

    hint = "文字"


class OptionalText(Text):
    """A text that is NULL where there is none, because it is unique."""

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row, **kwargs) or None


class Texts(Text):
    """Several names in one cell."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, row=None, **kwargs):
        return list(dict.fromkeys(super(Texts, self).clean(part) for part in split(value)))

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(value or [])


def split(value):
    return [
        part for part in (part.strip() for part in re.split(r"[；;\n]", "" if value is None else str(value))) if part
    ]


class Choice(Widget):
    """One of a few fixed words (an enumeration, or pairs of a value and its label); empty where `blank`."""

    def __init__(self, choices, blank=""):
        super().__init__()
        self.labels = dict(getattr(choices, "choices", choices))
        self.values = {plain(label): value for value, label in self.labels.items()}
        self.blank = blank
        self.options = list(self.labels.values())

    hint = "从下拉列表里选"

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else plain(value)
        if not text:
            return self.blank
        if text not in self.values:
            raise ValueError(f"没有这个选项。可填：{'、'.join(self.options)}。")
        return self.values[text]

    def render(self, value, obj=None, **kwargs):
        return str(self.labels.get(value, value or ""))


class Choices(Choice):
    """Several of a few fixed words."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, row=None, **kwargs):
        chosen = {super(Choices, self).clean(part) for part in split(value)}
        return [key for key in self.labels if key in chosen]

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(str(self.labels.get(key, key)) for key in value or [])


class Flag(Choice):
    """Yes or no."""

    def __init__(self, default=False):
        Widget.__init__(self)
        self.options, self.default = ["是", "否"], default
        self.values, self.labels, self.blank = {"是": True, "否": False}, {True: "是", False: "否"}, default

    def render(self, value, obj=None, **kwargs):
        return "是" if value else "否"


class Day(Widget):
    hint = "日期，如 2026-01-02"

    def clean(self, value, row=None, epoch=None, **kwargs):
        if value is None or not str(value).strip():
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._serial(value, epoch)
        text = plain(value)
        if match := DATE.match(text):
            return self._date(*match.groups())
        if re.fullmatch(r"\d{5}", text):
            return self._serial(int(text), epoch)
        raise ValueError(f"不是日期。{DATE_HINT}。")

    def _date(self, year, month, day):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            raise ValueError(f"没有这一天。{DATE_HINT}。") from None

    def _serial(self, number, epoch):
        if not 1 <= number <= 80_000:
            raise ValueError(f"不是日期。{DATE_HINT}。")
        return from_excel(int(number), epoch or datetime.datetime(1899, 12, 30)).date()

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class Moment(Day):
    """A day, with an hour and a minute where they are known."""

    hint = "日期或日期时间，如 2026-01-02 或 2026-01-02 09:30"

    def clean(self, value, row=None, epoch=None, **kwargs):
        if isinstance(value, datetime.datetime):
            return timezone.make_aware(value)
        if isinstance(value, float) and value != int(value) and 1 <= value <= 80_000:
            return timezone.make_aware(from_excel(value, epoch or datetime.datetime(1899, 12, 30)))
        clock = datetime.time()
        if isinstance(value, str) and (match := TIME.match(plain(value))):
            value, hour, minute = match.groups()
            if int(hour) > 23 or int(minute) > 59:
                raise ValueError("时间不对，应如 09:30。")
            clock = datetime.time(int(hour), int(minute))
        day = super().clean(value, row, epoch)
        return day and timezone.make_aware(datetime.datetime.combine(day, clock))

    @staticmethod
    def says_time(value):
        """Does a cell with this value say what time of day it is? A spreadsheet's own date at midnight does not."""
        if isinstance(value, datetime.datetime):
            return value.time() != datetime.time()
        if isinstance(value, str):
            return bool(TIME.match(plain(value)))
        return isinstance(value, float) and value != int(value)

    def render(self, value, obj=None, **kwargs):
        if not value:
            return ""
        local = timezone.localtime(value)
        return local.date().isoformat() if local.time() == datetime.time() else f"{local:%Y-%m-%d %H:%M}"


class Number(Widget):
    """A number with at most `places` decimals."""

    def __init__(self, places=0, digits=16, least=0):
        super().__init__()
        self.places, self.digits, self.least = places, digits, least

    @property
    def hint(self):
        return f"数字，最多{self.places}位小数" if self.places else "整数"

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else plain(value)
        if not text:
            return None
        if "," in text and not NUMBER.fullmatch(text):
            raise ValueError("不是数字：逗号只能用来分隔千位，如 12,000。")
        if not NUMBER.fullmatch(text):
            raise ValueError("不是数字。")
        try:
            number = decimal.Decimal(text.replace(",", ""))
        except decimal.InvalidOperation:
            raise ValueError("不是数字。") from None
        if not number.is_finite() or abs(number) >= decimal.Decimal(10) ** (self.digits - self.places):
            raise ValueError("数字太大。")
        if self.least is not None and number < self.least:
            raise ValueError(f"不能小于{self.least}。")
        if number != round(number, self.places):
            raise ValueError(f"最多{self.places}位小数。" if self.places else "应为整数。")
        return round(number, self.places) if self.places else int(number)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{decimal.Decimal(value).normalize():f}"


class Term(Widget):
    """A word of a vocabulary, by its name or an alias of it."""

    hint = "从下拉列表里选"

    def __init__(self, model):
        super().__init__()
        self.model = model

    def clean(self, value, row=None, lookups=None, **kwargs):
        return self.find(str(value).strip(), lookups) if value not in (None, "") else None

    def find(self, text, lookups):
        known = lookups.terms(self.model)
        if term := known.find(text):
            return term
        raise ValueError(f"{self.model._meta.verbose_name}里没有“{text}”{nearest(text, known.names)}。")

    def render(self, value, obj=None, **kwargs):
        return str(value) if value else ""


class Terms(Term):
    """Several words of a vocabulary."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, row=None, lookups=None, **kwargs):
        return list({term.pk: term for term in (self.find(part, lookups) for part in split(value))}.values())

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(sorted(str(term) for term in value or []))


class Reference(Widget):
    """Another record or person, by what they are called in `field`."""

    def __init__(self, model, field="title"):
        super().__init__()
        self.model, self.field = model, field

    @property
    def hint(self):
        return f"照{self.model._meta.verbose_name}里已有的{self.model._meta.get_field(self.field).verbose_name}填"

    def clean(self, value, row=None, lookups=None, **kwargs):
        return self.find(str(value).strip(), lookups) if value not in (None, "") else None

    def find(self, text, lookups):
        found = lookups.records(self.model, self.field, text)
        if not found:
            raise ValueError(f"{self.model._meta.verbose_name}里没有“{text}”；如果在本表里新建，请先导入那一行。")
        if len(found) > 1:
            raise ValueError(f"{self.model._meta.verbose_name}里有{len(found)}个“{text}”，无法确定是哪一个。")
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return getattr(value, self.field, "") if value else ""


class References(Reference):
    hint = "可填几个，用“；”隔开"

    def clean(self, value, row=None, lookups=None, **kwargs):
        return list({found.pk: found for found in (self.find(part, lookups) for part in split(value))}.values())

    def render(self, value, obj=None, **kwargs):
        return SEPARATOR.join(sorted(getattr(other, self.field) for other in value or []))
