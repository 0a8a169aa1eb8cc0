"""Numbers as Chinese writes them, and what is counted by them."""

import re

DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMERAL = "〇零一二三四五六七八九十百千两"
_ONE = "[一二三四五六七八九两]"
_NUMBER = re.compile(
    f"(?:({_ONE})千)?(零)?(?:({_ONE})百)?(零)?(?:([一二三四五六七八九])?(十))?(零)?([一二三四五六七八九两])?"
)

# What stands behind a number and belongs to it.
UNITS = (
    "％ 个百分点 亿美元 万美元 美元 亿元 万元 千元 元 亿 万 千 百 余家 余个 余人 余场 多家 多个 多人 家 个 条 场 位 名 人 户 届 期 批 项 件 次 级 号 强 岁 年 月 日 天 周 "
    "季度 点 小时 分钟 秒 公里 千米 米 平方米 平方公里 亩 公顷 吨 公斤 千克 双 万双 辆 套 台 张 份 页 折 倍 成 度 地 国 类 种 所 座 处 款 章 卷 版 周年 周岁 "
    "万余个 万余家 万余人 万个 万家 万人 万名 万户 万吨"
).split()


def number_of(numeral):
    """The number that a numeral below ten thousand says (二十五, 一百零三, 两), or None where it is none or not sure:
    三五 may be three or five, 一百二 is said for 120."""
    parts = _NUMBER.fullmatch(numeral)
    if not parts or not numeral.strip("零〇"):
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = parts.groups()
    is_short = ones and not ten and "零" not in numeral and (hundreds or thousands)
    if is_short or numeral.endswith("零"):
        return None
    of = DIGITS.get
    return 1000 * of(thousands, 0) + 100 * of(hundreds, 0) + (10 * of(tens, 1) if ten else 0) + of(ones, 0)


def year_of(numerals):
    """The digits of a year that is written sign by sign: 二〇二三."""
    return "".join(str(DIGITS[numeral]) for numeral in numerals)
