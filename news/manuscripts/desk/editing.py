"""What an editor may change in a reading: pure functions from pieces to new pieces, which never touch a character.

Each returns a new list and leaves the old one as it was; EditingError says in Chinese why a change makes no sense.
"""

import datetime
from dataclasses import replace

from ..filing.table_values import grid_of
from ..pieces import Kind, Piece, Span
from ..source.reading import is_white
from ..understanding.header import DATE
from ..understanding.sidebars import EditingError, sound, with_end_at, with_sidebar_end, without_sidebar

LEVELS = {"2": "一级", "3": "二级"}
ROLES = ("", "记者", "见习记者", "通讯员", "作者", "摄影", "编辑")
BEFORE_NAMES = (Kind.TITLE, Kind.KICKER, Kind.SUBTITLE)
BEFORE_HEADINGS = (Kind.SOURCE, Kind.DATE, Kind.DATELINE, Kind.LEAD)
AFTER_HEADINGS = (
    Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTATION, Kind.SPEAKER, Kind.SPEAKER_ROLE, Kind.SPEAKER_ORGANISATION,
    Kind.CAPTION, Kind.PHOTOGRAPHER, Kind.PROVIDER, Kind.BLANKET, Kind.SIDEBAR, Kind.SIDEBAR_TITLE, Kind.TABLE_CAPTION,
    Kind.FOOTNOTE,
)  # fmt: skip
FIXED = (Kind.TABLE, Kind.PICTURE, Kind.SIDEBAR_END)  # what stands there is not words alone
TABLE_BECOMES = (Kind.PARAGRAPH, Kind.ITEM)
SENTENCE_ENDS = "。！？；!?;…，,、：:"


def choices():
    """(value, label) of every kind that an editor may give, with a heading's level and a by-line's role."""
    yield from ((kind.name, str(kind)) for kind in BEFORE_NAMES)
    yield from ((f"BYLINE:{role}", f"署名（{role}）" if role else "署名") for role in ROLES)
    yield from ((kind.name, str(kind)) for kind in BEFORE_HEADINGS)
    yield from ((f"HEADING:{level}", f"小标题（{name}）") for level, name in LEVELS.items())
    yield from ((kind.name, str(kind)) for kind in AFTER_HEADINGS)


def choices_for(piece):
    """What `piece` may become, and what it is: a table may be taken apart, its rows made paragraphs."""
    if piece.kind == Kind.DROPPED or (piece.kind in FIXED and piece.kind != Kind.TABLE) or not piece.spans:
        return []
    if piece.kind == Kind.TABLE:
        return [(Kind.TABLE.name, str(Kind.TABLE)), *((kind.name, f"{kind}（一行一段）") for kind in TABLE_BECOMES)]
    return list(choices())


def choice_of(piece):
    """The value in `choices` that `piece` has now."""
    if piece.kind == Kind.HEADING:
        return f"HEADING:{piece.detail or '2'}"
    return f"BYLINE:{piece.detail}" if piece.kind == Kind.BYLINE else piece.kind.name


def change_kind(pieces, number, choice):
    """Give piece `number` another kind (a value of `choices`)."""
    if _piece(pieces, number).kind == Kind.TABLE:
        return sound(_rows_apart(pieces, number, choice), pieces)
    old, piece = pieces, _words(pieces, number)
    if choice not in dict(choices()):
        raise EditingError("没有这种类型。")
    if piece.kind == Kind.DROPPED:
        raise EditingError("这一块已经略去，请先恢复。")
    name, _, detail = choice.partition(":")
    kind = Kind[name]
    if kind == Kind.DATE:
        detail = _date_in(piece)
    if choice == choice_of(piece):
        raise EditingError(f"这一块本来就是{kind}。")
    changed = replace(piece, kind=kind, detail=detail, reason=f"编辑由{piece.kind}改为{kind}", remarks=[])
    pieces = [*pieces[:number], changed, *pieces[number + 1 :]]
    if piece.kind == Kind.SIDEBAR:
        pieces = without_sidebar(pieces, number)
    if kind == Kind.SIDEBAR:
        pieces = with_sidebar_end(pieces, number)
    return sound(pieces, old)


def split(pieces, number, line, column):
    """Cut piece `number` in two before the character in `column` (from 0) of source line `line`; both keep the kind."""
    piece = _words(pieces, number)
    before, after = [], []
    for span in piece.spans:
        at = column if span.line == line and span.start <= column <= span.end else None
        if at is None:
            (after if _is_behind(span, line, column, after) else before).append(span)
        else:
            before.append(_part(span, span.start, at))
            after.append(_part(span, at, span.end))
    before, after = ([span for span in part if span.text] for part in (before, after))
    if not before or not after:
        raise EditingError("请在这一块的中间选一个拆分的位置。")
    if piece.kind in (Kind.SIDEBAR, Kind.SIDEBAR_TITLE, Kind.DATE):
        raise EditingError(f"{piece.kind}不能拆成两个，请先改为正文。")
    first = replace(piece, spans=before, reason=f"{piece.reason}；编辑拆分")
    second = replace(piece, spans=after, reason="编辑从上一块拆出", remarks=[])
    return sound([*pieces[:number], first, second, *pieces[number + 1 :]], pieces)


def join(pieces, number, source):
    """Join piece `number` with the one after it; both become one of the first one's kind."""
    piece = _words(pieces, number)
    if number + 1 >= len(pieces):
        raise EditingError("后面没有可以合并的内容。")
    following = _words(pieces, number + 1)
    if Kind.DROPPED in (piece.kind, following.kind):
        raise EditingError("略去的内容不能合并，请先恢复。")
    if following.kind == Kind.SIDEBAR or piece.kind == Kind.SIDEBAR:
        raise EditingError("侧栏栏头不能与别的内容合并，请先改它的类型。")
    joined = replace(
        following if piece.kind == Kind.MARK else piece,
        spans=_merged([*piece.spans, *following.spans], source),
        reason=f"编辑与后一块（{following.kind}）合并",
        remarks=[*piece.remarks, *following.remarks],
    )
    return sound([*pieces[:number], joined, *pieces[number + 2 :]], pieces)


def drop(pieces, number, reason):
    """Leave piece `number` off the page because of `reason`; the ledger tells it."""
    piece = _piece(pieces, number)
    reason = " ".join(reason.split())
    if not reason:
        raise EditingError("请写明略去的原因，台账里要留下来。")
    if piece.kind == Kind.SIDEBAR_END or not piece.spans:
        raise EditingError("这里没有文字，不必略去。")
    if piece.kind == Kind.DROPPED:
        raise EditingError("这一块已经略去了。")
    was = f"{piece.kind.name}:{piece.detail}"
    dropped = replace(piece, kind=Kind.DROPPED, detail=was, reason=f"编辑略去：{reason}", remarks=[])
    left = [*pieces[:number], dropped, *pieces[number + 1 :]]
    return sound(without_sidebar(left, number) if piece.kind == Kind.SIDEBAR else left, pieces)


def restore(pieces, number):
    """Put piece `number`, which was dropped, back on the page as what it was."""
    piece = _piece(pieces, number)
    if piece.kind != Kind.DROPPED:
        raise EditingError("这一块没有略去。")
    name, _, detail = piece.detail.partition(":")
    kind = Kind.__members__.get(name, Kind.PARAGRAPH)
    restored = replace(piece, kind=kind, detail=detail, reason="编辑略去后又恢复")
    whole = [*pieces[:number], restored, *pieces[number + 1 :]]
    return sound(with_sidebar_end(whole, number) if kind == Kind.SIDEBAR else whole, pieces)


def end_sidebar(pieces, number):
    """Let the sidebar in which, or after which, piece `number` stands end with that piece."""
    _piece(pieces, number)
    start = next((i for i in range(number, -1, -1) if pieces[i].kind == Kind.SIDEBAR), None)
    if start is None:
        raise EditingError("前面没有侧栏。")
    end = next((i for i in range(start, len(pieces)) if pieces[i].kind == Kind.SIDEBAR_END), None)
    if end is None:
        return with_end_at(pieces, number + 1, "编辑指定侧栏到这里结束")
    marker = replace(pieces[end], reason="编辑指定侧栏到这里结束")
    rest = [*pieces[:end], *pieces[end + 1 :]]
    at = number if end <= number else number + 1
    return sound([*rest[:at], marker, *rest[at:]], pieces)


def split_points(piece):
    """((line, column), words before, words after) of every sentence and line of the piece where it may be split."""
    points = []
    for span in piece.spans:
        if points or span is not piece.spans[0]:
            points.append((span.line, span.start))
        points += [
            (span.line, span.start + i + 1)
            for i, character in enumerate(span.text[:-1])
            if character in SENTENCE_ENDS and span.text[i + 1] not in SENTENCE_ENDS + "”’》）)"
        ]
    return [(point, *_around(piece, point)) for point in points]


def change_between(old, new):
    """How `new` came from `old`, small enough to keep: where, what stood there, and how many pieces stand there now."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return {"at": start, "were": old[start : len(old) - end], "are": len(new) - end - start}


def taken_back(new, change):
    """The pieces before `change` (of `change_between`) was made."""
    at = change["at"]
    return [*new[:at], *change["were"], *new[at + change["are"] :]]


# --- how it is done --------------------


def _piece(pieces, number):
    if not 0 <= number < len(pieces):
        raise EditingError("没有这一块内容。")
    return pieces[number]


def _words(pieces, number):
    piece = _piece(pieces, number)
    if piece.kind in FIXED or not piece.spans:
        raise EditingError(f"{piece.kind}不能这样改。")
    return piece


def _rows_apart(pieces, number, choice):
    if choice not in {kind.name for kind in TABLE_BECOMES}:
        raise EditingError("表格只能改成正文或条目，一行一段。")
    rows = {}
    for (row, _), spans in grid_of(pieces[number]).items():
        rows.setdefault(row, []).extend(spans)
    kind = Kind[choice]
    made = [Piece(kind, spans, f"编辑由表格改为{kind}，一行一段") for _, spans in sorted(rows.items())]
    return [*pieces[:number], *made, *pieces[number + 1 :]]


def _date_in(piece):
    found = DATE.search(piece.text)
    try:
        return datetime.datetime(*(int(found[name] or 0) for name in "ymdHM")).isoformat(timespec="minutes")
    except (TypeError, ValueError) as error:
        raise EditingError("这里没有写全年、月、日，不能作发布时间。") from error


def _part(span, start, end):
    """The stretch of `span` from `start` to `end`, white space at its ends left out."""
    while start < end and is_white(span.text[start - span.start]):
        start += 1
    while end > start and is_white(span.text[end - 1 - span.start]):
        end -= 1
    return Span(span.line, start, end, span.text[start - span.start : end - span.start])


def _is_behind(span, line, column, after):
    return bool(after) or span.position >= (line, column)


def _merged(spans, source):
    """Spans of one line with nothing but white space between them become one."""
    texts = {line.number: line.text for line in source.lines}
    merged = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and last.line == span.line and last.end <= span.start:
            text = texts[span.line]
            if all(is_white(character) for character in text[last.end : span.start]):
                merged[-1] = Span(span.line, last.start, span.end, text[last.start : span.end])
                continue
        merged.append(span)
    return merged


def _around(piece, point):
    before = "".join(_part(span, span.start, min(span.end, point[1])).text if span.line == point[0] else span.text
                     for span in piece.spans if span.position < point)  # fmt: skip
    after = "".join(_part(span, max(span.start, point[1]), span.end).text if span.line == point[0] else span.text
                    for span in piece.spans if (span.line, span.end) > point)  # fmt: skip
    return before, after
