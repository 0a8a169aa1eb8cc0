"""Where the program itself decided how the manuscript is to be read, and an editor may see it otherwise."""

from ..ledger import Remark
from ..pieces import Kind

SHORT = 40


def reading_remarks(pieces):
    yield from _rejoined(pieces)
    yield from _sidebars(pieces)
    yield from _closing(pieces)


def _rejoined(pieces):
    """Paragraphs that a column or a page had cut, with a blank line or other text between the parts."""
    for piece in pieces:
        if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.LEAD):
            continue
        for before, after in zip(piece.spans, piece.spans[1:], strict=False):
            if after.line > before.line + 1:
                left, right = before.text[-6:], after.text[:6]
                message = f"第 {before.line} 行末“{left}”与第 {after.line} 行首“{right}”接成一段，请核对接缝处。"
                yield Remark(before.line, f"{left}{right}", message, "rejoined", before.end - len(left), left)


def _sidebars(pieces):
    opened = None
    for piece in pieces:
        if piece.kind == Kind.SIDEBAR:
            opened = piece
        elif piece.kind == Kind.SIDEBAR_END and opened:
            span = opened.spans[0]
            message = f"{piece.reason}，请核对起止和先后。"
            yield Remark(span.line, opened.text, message, "sidebar-bounds", span.start, opened.text)


def _closing(pieces):
    texts = [piece for piece in pieces if piece.kind == Kind.PARAGRAPH]
    has_sidebar = any(piece.kind == Kind.SIDEBAR for piece in pieces)
    if texts and has_sidebar and len(texts[-1].text) <= SHORT:
        span = texts[-1].spans[0]
        message = "收尾的短句可能属于正文，也可能属于侧栏；现按原位置归入，请核对。"
        yield Remark(span.line, texts[-1].text[:20], message, "closing-sentence", span.start, span.text)
