"""Places of a text that readers may ask for in another spelling: 第九条 for 第9条, 2023-03-05 for 二〇二三年三月五日, Wi-Fi.

All meet in one spelling, with digits and units: an index keeps it behind the text, a question asks for it besides what was
typed. Digits are met whole, so that 第2条 is not met in 第十二条. Nothing that the text says is lost by it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from programs.texts.numerals import NUMERAL, number_of, year_of
from programs.texts.radicals import IDEOGRAPHS

from .folding import SIMPLIFIED, fold, with_round_zeros
from .units import UNITS

S = "[ \u00a0\u3000]{0,2}"
_FREE = rf"(?<![0-9{NUMERAL}几数多余])"
_ORDINALS = (
    "产业 部分 条 款 项 届 期 次 批 章 节 号 回 季度 季 轮 场 个 名 位 年 页 卷 版 集 课 讲 类 级 组 座 家 辑".split()
)
_UNIT = "|".join(
    sorted(
        {*UNITS, "层", "室", "路", "里", "分", "时", "万平方米", "幢", "间"} - {"百", "千", "月", "里"},
        key=len,
        reverse=True,
    )
)
_FEW = frozenset(f"一{unit}" for unit in ("季度", "期", "级", "届", "号"))  # else 一 is an article: 一个, 一家
_NEVER = frozenset({"十成", "十分", "三国", "三地", "两地", "两国", "五路"})  # words of their own
_M, _D = (rf"[0-9]{{1,2}}|[{NUMERAL}]{{1,3}}",) * 2
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_METRIC = {
    "平方米": "㎡ m² m2",
    "平方公里": "平方千米 km² km2",
    "立方米": "m³ m3",
    "公里": "千米 km",
    "公斤": "千克 kg",
    "摄氏度": "℃ °C",
}
_CANONICAL = {other: unit for unit, others in _METRIC.items() for other in others.split()}

DATE = re.compile(
    rf"{_FREE}(?P<year>[12][0-9]{{3}}|[〇零一二三四五六七八九]{{4}}){S}年"
    rf"(?:{S}(?P<month>{_M}){S}月(?:份|{S}(?P<day>{_D}){S}[日号])?)?"
)
DAY = re.compile(rf"{_FREE}(?P<month>{_M}){S}月(?:{S}(?P<day>{_D}){S}[日号])?")
PLAIN_DATE = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<year>(?:19|20)[0-9]{2})(?:([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"
    r"|[-/](?P<only>[0-9]{2}))(?![0-9A-Za-z/-]|\.[0-9])"
)
SHARE = re.compile(
    rf"百分之(?P<number>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?|[{NUMERAL}]{{1,5}})(?:点(?P<rest>[零〇一二三四五六七八九]{{1,3}}))?"
)
ORDINAL = re.compile(
    rf"第{S}(?P<number>[0-9]{{1,4}}|[{NUMERAL}]{{1,7}})(?:{S}(?P<unit>{'|'.join(_ORDINALS)})|(?![0-9{NUMERAL}\u3400-\u9fff]))"
)
COUNT = re.compile(
    rf"(?<![0-9{NUMERAL}几数多余万亿点分之第])(?P<number>[{NUMERAL}]{{1,7}}){S}(?P<unit>{_UNIT})(?![{NUMERAL}])"
)
SUM = re.compile(
    rf"(?<![0-9.,])(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}|[0-9]{{5,10}}){S}(?P<unit>元|人|户|吨|亩|双|平方米)"
)
METRIC = re.compile(
    rf"(?<![0-9.,])(?P<number>[0-9]{{1,8}}(?:\.[0-9]{{1,3}})?){S}(?P<unit>{'|'.join(sorted(_CANONICAL, key=len, reverse=True))})(?![A-Za-z0-9²³])",
    re.IGNORECASE,
)
HYPHEN = re.compile(
    rf"(?<![A-Za-z0-9/{_HYPHENS}])[A-Za-z][A-Za-z0-9]{{0,15}}[{_HYPHENS}][A-Za-z0-9]{{1,15}}"
    rf"(?![A-Za-z0-9{_HYPHENS}]|\.[0-9])"
)
LETTERS = re.compile(
    r"(?<![A-Za-z0-9.-])(?P<letters>[A-Za-z]{2,12})(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3})?)(?![A-Za-z0-9-]|\.[0-9])"
)
FRACTION = re.compile(r"(?<![0-9A-Za-z/.])[0-9]{1,2}/[0-9]{1,3}(?![0-9A-Za-z/.])")  # as ½ is folded


@dataclass(frozen=True)
class Place:
    """The text from `start` to `end` is one thing, and `others` are its other spellings, folded."""

    start: int
    end: int
    others: tuple = ()


class _SameLength(dict):
    def __missing__(self, number):
        character = IDEOGRAPHS.get(chr(number), chr(number))
        if 0xFF01 <= number <= 0xFF5E and number != 0xFF0C:  # the wide comma parts, never thousands
            character = chr(number - 0xFEE0)
        self[number] = SIMPLIFIED.get(character, character)
        return self[number]


_SAME_LENGTH = _SameLength()


def _number(text):
    return int(text) if text.isascii() else number_of(text)


def _date(match):
    year = match["year"] if match["year"].isascii() else year_of(match["year"])
    if not match["month"]:
        return [f"{year} 年"]
    rest = _day(match)
    return None if rest is None else [f"{year} 年 {rest[0]}"]


def _day(match):
    month, day = _number(match["month"]), _number(match["day"] or "1")
    if not (month and day and month <= 12 and day <= 31):
        return None
    return [f"{month} 月 {day} 日" if match["day"] else f"{month} 月"]


def _plain_date(match):
    if match["only"]:
        month = int(match["only"])
        return [f"{match['year']} 年 {month} 月"] if 1 <= month <= 12 and len(match["only"]) == 2 else None
    rest = _day(match)
    return rest and [f"{match['year']} 年 {rest[0]}"]


def _share(match):
    number = match["number"] if match["number"][0].isascii() else number_of(match["number"])
    if number is None or (match["rest"] and "." in str(number)):
        return None
    return [f"{number}{'.' + year_of(match['rest']) if match['rest'] else ''} ％"]


def _ordinal(match):
    number = _number(match["number"])
    return None if number is None else [f"第 {number} {match['unit']}" if match["unit"] else f"第 {number}"]


def _count(match):
    number, said = number_of(match["number"]), match["number"] + match["unit"]
    if (
        number is None
        or said in _NEVER
        or (match["number"] == "一" and said not in _FEW)
        or match["number"][0] in "百千"
    ):
        return None
    return [f"{number} {match['unit']}"]


def _sum(match):
    """30,000元 is 3万元, exactly."""
    number = Decimal(match["number"].replace(",", ""))
    if number < 10_000 or number % 1000:
        return None
    unit, number = ("亿", number / 10**8) if number >= 10**8 else ("万", number / 10**4)
    return [f"{number.normalize():f} {unit}{match['unit']}"]


def _metric(match):
    unit = next(unit for other, unit in _CANONICAL.items() if other.casefold() == match["unit"].casefold())
    return [f"{match['number']} {unit}"]


def _hyphen(match):
    return [fold(re.sub(f"[{_HYPHENS}]", "", match[0]))]


def _letters(match):
    letters, number = match["letters"].casefold(), match["number"]
    return [f"{letters} {number}", *([letters + number.replace(".", "")] if "." in number else [])]


_SAID = (
    (DATE, _date),
    (PLAIN_DATE, _plain_date),
    (DAY, _day),
    (SHARE, _share),
    (ORDINAL, _ordinal),
    (COUNT, _count),
    (SUM, _sum),
    (METRIC, _metric),
    (HYPHEN, _hyphen),
    (LETTERS, _letters),
    (FRACTION, lambda match: []),
)


def places_of(text):
    """The Places of `text`, in order, none reaching into another."""
    plain, found = with_round_zeros(text).translate(_SAME_LENGTH), []
    for pattern, say in _SAID:
        for match in pattern.finditer(plain):
            others = say(match)
            if others is not None:
                found.append(Place(match.start(), match.end(), tuple(others)))
    found.sort(key=lambda place: (place.start, -place.end))
    kept, end = [], 0
    for place in found:
        if place.start >= end:
            printed = fold(text[place.start : place.end])
            kept.append(Place(place.start, place.end, tuple(one for one in place.others if one != printed)))
            end = place.end
    return kept


def with_spellings(text):
    """`text` folded, and behind it the other spellings of its places: what an index keeps."""
    others = dict.fromkeys(other for place in places_of(text) for other in place.others)
    return " ".join(filter(None, (fold(text), *others)))


def respelt(text):
    """`text` folded, with the last of its other spellings in each place."""
    pieces, done = [], 0
    for place in places_of(text):
        pieces += [text[done : place.start], place.others[-1] if place.others else text[place.start : place.end]]
        done = place.end
    return fold("".join([*pieces, text[done:]]))
