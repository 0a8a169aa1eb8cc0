"""What may stand in a cell, and how it is shown: each widget reads what people type and writes what it would read."""

import difflib
import re
import unicodedata

from .formats.codes import Shown

SEPARATOR = "；"
UNSEEN = ("Cc", "Cs")  # of Unicode's categories
LINE_ENDS = {ord("\r"): "\n", ord("\v"): "\n", ord("\f"): "\n"}
MAX_DIGITS = 15  # of a number that a spreadsheet keeps exactly
POWER = re.compile(r"[+-]?\d(?:\.\d{0,14})?E[+-]\d{1,3}$")  # how it shows a number that was too long for the cell
NO_TIME = re.compile(r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?) 0:00(?::00)?$")
AS_TEXT = "请把这一列设为“文本”格式后重新填写。"
DIGITS_LOST = f"被表格当成了数字，末几位可能已经丢失。{AS_TEXT}"


def plain(value):
    """The text of a cell in half width: for codes, numbers, dates and names of choices."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def nearest(text, known):
    """“您是不是要填……”: the known words that `text` looks like."""
    found = difflib.get_close_matches(text, known, n=3, cutoff=0.5)
    return f"，您是不是要填“{'”或“'.join(found)}”" if found else ""


def refuse_lost_digits(value):
    """Raise ValueError where a number, or what a spreadsheet program made a number of, has lost some of its digits."""
    number = value.value if isinstance(value, Shown) else 0
    if isinstance(number, int | float) and abs(number) >= 10**MAX_DIGITS:
        raise ValueError(DIGITS_LOST)
    if value is not None and POWER.match(text := str(value).strip()):
        raise ValueError(f"显示为“{text}”，原来的数字说不准。{AS_TEXT}")


class Widget:
    """One kind of cell: `clean` makes a value of what people typed, or raises ValueError; `render` shows a value."""

    hint = ""


class Text(Widget):
    """Free text of at most `limit` characters; numbers that were typed as such become text again."""

    def __init__(self, limit=None, is_code=False):
        self.limit, self.is_code = limit, is_code

    def clean(self, value, **context):
        refuse_lost_digits(value)
        text = "" if value is None else str(value)
        text = text.replace("\r\n", "\n").translate(LINE_ENDS).strip()
        text = plain(text) if self.is_code else NO_TIME.sub(r"\1", text)
        if any(unicodedata.category(character) in UNSEEN and character not in "\n\t" for character in text):
            raise ValueError("有看不见的控制字符，请重新输入。")
        if self.limit and len(text) > self.limit:
            raise ValueError(f"最多{self.limit}个字，现在是{len(text)}个字。")
        return text

    def render(self, value):
        return value or ""

    hint = "文字"


class OptionalText(Text):
    """A text that is NULL where there is none, because it is unique."""

    def clean(self, value, **context):
        return super().clean(value, **context) or None


class Texts(Text):
    """Several names in one cell."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, **context):
        refuse_lost_digits(value)
        return list(dict.fromkeys(super(Texts, self).clean(part) for part in split(value)))

    def render(self, value):
        return SEPARATOR.join(value or [])


def split(value):
    return [
        part for part in (part.strip() for part in re.split(r"[；;\n]", "" if value is None else str(value))) if part
    ]


class Choice(Widget):
    """One of a few fixed words (an enumeration, or pairs of a value and its label); empty where `blank`."""

    def __init__(self, choices, blank=""):
        self.labels = dict(getattr(choices, "choices", choices))
        self.values = {plain(label): value for value, label in self.labels.items()}
        self.blank = blank
        self.options = list(self.labels.values())

    hint = "从下拉列表里选"

    def clean(self, value, **context):
        text = "" if value is None else plain(value)
        if not text:
            return self.blank
        if text not in self.values:
            raise ValueError(f"没有这个选项。可填：{'、'.join(self.options)}。")
        return self.values[text]

    def render(self, value):
        return str(self.labels.get(value, value or ""))


class Choices(Choice):
    """Several of a few fixed words."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, **context):
        chosen = {super(Choices, self).clean(part) for part in split(value)}
        return [key for key in self.labels if key in chosen]

    def render(self, value):
        return SEPARATOR.join(str(self.labels.get(key, key)) for key in value or [])


class Flag(Choice):
    """Yes or no."""

    def __init__(self, default=False):
        self.options, self.default = ["是", "否"], default
        self.values, self.labels, self.blank = {"是": True, "否": False}, {True: "是", False: "否"}, default

    def render(self, value):
        return "是" if value else "否"


class Term(Widget):
    """A word of a vocabulary, by its name or an alias of it."""

    hint = "从下拉列表里选"

    def __init__(self, model):
        self.model = model

    def clean(self, value, lookups=None, **context):
        return self.find(str(value).strip(), lookups) if value not in (None, "") else None

    def find(self, text, lookups):
        known = lookups.terms(self.model)
        if term := known.find(text):
            return term
        raise ValueError(f"{self.model._meta.verbose_name}里没有“{text}”{nearest(text, known.names)}。")

    def render(self, value):
        return str(value) if value else ""


class Terms(Term):
    """Several words of a vocabulary."""

    hint = "可填几个，用“；”隔开"

    def clean(self, value, lookups=None, **context):
        return list({term.pk: term for term in (self.find(part, lookups) for part in split(value))}.values())

    def render(self, value):
        return SEPARATOR.join(sorted(str(term) for term in value or []))


class Reference(Widget):
    """Another record or person, by what they are called in `field`."""

    def __init__(self, model, field="title"):
        self.model, self.field = model, field

    @property
    def hint(self):
        return f"照{self.model._meta.verbose_name}里已有的{self.model._meta.get_field(self.field).verbose_name}填"

    def clean(self, value, lookups=None, **context):
        return self.find(str(value).strip(), lookups) if value not in (None, "") else None

    def find(self, text, lookups):
        found = lookups.records(self.model, self.field, text)
        if not found:
            raise ValueError(f"{self.model._meta.verbose_name}里没有“{text}”；如果在本表里新建，请先导入那一行。")
        if len(found) > 1:
            raise ValueError(f"{self.model._meta.verbose_name}里有{len(found)}个“{text}”，无法确定是哪一个。")
        return found[0]

    def render(self, value):
        return getattr(value, self.field, "") if value else ""


class References(Reference):
    hint = "可填几个，用“；”隔开"

    def clean(self, value, lookups=None, **context):
        return list({found.pk: found for found in (self.find(part, lookups) for part in split(value))}.values())

    def render(self, value):
        return SEPARATOR.join(sorted(getattr(other, self.field) for other in value or []))
