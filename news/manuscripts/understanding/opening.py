"""The lead: what stands before the first heading or picture."""

from ..pieces import Kind

LONGEST = 300
PASSED_OVER = (Kind.DATELINE, Kind.BYLINE, Kind.MARK)


def find_lead(pieces, is_set_off):
    """Turn the opening paragraphs into the lead, if they are short and something follows them."""
    opening, end = [], 0
    for end, piece in enumerate(pieces, 1):
        if piece.kind == Kind.PARAGRAPH:
            opening.append(piece)
        elif piece.kind not in PASSED_OVER:
            end -= 1
            break
    is_short = sum(len(piece.text) for piece in opening) <= LONGEST and len(opening) <= 3
    if pieces[end:] and is_set_off and is_short:
        for piece in opening:
            piece.kind, piece.reason = Kind.LEAD, "第一个小标题或图注之前的段落"
