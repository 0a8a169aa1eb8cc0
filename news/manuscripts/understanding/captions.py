"""Captions: what is printed under a picture, who took it, who provided it, and the credit for all pictures at once."""

import re

from ..pieces import Kind
from .names import HAN
from .rows import width

WIDEST = 150  # a longer line is a paragraph, whatever it ends in
NAME = rf"(?:{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN}|{HAN}{{1,8}}(?:[·•]{HAN}{{1,8}})+)"
ROLE = r"(?:(?:本报|本网|新华社)?(?:首席|见习|实习|特约|全媒体|融媒体?)?(?:记者|通讯员)\s{0,9}+)"
WHO = rf"{ROLE}?{NAME}(?:(?:[、\s]{{1,4}}+){ROLE}?{NAME}){{0,3}}"
START = r"(?:^|(?<=[\s。！？…”》）)])|(?=[(（]))"
END = r"\s{0,9}+[)）]?\s{0,9}+[。.]?$"
OPEN = r"[(（]?\s{0,9}+"
ALL = r"(?:本版|本文|本组|本专题|文中|以上)(?:所有|全部)?(?:图片?|照片|资料图片?)?(?:均|都)?"
PICTURES = r"(?:图片|照片|图)(?:均|都)?"

EXCEPT = r"除署名(?:者|的)?外"
BLANKET = re.compile(
    rf"[(（\[【]?\s{{0,9}}+(?:(?P<before>{EXCEPT})[，,]?\s{{0,9}}+)?{ALL}(?:(?P<after>{EXCEPT})[，,]?\s{{0,9}}+(?:均|都)?)?由?\s{{0,9}}+(?P<provider>[^()（），。]{{2,40}}?)\s{{0,9}}+(?:提供|供图)\s{{0,9}}+[)）\]】]?\s{{0,9}}+[。.]?$"
)
BLANKET_ALONE = re.compile(
    rf"^[(（\[【]?\s{{0,9}}+{PICTURES}由\s{{0,9}}+(?P<provider>[^()（），。]{{2,40}}?)\s{{0,9}}+(?:提供|供图)\s{{0,9}}+[)）\]】]?\s{{0,9}}+[。.]?$"
)
CREDITS = [
    (
        Kind.PHOTOGRAPHER,
        re.compile(rf"{START}{OPEN}(?P<who>{WHO})\s{{0,9}}+[/／]?\s{{0,9}}+(?<!拍)(?<!航)(?:摄影报道|摄影|摄){END}"),
    ),
    (Kind.PHOTOGRAPHER, re.compile(rf"{START}{OPEN}(?:摄影|摄)\s{{0,9}}+[:：/／\s]\s{{0,9}}+(?P<who>{WHO}){END}")),
    (Kind.PHOTOGRAPHER, re.compile(rf"{START}{OPEN}(?P<who>{WHO})\s{{0,9}}+[/／]\s{{0,9}}+图{END}")),
    (
        Kind.PROVIDER,
        re.compile(rf"{START}{OPEN}{PICTURES}由\s{{0,9}}+(?P<who>[^()（），。]{{2,40}}?)\s{{0,9}}+(?:提供|供图){END}"),
    ),
    (Kind.PROVIDER, re.compile(rf"{START}{OPEN}供图\s{{0,9}}+[:：/／]\s{{0,9}}+(?P<who>[^()（），。]{{2,40}}?){END}")),
    (Kind.PROVIDER, re.compile(rf"{START}{OPEN}(?P<who>[^\s()（），。]{{2,30}}?)\s{{0,9}}+供图{END}")),
]
MARKED = re.compile(r"[▲△▼▽↑↓←→◀▶]|图为|图[\d一二三四五六七八九十]{1,2}\s{0,9}+[:：]|(?:图片说明|图注)\s{0,9}+[:：]")
FILE_PICTURE = re.compile(r"资料(?:图片?|照片?)\s{0,9}+[)）]?\s{0,9}+[。.]?$")
SAID_OF_ALL = {
    "before": "已写明摄影的图片不补供图",
    "after": "已写明摄影的图片不补供图",
    "provider": "适用于本版所有未写明供图的图片",
}
REASONS = {Kind.PHOTOGRAPHER: "“× 摄”写明的摄影者", Kind.PROVIDER: "写明的供图者"}


def blanket_credit(row):
    """The parts of a row that credit every picture of the page, a caption before it included; [] for other rows."""
    if row.width > 2 * WIDEST:
        return []
    found = BLANKET.search(row.text) or BLANKET_ALONE.search(row.text)
    if not found or width(row.text[: found.start()]) > WIDEST:
        return []
    caption = [(Kind.CAPTION, 0, found.start(), "统一供图说明前的文字，作图注", "")] if found.start() else []
    parts = [name for name in SAID_OF_ALL if found.groupdict().get(name)]
    return caption + [(Kind.BLANKET, *found.span(name), SAID_OF_ALL[name], "") for name in parts]


def caption_parts(row):
    """The parts of a row that says itself that it is a caption: the words, and who is credited; [] for other rows."""
    if row.width > WIDEST:
        return []
    for kind, pattern in CREDITS:
        if found := pattern.search(row.text):
            words = [(Kind.CAPTION, 0, found.start(), f"以{kind}署名收尾，作图注", "")] if found.start() else []
            return [*words, (kind, *found.span("who"), REASONS[kind], "")]
    if MARKED.match(row.text) or FILE_PICTURE.search(row.text):
        return [(Kind.CAPTION, 0, len(row.text), "有图注标记（图为、箭头、资料图等）", "")]
    return []


def stands_alone(row, following, shape):
    """Whether a short closed line, set off by more blank lines than is usual here, must be a caption."""
    return (
        row.width <= 60
        and row.text[-1] in "。."
        and row.text.count("。") <= 2
        and row.text[0] not in "“‘「『"
        and not row.is_enumerated
        and shape.is_wide(row.before)
        and (shape.is_wide(row.after) or following)
    )
