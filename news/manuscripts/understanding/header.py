"""The head and the foot of a manuscript: titles, names, source and date, wherever the text itself has not begun."""

import datetime
import re

from ..pieces import Kind
from .datelines import DATELINE
from .hints import head_piece, is_body
from .names import is_list_of_names, read_byline
from .rows import NARROW
from .title_words import WIDEST, is_no_title, is_sentence

DEPTH = 10  # the head is within the first lines with ink
LABEL = r"[\[【]?(?:%s)[\]】]?\s{0,9}+[:：]\s{0,9}+(?=\S)"
LABELS = {
    re.compile(LABEL % "引题|肩题|眉题"): Kind.KICKER,
    re.compile(LABEL % "主?标题|主题"): Kind.TITLE,
    re.compile(LABEL % "副标?题"): Kind.SUBTITLE,
    re.compile(LABEL % "导语|内容提要|提要"): Kind.LEAD,
}
SOURCE = re.compile(r"(?:来源|稿源|文章来源|信息来源)\s{0,9}+[:：]\s{0,9}+(?P<value>[^\s:：]{2,40})")
DATE = re.compile(
    r"(?P<label>(?:发布|发表|见报|刊发|刊登|发稿)(?:时间|日期)\s{0,9}+[:：]\s{0,9}+)?(?P<value>(?P<y>20\d\d|19\d\d)\s{0,9}+[年\-/.]\s{0,9}+(?P<m>\d{1,2})\s{0,9}+[月\-/.]\s{0,9}+"
    r"(?P<d>\d{1,2})日?(?:\s+(?P<H>\d{1,2})[:：](?P<M>\d{2})(?:[:：]\d{2})?)?)"
)
ROLL = re.compile(
    r"名单|名录|公示|获奖|表彰|光荣榜|人选|录取|入围|花名册|通讯录"
)  # below such a title names are the text
TEXT = re.compile(r"[\[【]?(?:正文|内容)[\]】]?\s{0,9}+[:：]?$")
ENCLOSED = re.compile(r"[(（\[【].*[)）\]】]$")


def labelled(row):
    """The piece of a line that names its own kind (副题：…), or whose Word style does; [] for other lines."""
    if found := head_piece(row):
        return (row.hint == Kind.SUBTITLE.name and byline(row)) or found  # names, set in the style of a subtitle
    for label, kind in LABELS.items():
        if match := label.match(row.text):
            return row.split(
                [(kind, match.end(), len(row.text), f"稿件自己标明“{match[0].strip()}”", "")], "栏目标签，版面自带"
            )
    return []


def meta_line(row):
    """The pieces of a line that holds nothing but source, date and names; [] for other lines."""
    if row.width > 80:
        return []
    parts, rest, says_when = [], row.text, False
    for pattern, read_part in ((SOURCE, _source), (DATE, _date)):
        if match := pattern.search(rest):
            if not (part := read_part(match)):
                return []
            parts.append(part)
            says_when = says_when or part[0] == Kind.SOURCE or bool(match["label"])
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    if not says_when:  # a day alone is that of a meeting, or the one on which an office signed
        return []
    if re.sub(r"[\s|｜()（）\[\]【】/]", "", rest):
        credits = read_byline(rest.rstrip(" |｜)）"))
        if not any(credit.role for credit in credits or []):
            return []
        parts += [_byline(credit) for credit in credits]
    return row.split(sorted(parts, key=lambda part: part[1]), "标签与分隔符，版面自带")


def _source(match):
    return (Kind.SOURCE, *match.span("value"), "写明的来源", "")


def _date(match):
    at = [int(match[name] or 0) for name in "ymdHM"]
    try:
        moment = datetime.datetime(*at)  # local time; whoever files the page knows the zone
    except ValueError:
        return None
    return (Kind.DATE, *match.span("value"), "稿件写明的时间", moment.isoformat())


def _byline(credit):
    reason = f"写明身份：{credit.role}" if credit.role else "原稿没有写明身份，留空"
    return (Kind.BYLINE, credit.start, credit.end, reason, credit.role)


def byline(row):
    """The pieces of a line of names, with or without roles; [] for other lines."""
    credits = read_byline(row.text)
    if not credits or DATELINE.match(row.text) or is_list_of_names(credits):
        return []
    pieces = row.split([_byline(credit) for credit in credits], "身份与分隔符，写入署名的身份栏")
    named = (piece for piece in pieces if piece.kind == Kind.BYLINE)
    for credit, piece in zip(credits, named, strict=True):
        if credit.also and credit.also != credit.role:
            piece.remarks.append(f"{credit.name}兼有“{credit.role}”和“{credit.also}”两种身份，只能记一种，请核对。")
    return pieces


def _byline_below(rows, i):
    """A line of names that stands alone: two such lines under each other are a list."""
    near = [rows[n] for n in (i - 1, i + 1) if 0 <= n < len(rows)]
    found = byline(rows[i])
    if not found or any(piece.detail for piece in found if piece.kind == Kind.BYLINE):
        return found
    is_list = any(
        not any(credit.role for credit in read_byline(row.text) or ()) and read_byline(row.text) for row in near
    )
    return [] if is_list or ROLL.search("".join(row.text for row in rows[:i])) else found


def read_header(rows):
    """Take the head off: return its pieces and the number of rows used."""
    pieces, plain, used = [], [], 0
    has_label = any(piece.kind == Kind.TITLE for row in rows[:4] for piece in labelled(row))
    for i, row in enumerate(rows[:DEPTH]):
        if is_body(row) or _is_topic(row, labelled(row), pieces):
            break
        if i and TEXT.match(row.text):
            return _headlines(plain, has_label) + pieces + [row.piece(Kind.MARK, "栏目标签，版面自带")], i + 1
        found = labelled(row)
        if not found and (plain or has_label):
            found = meta_line(row) or _byline_below(rows, i)
        if found:
            pieces += found
        elif not plain and not has_label:
            if row.paragraph or is_sentence(row.text) or row.width > 1.5 * WIDEST:
                break  # what says itself that it is no title, or Word, which was asked for it
            if is_no_title(row.text):
                pieces.append(row.piece(Kind.PARAGRAPH, "标题之前的一行"))
            else:
                plain.append(row)
        elif _is_more_headline(row, rows[i + 1 : i + 3], pieces):
            plain.append(row)
        else:
            break
        used = i + 1
    return _headlines(plain, has_label) + pieces, used


def _is_topic(row, found, pieces):
    """Whether 主题：… stands below a title: what a meeting was about."""
    is_title = bool(found) and not row.hint and found[-1].kind == Kind.TITLE
    return is_title and any(piece.kind == Kind.TITLE for piece in pieces)


def _is_more_headline(row, following, pieces):
    """A second or third line of headline: a dash before it, or a by-line soon after it."""
    if row.width > 2 * NARROW or row.text[-1] in "。；，、：":
        return False
    if row.text.startswith(("—", "--")):
        return True
    seen = any(piece.kind in (Kind.BYLINE, Kind.SOURCE, Kind.DATE) for piece in pieces)
    return not seen and any(byline(next_row) or meta_line(next_row) for next_row in following)


def _headlines(plain, has_label):
    if not plain:
        return []
    kinds = {
        1: [Kind.SUBTITLE if has_label else Kind.TITLE],
        2: [Kind.TITLE, Kind.SUBTITLE],
        3: [Kind.KICKER, Kind.TITLE, Kind.SUBTITLE],
    }.get(len(plain), [Kind.TITLE, *[Kind.SUBTITLE] * (len(plain) - 1)])
    if len(plain) == 3 and plain[1].text.startswith(("—", "--")):
        kinds = [Kind.TITLE, Kind.SUBTITLE, Kind.SUBTITLE]
    pieces = [row.piece(kind, f"开头第 {n} 行") for n, (row, kind) in enumerate(zip(plain, kinds, strict=True), 1)]
    if len(plain) > 1:
        pieces[-1].remarks.append("引题、标题、副题按行序推定，请核对。")
    return pieces


def read_footer(rows):
    """Take the foot off: names, editors and source after the last paragraph, as (pieces, rows used)."""
    pieces, used = [], 0
    for row in reversed(rows[-4:]):
        found = meta_line(row)
        if not found and (
            ENCLOSED.match(row.text)
            or any(mark in row.text for mark in ("记者", "编辑", "责编", "作者", "文", "通讯员"))
        ):
            found = byline(row)
            found = found if any(piece.detail for piece in found if piece.kind == Kind.BYLINE) else []
        if not found:
            break
        pieces, used = found + pieces, used + 1
    return pieces, used
