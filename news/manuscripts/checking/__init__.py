"""What looks odd in a manuscript: pointed out to the editor, never put right.

Each finding is a Remark with a code that stays the same. Names are given by the caller, so that no database is needed.
"""

from .figures import figure_remarks
from .people import people_remarks, quotation_remarks
from .places import place_remarks
from .reading import reading_remarks
from .registers import register_remarks
from .texts import Text
from .wording import wording_remarks


def odd_things(pieces, registered=None):
    """Remarks on the text pieces, in page order. `registered` is a Registered; None leaves the registers out."""
    text = Text(pieces)
    remarks = [remark for piece in text.pieces for remark in wording_remarks(piece)]
    remarks += place_remarks(text)
    remarks += figure_remarks(text)
    remarks += people_remarks(text)
    remarks += quotation_remarks(text)
    remarks += reading_remarks(pieces)
    if registered is not None:
        remarks += register_remarks(text, registered)
    return remarks
