"""What a cell says of a day: as much of it as the cell shows, and never a part that it does not."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from openpyxl.utils.datetime import WINDOWS_EPOCH

from ..texts.numerals import number_of, year_of
from .formats.codes import Format, Shown
from .formats.errors import Unshowable

HINT = "请写成 2026-01-02、2026/1/2 或 2026年1月2日"
LONGEST = 60  # characters of a date with all that may stand around it
WEEKDAYS = "一二三四五六日"
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?")
MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:月份?)?$")
QUARTER = re.compile(r"(\d{4})\s*+年?\s*+第?\s*+([一二三四1-4])\s*+季度$")
YEAR = re.compile(r"\d{4}\s*年?$")
NO_YEAR = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?$")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?$")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?$")
CLOCK = re.compile(
    r"(?P<noon>上午|下午|中午|晚上|早上)?\s*+(?P<hour>\d{1,2})\s*+[:时点]\s*+(?P<minute>\d{1,2})?分?(?::(?P<second>\d{1,2})(?:\.\d+)?)?"
    r"\s*+(?P<half>[AP]M)?$",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\(?(?:星期|周)([一二三四五六日天])\)?")
IN_CHINESE = re.compile(
    r"([〇零○一二三四五六七八九\d]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
UNSAID = {"0:00", "0:00:00"}  # what a spreadsheet program writes behind a day without a time
EARLIEST, LATEST = 10_000, 80_000  # days that a bare number may count: 1927 to 2119
LIKE_MONTHS = range(18_000, 21_000)  # 20231 may be a month that somebody meant
AS_DAY = Format("yyyy/m/d h:mm")


@dataclass(frozen=True)
class Said:
    """A moment, and how much of it was said: year, month, quarter, day or minute."""

    moment: datetime.datetime
    precision: str

    @property
    def missing(self):
        """What a sentence says of it, where it is less than a day."""
        return {"year": "只有年份，没有月和日", "month": "只写到月，没有日", "quarter": "只写到季度"}.get(
            self.precision, ""
        )


def said(value, epoch=None):
    """The Said of a cell, None of a blank one. Raises ValueError, in Chinese."""
    if value is None or not str(value).strip():
        return None
    if isinstance(value, Shown):
        return _of_date(value) if value.parts else _of_number(value, epoch)
    return _of_text(value, epoch)


def _of_date(shown):
    parts, moment = set(shown.parts), shown.value
    day = datetime.datetime.combine(moment.date(), datetime.time())
    if parts >= {"y", "m", "d"}:
        return (
            Said(moment.replace(second=0, microsecond=0), "minute")
            if "h" in parts and moment != day
            else Said(day, "day")
        )
    if "y" not in parts:
        raise ValueError(f"显示为“{shown}”，{'没有年份' if 'm' in parts else '没有年月日'}。{HINT}。")
    if "m" in parts:
        return Said(day.replace(day=1), "month")
    return Said(day.replace(month=1, day=1), "year")


def _of_number(shown, epoch):
    number, text = shown.value, str(shown)
    if isinstance(number, int | float):
        if 1000 <= number < 3000 and number != int(number) and len(text) < 7:  # 2023.10 is kept as 2023.1
            raise ValueError(f"是数字 {text}，说不准是哪一天。{HINT}。")
        if SERIAL.match(text):
            return _of_serial(number, epoch)
    return _of_text(text, epoch)


def _of_serial(number, epoch):
    if int(number) in LIKE_MONTHS or not EARLIEST <= number < LATEST:
        raise ValueError(f"是数字 {number}，说不准是哪一天。{HINT}。")
    try:
        return _of_date(AS_DAY.show(number, epoch or WINDOWS_EPOCH))
    except Unshowable:
        raise ValueError(f"不是日期。{HINT}。") from None


def _of_text(value, epoch):
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if len(text) <= LONGEST:
        text = IN_CHINESE.sub(_in_digits, text, count=1)
        if match := DAY.match(text):
            return _of_day(*match.groups(), text[match.end() :].strip())
        if (match := COMPACT.match(text)) and match[3]:
            return _of_day(*match.groups(), "")
        for pattern, precision in ((MONTH, "month"), (COMPACT, "month"), (QUARTER, "quarter")):
            if match := pattern.match(text):
                return _of_months(text, precision, match)
        if YEAR.match(text):
            return Said(_moment(text[:4], 1, 1), "year")
        if NO_YEAR.match(text):
            raise ValueError(f"没有年份。{HINT}。")
        if SERIAL.match(text):
            return _of_serial(float(text), epoch)
    raise ValueError(f"不是日期。{HINT}。")


def _in_digits(match):
    """二〇二三年十二月五日 in digits."""
    year, month, day = match.groups()
    out = f"{year_of(year)}年"
    for number, unit in ((month, "月"), (day, "日")):
        if number:
            out += f"{number_of(number) or 0}{unit}"  # what is no number is no day either
    return out


def _of_months(text, precision, match):
    if precision == "quarter":
        return Said(_moment(match[1], (number_of(match[2]) or int(match[2])) * 3 - 2, 1), precision)
    if re.fullmatch(r"\d{4}\.1", text):  # what a spreadsheet program makes of 2023.10
        raise ValueError(f"说不准是1月还是10月。{HINT}；只知道月份的写成 2026-01。")
    return Said(_moment(match[1], match[2], 1), precision)


def _of_day(year, month, day, rest):
    moment = _moment(year, month, day)
    if match := WEEKDAY.match(rest):
        if WEEKDAYS[moment.weekday()] != match[1].replace("天", "日"):
            raise ValueError(f"这一天是星期{WEEKDAYS[moment.weekday()]}，与所写的不符，请核对。")
        rest = rest[match.end() :].strip()
    rest = rest.removeprefix("T").strip().removesuffix("Z")
    if not rest or rest in UNSAID:
        return Said(moment, "day")
    clock = CLOCK.match(rest)
    if not clock:
        raise ValueError(f"不是日期。{HINT}。")
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    is_later = clock["noon"] in ("下午", "晚上") or (clock["noon"] == "中午" and hour < 3)
    if (is_later or (clock["half"] or "").upper() == "PM") and hour < 12:
        hour += 12
    elif (clock["half"] or "").upper() == "AM" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise ValueError("时间不对，应如 09:30。")
    return Said(moment.replace(hour=hour, minute=minute), "minute")


def _moment(year, month, day):
    try:
        return datetime.datetime(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"没有这一天。{HINT}。") from None
