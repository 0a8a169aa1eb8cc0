"""What looks odd in a manuscript: pointed out to the editor, never put right.

Each finding is a Remark with a code that stays the same. Names are given by the caller, so that no database is needed.
"""

from ..pieces import Kind
from .figures import figure_remarks
from .people import people_remarks, quotation_remarks
from .places import place_remarks
from .reading import reading_remarks
from .registers import register_remarks
from .signs import radical_remarks
from .texts import Text
from .wording import half_width, wording_remarks

BESIDE_TEXT = (Kind.MARK, Kind.BYLINE, Kind.SOURCE, Kind.DATELINE, Kind.PHOTOGRAPHER, Kind.PROVIDER, Kind.BLANKET)


def odd_things(pieces, registered=None):
    """Remarks on the text pieces, in page order. `registered` is a Registered; None leaves the registers out."""
    text = Text(pieces)
    remarks = [remark for piece in text.pieces for remark in wording_remarks(piece)]
    remarks += [remark for beside in _beside_text(pieces) for remark in half_width(beside)]
    remarks += radical_remarks(text)
    remarks += place_remarks(text)
    remarks += figure_remarks(text)
    remarks += people_remarks(text)
    remarks += quotation_remarks(text)
    remarks += reading_remarks(pieces)
    if registered is not None:
        remarks += register_remarks(text, registered)
    return remarks


def _beside_text(pieces):
    """Names, credits and what the layout prints with them, line by line: (本版图片由…提供)."""
    lines = {}
    for piece in pieces:
        if piece.kind in BESIDE_TEXT and piece.spans:
            lines.setdefault(piece.spans[0].line, []).append(piece)
    return lines.values()
