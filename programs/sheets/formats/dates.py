"""A day or a time of day in the parts that a format shows of it."""

import datetime
from itertools import pairwise

from openpyxl.utils.datetime import MAC_EPOCH

from .errors import Unshowable
from .numerals import digits, of_calendar

LAST_DAY = 2_958_465  # 9999-12-31
LEAP_DAY = 60  # 1900-02-29, which only spreadsheet programs know
WEEKDAYS = "一二三四五六日"
MONTHS = "一二三四五六七八九十"
DAY = 86_400_000  # milliseconds
NO_SUCH_DAY = "没有这一天"


def written_date(section, number, epoch):
    """(text, moment or span, parts) of a number that its format shows as a date or a time."""
    pieces = _told_apart(section.pieces)
    if any(kind == "elapsed" for kind, _ in pieces):
        return _span(pieces, number)
    shown = "".join(sorted({_letter(text) for kind, text in pieces if kind == "part"} & set("ymdh")))
    fraction = max((text.count("0") for kind, text in pieces if kind == "part"), default=0)
    moment = moment_of(number, epoch, 3 if fraction else 0, is_time_alone=shown in ("", "h"))
    is_noon_told = any(kind == "noon" for kind, _ in pieces)
    words = [_part(section, kind, text, moment, is_noon_told) for kind, text in pieces]
    return "".join(words).strip(), moment, shown


def moment_of(number, epoch, places=0, is_time_alone=False):
    """The moment that a serial number stands for, to the second or to `places` of one."""
    if not 0 <= number < LAST_DAY + 1:
        raise Unshowable("日期超出范围，显示为 ####")
    unit = 1000 // 10**places
    thousandths = round(number * DAY / unit) * unit
    days, rest = divmod(thousandths, DAY)
    if epoch != MAC_EPOCH and not is_time_alone:
        if days in (0, LEAP_DAY):
            raise Unshowable(NO_SUCH_DAY)
        days += days < LEAP_DAY
    return epoch + datetime.timedelta(days=days, milliseconds=rest)


def _told_apart(pieces):
    """Minutes are written as months are: they stand behind hours or before seconds."""
    told, before = [], ""
    parts = [index for index, (kind, _) in enumerate(pieces) if kind in ("part", "elapsed")]
    following = {one: pieces[other][1][0] for one, other in pairwise(parts)}
    for index, (kind, text) in enumerate(pieces):
        if kind == "part" and text in ("m", "mm") and (before == "h" or following.get(index) == "s"):
            text = text.replace("m", "n")
        if kind in ("part", "elapsed"):
            before = text[0]
        told.append((kind, text))
    return told


def _letter(text):
    """The part of a date that `text` shows; the name of a weekday is none."""
    if text.startswith(("ddd", "aaa")):
        return ""
    return {"e": "y"}.get(text[0], text[0])


def _part(section, kind, text, moment, is_noon_told):
    if kind == "noon":
        return _noon(section, text, moment)
    if kind != "part":
        return text
    letter, length = text[0], len(text.rstrip("0"))
    if letter == "y" or letter == "e":
        number = f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else f"{moment.year}"
        return digits(number, section.numerals) if section.numerals else number
    if length > 2:
        return _name(section, letter, length, moment)
    number = {"m": moment.month, "d": moment.day, "h": moment.hour, "n": moment.minute, "s": moment.second}[letter]
    if letter == "h" and is_noon_told:
        number = number % 12 or 12
    if section.numerals:
        return of_calendar(number, section.numerals)
    parts = text.count("0")
    return f"{number:0{length}d}" + (f".{moment.microsecond:06d}"[: parts + 1] if parts else "")


def _name(section, letter, length, moment):
    if letter == "a":
        return ("" if length == 3 else "星期") + WEEKDAYS[moment.weekday()]
    if letter == "d":
        if section.is_chinese:
            return ("周" if length == 3 else "星期") + WEEKDAYS[moment.weekday()]
        return f"{moment:%a}" if length == 3 else f"{moment:%A}"
    if letter == "m":
        if section.is_chinese:
            return ("十" * (moment.month > 10) + MONTHS[(moment.month - 1) % 10]) + "月"
        return f"{moment:%b}" if length == 3 else f"{moment:%B}"[: None if length == 4 else 1]
    return f"{getattr(moment, {'h': 'hour', 'n': 'minute', 's': 'second'}[letter]):02d}"


def _noon(section, text, moment):
    first, last = ("上午", "下午") if section.is_chinese or ("/" in text and text[0] == "上") else text.split("/")
    return first if moment.hour < 12 else last


def _span(pieces, number):
    """A length of time: its largest part may be more than a day's or an hour's."""
    seconds = round(abs(number) * DAY / 1000)
    largest = next(text[0] for kind, text in pieces if kind == "elapsed")
    parts = {
        "h": seconds // 3600 if largest == "h" else seconds // 3600 % 24,
        "m": seconds // 60 if largest == "m" else seconds // 60 % 60,
        "s": seconds if largest == "s" else seconds % 60,
    }
    parts["n"] = parts["m"]
    words = []
    for kind, text in pieces:
        if kind not in ("part", "elapsed"):
            words.append(text)
        elif text[0] not in parts or "0" in text:
            raise Unshowable
        else:
            words.append(f"{parts[text[0]]:0{len(text)}d}")
    return ("-" if number < 0 else "") + "".join(words).strip(), datetime.timedelta(seconds=seconds), ""
