"""A sidebar in a reading under review: from its 栏头 to its end, it may hold only what a sidebar can."""

from dataclasses import replace

from ..errors import ManuscriptError
from ..pieces import Kind, Piece

IN_SIDEBAR = (
    Kind.PARAGRAPH, Kind.ITEM, Kind.PICTURE, Kind.CAPTION, Kind.PHOTOGRAPHER, Kind.PROVIDER, Kind.MARK, Kind.DROPPED,
    Kind.SIDEBAR_TITLE,
)  # fmt: skip
ELSEWHERE = (Kind.KICKER, Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE, Kind.SOURCE, Kind.DATE, Kind.DATELINE, Kind.LEAD,
             Kind.BLANKET, Kind.FOOTNOTE)  # fmt: skip
AS_PARAGRAPHS = (Kind.HEADING, Kind.QUOTATION, Kind.SPEAKER, Kind.SPEAKER_ROLE, Kind.SPEAKER_ORGANISATION)
QUIET = (Kind.MARK, Kind.DROPPED)


class EditingError(ManuscriptError):
    """Why a reading cannot be changed so, in Chinese, for the editor who tried."""


def without_sidebar(pieces, number):
    """The pieces after the sidebar that began at `number` is none any more: its end goes, its title is a heading."""
    kept, is_open = list(pieces[: number + 1]), True
    for piece in pieces[number + 1 :]:
        if is_open and piece.kind == Kind.SIDEBAR_END:
            is_open = False
        elif is_open and piece.kind == Kind.SIDEBAR_TITLE:
            kept.append(replace(piece, kind=Kind.HEADING, detail="2", reason="侧栏取消后作小标题"))
        else:
            kept.append(piece)
    return kept


def with_sidebar_end(pieces, number):
    """The pieces with an end for the sidebar that begins at `number`: before whatever cannot stand in a sidebar."""
    inner = next((i for i in range(number - 1, -1, -1) if pieces[i].kind in (Kind.SIDEBAR, Kind.SIDEBAR_END)), None)
    if inner is not None and pieces[inner].kind == Kind.SIDEBAR:
        pieces = with_end_at(pieces[:number], number, "另一个侧栏开始") + _drop_next_end(pieces[number:])
        number += 1
    end = number + 1
    while end < len(pieces) and pieces[end].kind in IN_SIDEBAR:
        end += 1
    return with_end_at(pieces, end, "侧栏到这里为止，编辑可另行指定")


def with_end_at(pieces, at, reason):
    return [*pieces[:at], Piece(Kind.SIDEBAR_END, [], reason), *pieces[at:]]


def _drop_next_end(pieces):
    at = next((i for i, piece in enumerate(pieces) if piece.kind == Kind.SIDEBAR_END), len(pieces))
    return [*pieces[:at], *pieces[at + 1 :]]


def sound(pieces, before):
    """`pieces`; EditingError where a change made of `before` what no page can hold."""
    if (complaint := _complaint(pieces)) and complaint != _complaint(before):
        raise EditingError(complaint)
    return pieces


def _complaint(pieces):
    """Why `pieces` are no page: a sidebar holds only what it can, under one title. '' where they are one."""
    is_open = has_title = has_body = False
    for piece in pieces:
        kind = piece.kind
        if kind == Kind.SIDEBAR:
            if is_open:
                return "前一个侧栏还没有结束。"
            is_open, has_title, has_body = True, False, False
        elif kind == Kind.SIDEBAR_END:
            is_open = False
        elif kind == Kind.SIDEBAR_TITLE:
            if not is_open or has_title or has_body:
                return "侧栏标题只能有一个，紧跟在侧栏栏头后面。"
            has_title = True
        elif is_open and kind not in IN_SIDEBAR + ELSEWHERE + AS_PARAGRAPHS:
            return f"侧栏里只能有文字和图片，不能有{kind}。请先把侧栏结束的位置移到它前面。"
        elif kind not in QUIET:
            has_body = True
    return ""
