"""How long each kind of text may be on a page: what is longer is read as a paragraph, and somebody is asked."""

from ..pieces import Kind

LIMITS = {
    Kind.KICKER: 100,
    Kind.TITLE: 255,
    Kind.SUBTITLE: 150,
    Kind.BYLINE: 50,
    Kind.SOURCE: 100,
    Kind.DATELINE: 100,
    Kind.HEADING: 100,
    Kind.CAPTION: 300,
    Kind.PHOTOGRAPHER: 100,
    Kind.PROVIDER: 100,
    Kind.BLANKET: 100,
    Kind.SPEAKER: 50,
    Kind.SPEAKER_ROLE: 100,
    Kind.SPEAKER_ORGANISATION: 100,
    Kind.SIDEBAR: 20,
    Kind.SIDEBAR_TITLE: 100,
}
ONE_FIELD = (
    Kind.KICKER,
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.SOURCE,
    Kind.DATELINE,
    Kind.BLANKET,
)  # several pieces share it
KEPT = (Kind.SIDEBAR, Kind.SIDEBAR_TITLE)  # their words are from a list, or were measured


def within_limits(pieces):
    """`pieces`, those made paragraphs that are longer than the page has room for."""
    used = {}
    for piece in pieces:
        kind, limit = piece.kind, LIMITS.get(piece.kind)
        size = len(piece.text) + 1
        if limit and kind not in KEPT and used.get(kind, 0) + size - 1 > limit:
            piece.kind, piece.detail, piece.reason = Kind.PARAGRAPH, "", f"{kind}最多 {limit} 字，改作正文"
            piece.remarks.append(
                f"原稿把这一段作{kind}，有 {size - 1} 字，超过 {limit} 字的上限，现按正文处理，请核对。"
            )
        elif kind in ONE_FIELD:
            used[kind] = used.get(kind, 0) + size
    return pieces
