"""The running text of a manuscript as one string, and the way back from it to piece, line and place."""

from bisect import bisect_right

from ..ledger import Remark
from ..pieces import Kind

CHECKED = (
    Kind.KICKER,
    Kind.TITLE,
    Kind.SUBTITLE,
    Kind.LEAD,
    Kind.HEADING,
    Kind.PARAGRAPH,
    Kind.ITEM,
    Kind.QUOTATION,
    Kind.TABLE_CAPTION,
    Kind.FOOTNOTE,
    Kind.CAPTION,
    Kind.SIDEBAR_TITLE,
)
RUNNING = (Kind.LEAD, Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTATION)


class Text:
    """`text` holds the pieces' ink, one after the other, a line break between two."""

    def __init__(self, pieces):
        self.pieces = [piece for piece in pieces if piece.kind in CHECKED and piece.spans]
        self.starts, texts, at = [], [], 0
        for piece in self.pieces:
            texts.append(piece.text)
            self.starts.append(at)
            at += len(texts[-1]) + 1
        self.text = "\n".join(texts)

    def piece_at(self, at):
        """The piece that holds the character at `at` of the whole, and that character's place in the piece."""
        index = bisect_right(self.starts, at) - 1
        return self.pieces[index], at - self.starts[index]

    def remark(self, code, start, end, message):
        piece, at = self.piece_at(start)
        return remark_on(piece, code, at, at + end - start, message)


def remark_on(piece, code, start, end, message):
    """The Remark that `message` makes on the characters from `start` to `end` of the piece's text."""
    line, place = position(piece, start)
    text = piece.text
    return Remark(line, text[max(0, start - 8) : max(start + 12, end)][:60], message, code, place, text[start:end])


def position(piece, at):
    """The source line and the place in it of the character at `at` of the piece's text."""
    text, passed = piece.text, 0
    for span in piece.spans:
        begins = text.index(span.text[:1], passed) if span.text else passed  # a blank may part two Latin words
        if at < begins + len(span.text):
            return span.line, span.start + max(at - begins, 0)
        passed = begins + len(span.text)
    return piece.spans[-1].line, piece.spans[-1].end
