"""Where every line of a manuscript went, and the proof that nothing was lost or added on the way."""

from bisect import bisect_left
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from .errors import ManuscriptError
from .pieces import Kind
from .source.lines import LeftOut, squeeze


class Fate(StrEnum):
    KEPT = "原位"
    MOVED = "移位"
    MARK = "版面记号"
    DROPPED = "略去"


NOT_TAKEN = "未采用"  # the fate of what a Word file holds beside its text


class NotConserved(ManuscriptError):
    """The page does not hold what the source holds. A fault of the program, never of the editor."""


@dataclass
class Entry:
    """One stretch of one source line, and where it went. `place` is '' for what is not on the page as text."""

    line: int
    start: int
    end: int
    text: str
    kind: str
    fate: str
    place: str
    label: str
    reason: str


@dataclass
class Remark:
    """Something that an editor should look at. Nothing is altered because of it.

    `code` says of which sort it is and stays the same; `words` begin at `start` of the line; line 0 is the whole text.
    """

    line: int
    excerpt: str
    message: str
    code: str = ""
    start: int = 0
    words: str = ""


@dataclass
class Ledger:
    """`entries` stand in source order; `places` in page order, each with the indexes of its entries."""

    entries: list[Entry]
    places: dict[str, list[Entry]]
    remarks: list[Remark]
    left_out: list[LeftOut] = field(default_factory=list)
    added: dict[str, str] = field(default_factory=dict)  # place: what stands there though no line of the source says it

    def characters(self, fate):
        return sum(len(squeeze(entry.text)) for entry in self.entries if entry.fate == fate)

    def summary(self):
        """How many ink characters met which fate; the sum is what the source holds."""
        counts = {fate.name.lower(): self.characters(fate) for fate in Fate}
        lines = len({entry.line for entry in self.entries})
        return {"source": sum(counts.values()), **counts, "left_out": len(self.left_out), "lines": lines}

    def as_dict(self):
        return {
            "characters": self.summary(),
            "entries": [asdict(entry) for entry in self.entries],
            "remarks": [asdict(remark) for remark in self.remarks],
            "left_out": [asdict(thing) | {"fate": NOT_TAKEN} for thing in self.left_out],
            "added": self.added,
        }


def ledger_of(placements, page_order, remarks=(), left_out=(), added=None):
    """Account for `placements` (draft.Placement). `page_order` lists the places as a reader meets them.

    `left_out` names what a Word file holds beside its text (source.LeftOut), `added` what an editor wrote.
    """
    rank = {place: number for number, place in enumerate(page_order)}
    on_page = [placement for placement in placements if placement.place]
    on_page.sort(key=lambda placement: rank.get(placement.place, len(rank)))
    on_page.sort(key=lambda placement: not placement.piece.text)  # pictures have no words whose order could be judged
    kept = _heaviest_rising([placement.piece for placement in on_page if placement.piece.text])
    entries, places = [], {}
    for number, placement in enumerate(on_page):
        is_kept = number in kept or not placement.piece.text
        fate, reason = (Fate.KEPT, "") if is_kept else (Fate.MOVED, "；版面上的位置与稿件中的先后不同")
        made = _entries(placement, fate, placement.piece.reason + reason)
        places.setdefault(placement.place, []).extend(made)
        entries += made
    for placement in placements:
        if not placement.place:
            fate = Fate.DROPPED if placement.piece.kind == Kind.DROPPED else Fate.MARK
            entries += _entries(placement, fate, placement.piece.reason)
    entries.sort(key=lambda entry: (entry.line, entry.start))
    return Ledger(entries, places, list(remarks), list(left_out), dict(added or {}))


def _entries(placement, fate, reason):
    kind = str(placement.piece.kind)
    return [
        Entry(
            span.line, span.start, span.end, span.text, kind, str(fate), placement.place, str(placement.label), reason
        )
        for span in placement.piece.spans
    ]


def _heaviest_rising(pieces):
    """Indexes of the pieces that stand on the page in the source's order, leaving as few characters out as can be.

    Pieces are stretches of the source; one follows another when it begins after the other's end. All others moved.
    """
    ends = sorted({piece.spans[-1].position for piece in pieces})
    tree = [(0, -1)] * (len(ends) + 1)  # best (weight, index) over pieces that end before a position
    came_from, best = {}, (0, -1)
    for number, piece in enumerate(pieces):
        at = bisect_left(ends, piece.spans[0].position)
        before = (0, -1)
        while at > 0:
            before, at = max(before, tree[at]), at - (at & -at)
        came_from[number] = before[1]
        reached = (before[0] + len(piece.text), number)
        best = max(best, reached)
        at = bisect_left(ends, piece.spans[-1].position) + 1
        while at <= len(ends):
            tree[at], at = max(tree[at], reached), at + (at & -at)
    kept, number = set(), best[1]
    while number >= 0:
        kept.add(number)
        number = came_from[number]
    return kept


def check(source, ledger, page_texts):
    """Raise NotConserved unless the page holds the source's characters, in order, less what the ledger names.

    `page_texts` are (place, text) pairs read back from the page itself, in the order of reading.
    """
    _check_source_is_covered(source, ledger)
    page = {}
    for place, text in page_texts:
        if place in ledger.added:
            _compare(ledger.added[place], text, f"位置 {place}")
    page_texts = [(place, text) for place, text in page_texts if place not in ledger.added]
    for place, text in page_texts:
        page[place] = page.get(place, "") + squeeze(text)
    for place in page.keys() | ledger.places.keys():
        wanted = "".join(squeeze(entry.text) for entry in ledger.places.get(place, []))
        _compare(wanted, page.get(place, ""), f"位置 {place}")
    in_source = "".join(squeeze(entry.text) for entry in ledger.entries if entry.fate == Fate.KEPT)
    in_page = "".join(_kept_part(page[place], ledger.places[place]) for place, _ in page_texts if page[place])
    _compare(in_source, in_page, "全文次序")


def _check_source_is_covered(source, ledger):
    by_line = {}
    for entry in ledger.entries:
        by_line.setdefault(entry.line, []).append(entry)
    for line in source.lines:
        entries = by_line.get(line.number, [])
        exact = all(line.text[entry.start : entry.end] == entry.text for entry in entries)
        accounted = "".join(entry.text for entry in entries)
        _compare(squeeze(line.text), squeeze(accounted), f"稿件第 {line.number} 行")
        if not exact:
            raise NotConserved(f"零丢失核对不通过：第 {line.number} 行的位置记录与原文不符。")


def _kept_part(text, entries):
    """Cut from a place's text what was moved there."""
    kept, at = "", 0
    for entry in entries:
        size = len(squeeze(entry.text))
        kept += text[at : at + size] if entry.fate == Fate.KEPT else ""
        at += size
    return kept


def _compare(wanted, found, where):
    if wanted == found:
        return
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found)))
    start = max(0, at - 8)
    raise NotConserved(
        f"零丢失核对不通过（{where}）：原文 {len(wanted)} 字，页面 {len(found)} 字，"
        f"从第 {at + 1} 字起不同：原文“…{wanted[start : at + 12]}…”，页面“…{found[start : at + 12]}…”。没有保存任何内容。"
    )


def remarks_of(pieces):
    """What the reading itself noted on single pieces."""
    return [
        Remark(
            piece.spans[0].line if piece.spans else 0, piece.text[:20], message, "reading",
            piece.spans[0].start if piece.spans else 0, piece.text,
        )
        for piece in pieces
        for message in piece.remarks
    ]  # fmt: skip
