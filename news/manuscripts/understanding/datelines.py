"""Datelines: where and when a report was filed, and the reporters named with it before its first words."""

import re

from ..pieces import Kind
from .names import read_byline

HAN = "[\u3400-\u9fff]"
OUTLET = rf"(?:本报|本刊|本网|本台|新华社|新华网|中新社|中新网|人民网|央视网|{HAN}{{2,5}}(?:新闻网|日报|晚报|都市报|发布|客户端|网))"
DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
DATELINE = re.compile(
    rf"(?P<open>[【\[(（])?(?P<words>{OUTLET}{HAN}{{0,8}}?\s{{0,9}}+(?:{DAY}\s{{0,9}}+(?:专?电|讯|消息)|(?<![通资电简])讯(?=[\s(（】\])）:：,，])|"
    rf"(?<![通资电简])讯$))[】\])）]?"
)
BRACKETED = re.compile(r"\s{0,9}+[(（【\[](?P<who>[^()（）【】\[\]]{2,80})[)）】\]]")
REPORTED = re.compile(
    r"\s{0,9}+(?P<who>(?:本报|本网)?(?:见习|实习|首席|全媒体)?记者[^，。：:]{2,40}?)\s{0,9}+(?:报道|摄影报道)?\s{0,9}+[:：]"
)
CLOSING = re.compile(r"(?<=[。！？…”])\s{0,9}+[(（](?P<who>[^()（）]{2,80})[)）]$")


def dateline_parts(row):
    """The parts of a row that begins with a dateline: it, the by-lines in it and where the text begins; [] for others."""
    parts, at = [], 0
    if found := DATELINE.match(row.text):
        parts.append((Kind.DATELINE, *found.span("words"), "报头惯用的电头", ""))
        at = found.end()
    named = BRACKETED.match(row.text, at) or (REPORTED.match(row.text, at) if parts else None)
    if named and (credits := _credits(row.text, *named.span("who"))):
        parts, at = parts + credits, named.end()
    if parts and (rest := row.span(at).text.lstrip("，,：:")):
        start = row.text.index(rest, at)
        parts.append((Kind.PARAGRAPH, start, len(row.text), "电头之后的正文", ""))
    return parts


def closing_credits(text):
    """The by-lines in brackets behind the last sentence of a text, as parts, with where they begin; ([], 0) if none."""
    found = CLOSING.search(text)
    credits = _credits(text, *found.span("who")) if found else []
    return (credits, found.start()) if credits else ([], 0)


def _credits(text, start, end):
    """By-lines of `text[start:end]`. A role must be written: what stands in brackets may be anything else."""
    credits = read_byline(text[start:end]) or []
    if not all(credit.role for credit in credits):
        return []
    return [
        (Kind.BYLINE, start + credit.start, start + credit.end, f"写明身份：{credit.role}", credit.role)
        for credit in credits
    ]
