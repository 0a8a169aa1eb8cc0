"""Figures that a manuscript prints more than once: do they say the same?"""

import re

from .texts import position

FIGURE = re.compile(r"(?<!\d)\d{1,20}+(?:\.\d{1,20}+%?|%)")
SAID_OF = re.compile(
    r"(?=[\u3400-\u9fff]{4,24}+\s*+\d)"  # no more can stand before a number: it is told at once where none follows
    r"(?P<subject>[\u3400-\u9fff]{4,20}?)(?:已|就|将)?(?:达到?|约为?|为|是|超过?|突破|增至|升至|占|累计达?|共有?|有)?\s*"
    r"(?P<number>\d{1,20}+(?:[.,]\d{1,20}+){0,8}+)\s*(?P<unit>[万亿]?(?:[%％元家个人次场名户吨件双台辆]|美元|平方米|公里|亩|千瓦时))"
)
BEFORE = re.compile(r"[^，。；：！？“”（）\n]{0,14}\Z")
WIDE = 4  # characters before a number that say of what it is


def figure_remarks(text):
    yield from _in_several_wordings(text)
    yield from _of_one_subject(text)


def _in_several_wordings(text):
    """Precise figures (with a point or a per cent sign) that stand in several pieces."""
    seen = {}
    starts = {id(piece): start for piece, start in zip(text.pieces, text.starts, strict=True)}
    for piece in text.pieces:
        for match in FIGURE.finditer(piece.text):
            seen.setdefault(match[0], []).append((piece, match))
    for figure, found in seen.items():
        if len({id(piece) for piece, _ in found}) > 1:
            lines = "、".join(str(position(piece, match.start())[0]) for piece, match in found)
            words = "；".join(f"“{_before(piece.text, match.start())}{figure}”" for piece, match in found[:3])
            message = f"数字 {figure} 在第 {lines} 行多次出现（{words}），请核对几处说法是否一致。"
            piece, match = found[0]
            at = starts[id(piece)]
            yield text.remark("figure-repeated", at + match.start(), at + match.end(), message)


def _before(whole, at):
    return BEFORE.search(whole[max(0, at - 14) : at])[0]


def _of_one_subject(text):
    """Different numbers of one unit behind the same words."""
    seen = {}
    for match in SAID_OF.finditer(text.text):
        key = match["subject"][-6:], match["unit"]
        seen.setdefault(key, []).append(match)
    for (subject, unit), found in seen.items():
        numbers = list(dict.fromkeys(match["number"] for match in found))
        if len(numbers) > 1:
            said = "、".join(f"{number}{unit}" for number in numbers)
            start, end = found[0].start("number"), found[0].end("unit")
            yield text.remark("figure-conflict", start, end, f"“{subject}”有几个不同的数字：{said}，请核对。")
