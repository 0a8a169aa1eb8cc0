"""What the review screen shows: the source line by line, the result piece by piece, and how the two hang together."""

import itertools
import json
from dataclasses import dataclass, field

from ...models import ManuscriptImport
from ..errors import ManuscriptError
from ..filing.importing import PLACEHOLDER
from ..pieces import Kind
from ..source.reading import squeeze
from ..understanding.structure import BROKEN_LINES
from . import editing

CLASSES = {
    Kind.BYLINE: "meta", Kind.SOURCE: "meta", Kind.DATE: "meta", Kind.DATELINE: "meta",
    Kind.PHOTOGRAPHER: "credit", Kind.PROVIDER: "credit", Kind.BLANKET: "credit",
    Kind.SPEAKER: "credit", Kind.SPEAKER_ROLE: "credit", Kind.SPEAKER_ORGANISATION: "credit",
    Kind.TABLE_CAPTION: "caption", Kind.FOOTNOTE: "meta",
}  # fmt: skip


@dataclass
class ShownPiece:
    number: int
    piece: object
    look: str
    badge: str
    is_in_sidebar: bool = False
    remarks: list = field(default_factory=list)

    @property
    def text(self):
        return self.piece.text

    @property
    def reason(self):
        return self.piece.reason

    @property
    def rows(self):
        """The cells of a table, row by row, as they stand in the file; [] for all else."""
        if self.piece.kind != Kind.TABLE:
            return []
        rows = {}
        for (row, column), span in zip(json.loads(self.piece.detail)["cells"], self.piece.spans, strict=False):
            cells = rows.setdefault(row, {})
            cells[column] = f"{cells.get(column, '')} {span.text}".strip()
        return [[rows[row][column] for column in sorted(rows[row])] for row in sorted(rows)]

    @property
    def first_line(self):
        return self.piece.spans[0].line if self.piece.spans else None

    @property
    def lines(self):
        """ "12" or "12–14"."""
        numbers = sorted({span.line for span in self.piece.spans})
        return "–".join(str(number) for number in dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""


@dataclass
class ShownLine:
    number: int
    parts: list  # (text, number of its piece or None)
    first_piece: int | None
    part: str
    is_set_off: bool
    is_picture: bool
    remarks: list = field(default_factory=list)


@dataclass
class ShownRemark:
    number: int
    remark: object
    next_number: int | None = None

    @property
    def line(self):
        return self.remark.line

    @property
    def message(self):
        return self.remark.message

    @property
    def excerpt(self):
        return self.remark.excerpt


def screen_of(review, selected=None):
    """The context of the review screen; `selected` is the number of the piece that is being worked on, or None."""
    rehearsal, trouble = None, ""
    try:
        rehearsal = review.rehearse(instead=PLACEHOLDER)
    except ManuscriptError as error:
        trouble = str(error)
    remarks = rehearsal.ledger.remarks if rehearsal else review.remarks()
    pieces = _pieces(review)
    lines = _lines(review)
    notes = [ShownRemark(number, remark) for number, remark in enumerate(remarks, 1)]
    for note, following in itertools.pairwise(notes):
        note.next_number = following.number
    general = _place_remarks(notes, pieces, lines)
    return {
        "record": review.record,
        "pieces": pieces,
        "lines": lines,
        "notes": notes,
        "general_notes": general,
        "left_out": review.source.left_out,
        "count": rehearsal.ledger.summary() if rehearsal else None,
        "inked": sum(bool(squeeze(line.text) or line.picture) for line in review.source.lines),
        "trouble": trouble,
        "needs_title": not review.has_title,
        "title": review.title,
        "may_be_broken": any(note.message.startswith(BROKEN_LINES) for note in notes),
        "history": list(reversed(review.history)),
        "selected": _panel(review, pieces, selected),
        "is_under_review": review.record.state == ManuscriptImport.State.IN_REVIEW,
    }


def _pieces(review):
    shown, is_in_sidebar = [], False
    for number, piece in enumerate(review.pieces):
        if piece.kind == Kind.SIDEBAR:
            is_in_sidebar = True
        badge = str(piece.kind)
        if piece.kind == Kind.HEADING and piece.detail == "3":
            badge = "二级小标题"
        if piece.kind == Kind.BYLINE and piece.detail:
            badge = f"署名·{piece.detail}"
        look = CLASSES.get(piece.kind, piece.kind.name.lower().replace("_", "-"))
        shown.append(ShownPiece(number, piece, look, badge, is_in_sidebar))
        if piece.kind == Kind.SIDEBAR_END:
            is_in_sidebar = False
    return shown


def _lines(review):
    spans = {}
    for number, piece in enumerate(review.pieces):
        for span in piece.spans:
            spans.setdefault(span.line, []).append((span.start, span.end, number))
    shown, blank = [], False
    for line in review.source.lines:
        if not squeeze(line.text) and line.number not in spans:
            blank = True
            continue
        parts, at = [], 0
        for start, end, number in sorted(spans.get(line.number, [])):
            parts += [(line.text[at:start], None), (line.text[start:end], number)]
            at = end
        parts = [(text, number) for text, number in [*parts, (line.text[at:], None)] if text]
        first = next((number for _, number in parts if number is not None), None)
        shown.append(ShownLine(line.number, parts, first, line.part, blank and bool(shown), bool(line.picture)))
        blank = False
    return shown


def _place_remarks(notes, pieces, lines):
    """Put each remark to its line and to the piece whose words it quotes; return those of the whole text."""
    by_line = {line.number: line for line in lines}
    on_line = {}
    for piece in pieces:
        for span in piece.piece.spans:
            on_line.setdefault(span.line, []).append(piece)
    general = []
    for note in notes:
        candidates = on_line.get(note.line, [])
        if not candidates:
            general.append(note)
            continue
        by_line[note.line].remarks.append(note)
        named = (piece for piece in candidates if note.excerpt and note.excerpt in piece.text)
        next(named, candidates[0]).remarks.append(note)
    return general


def _panel(review, pieces, selected):
    """What may be done to the selected piece; None where none is selected."""
    if selected is None or not 0 <= selected < len(pieces):
        return None
    shown, piece = pieces[selected], pieces[selected].piece
    following = pieces[selected + 1] if selected + 1 < len(pieces) else None
    has_words = bool(piece.spans) and piece.kind not in editing.FIXED
    is_dropped = piece.kind == Kind.DROPPED
    after_sidebar = any(earlier.kind == Kind.SIDEBAR for earlier in review.pieces[:selected])
    return {
        "number": selected,
        "shown": shown,
        "kinds": editing.choices_for(piece),
        "choice": editing.choice_of(piece),
        "points": _points(piece) if has_words and not is_dropped else [],
        "following": following if has_words and not is_dropped and _joinable(following) else None,
        "can_drop": bool(piece.spans) and not is_dropped and piece.kind != Kind.SIDEBAR_END,
        "can_restore": is_dropped,
        "can_end_sidebar": after_sidebar and not is_dropped and piece.kind != Kind.SIDEBAR_END,
        "can_split": has_words and not is_dropped and len(squeeze(piece.text)) > 1,
    }


def _joinable(shown):
    return bool(shown and shown.piece.spans and shown.piece.kind not in (*editing.FIXED, Kind.DROPPED, Kind.SIDEBAR))


def _points(piece):
    return [
        {"at": f"{line}:{column}", "before": before[-12:], "after": after[:12], "line": line}
        for (line, column), before, after in editing.split_points(piece)
    ]
