"""What changed between two texts, or between two renderings of one page, marked word by word as a proof-reader would.

Chinese is written without spaces: each character stands for itself; letters and digits that hang together are one word.
"""

from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join

from .rendered import BLOCK, Piece, pieces_of, runs_of

MOST_STEPS = 4_000_000  # two paragraphs that would take more are shown as one taken out and one put in
NEAR = 4  # how far a paragraph may have moved and still be known
ALIKE = 0.4  # share of the words that two paragraphs have in common


def words_of(text):
    """`text` cut into words; joined they are `text` again."""
    words = []
    for is_latin, run in groupby(text, key=_is_latin):
        letters = list(run)
        words += ["".join(letters)] if is_latin else letters
    return words


def _is_latin(character):
    return character.isascii() and (character.isalnum() or character in "._%-")


def changes(before, after):
    """Yield (kind, old items, new items); kind is equal, delete, insert or replace. A lone word that stayed between two
    changes counts as changed: what is read is the phrase."""
    begin, end = _alike_at_both_ends(before, after)
    if begin or end:
        if begin:
            yield ("equal", before[:begin], after[:begin])
        yield from changes(before[begin : len(before) - end], after[begin : len(after) - end])
        if end:
            yield ("equal", before[len(before) - end :], after[len(after) - end :])
        return
    if len(before) * len(after) > MOST_STEPS:
        yield ("replace", before, after)
        return
    pending = None
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            pending = (pending[0], b, pending[2], d) if pending else (a, b, c, d)
        elif pending and b - a < 2 and b < len(before) and d < len(after):
            pending = (pending[0], b, pending[2], d)
        else:
            if pending:
                yield _change(before, after, pending)
                pending = None
            yield ("equal", before[a:b], after[c:d])
    if pending:
        yield _change(before, after, pending)


def _alike_at_both_ends(before, after):
    """How many items both begin with, and how many of the others both end with."""
    most = min(len(before), len(after))
    begin = next((number for number in range(most) if before[number] != after[number]), most)
    most -= begin
    end = next((number for number in range(most) if before[-1 - number] != after[-1 - number]), most)
    return begin, end


def _change(before, after, places):
    a, b, c, d = places
    kind = "insert" if a == b else "delete" if c == d else "replace"
    return kind, before[a:b], after[c:d]


def marked_pages(before, after):
    """The page `after` as HTML with what differs from the page `before` marked within its main part; and how many places
    that are. Both are whole HTML documents of the same template."""
    head, main, tail = _main_part(after)
    old, new = pieces_of(_main_part(before)[1]), pieces_of(main)
    put = _Put(new)
    count = 0
    for old_run, new_run in _pairs(runs_of(old), runs_of(new)):
        if old_run and new_run and old_run.key == new_run.key:
            put.keep(new_run)
        elif new_run:
            put.change(new_run, _marked(old_run.pieces if old_run else [], new_run.pieces))
            count += 1
        else:
            put.gone(old_run)
            count += 1
    return head + put.html() + tail, count


def _main_part(html):
    start = html.find("<main")
    start = html.find(">", start) + 1 if start >= 0 else 0
    end = html.rfind("</main>")
    return html[:start], html[start : end if end >= start else len(html)], html[end:] if end >= start else ""


def _pairs(old, new):
    """Yield (old run, new run) in reading order, None where there is no counterpart."""
    for kind, gone, come in _line_changes(old, new):
        if kind == "equal":
            yield from zip(gone, come, strict=True)
        else:
            yield from _alike(gone, come)


def _line_changes(old, new):
    matcher = SequenceMatcher(None, [run.key for run in old], [run.key for run in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind, old[a:b], new[c:d]


def _alike(gone, come):
    place = 0
    for run in come:
        near = range(place, min(place + NEAR, len(gone)))
        best = max(near, key=lambda number: _likeness(gone[number], run), default=None)
        if best is None or _likeness(gone[best], run) < ALIKE:
            yield None, run
            continue
        yield from ((left, None) for left in gone[place:best])
        yield gone[best], run
        place = best + 1
    yield from ((left, None) for left in gone[place:])


def _likeness(one, other):
    a, b = Counter(one.key), Counter(other.key)
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()) or 1)


def _marked(old, new):
    """The pieces `new` as HTML, what is not in `old` within <ins>, and what is no more within <del>."""
    html = []
    for kind, gone, come in changes(_Words(old), _Words(new)):
        if kind == "equal":
            html += [word.html for word in come]
            continue
        html += _within("del", [word for word in gone if word.is_shown])
        html += _within("ins", come)
    return "".join(html)


def _within(tag, words):
    """Each stretch of words in a mark of its own; tags stand outside, so that nothing is nested wrongly."""
    for is_shown, stretch in groupby(words, key=lambda word: word.is_shown):
        html = "".join(word.html for word in stretch)
        yield f"<{tag}>{html}</{tag}>" if is_shown else html


class _Words(list):
    def __init__(self, pieces):
        for piece in pieces:
            if piece.kind == "text":
                self.extend(Piece("text", word, escape(word)) for word in words_of(piece.key))
            else:
                self.append(piece)


class _Put:
    """The new page, put together again with its marks."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.instead, self.skipped, self.before = {}, set(), {}
        self.place = 0  # where the last run that readers see has ended

    def keep(self, run):
        self.place = run.after

    def change(self, run, html):
        self.instead[run.start] = html
        self.skipped.update(range(run.start + 1, run.end))
        self.place = run.after

    def gone(self, run):
        self.before.setdefault(self.place, []).append(run)

    def html(self):
        html, outer = [], []
        for number, piece in enumerate(self.pieces):
            html += [_gone(run, outer[-1] if outer else "") for run in self.before.get(number, ())]
            if number not in self.skipped:
                html.append(self.instead.get(number, piece.html))
            if piece.kind == "open" and piece.key in BLOCK:
                outer.append(piece.key)
            elif piece.kind == "close" and piece.key in outer:
                while outer.pop() != piece.key:
                    pass
        html += [_gone(run, "") for run in self.before.get(len(self.pieces), ())]
        return "".join(html)


def _gone(run, outer):
    """A paragraph that is no more, as an element that may stand within `outer`."""
    words = "".join(_within("del", [word for word in _Words(run.pieces) if word.is_shown]))
    if outer in {"table", "thead", "tbody", "tfoot"}:
        return f'<tr class="proof-gone"><td colspan="99">{words}</td></tr>'
    tag = {"ul": "li", "ol": "li", "tr": "td", "dl": "dd"}.get(outer, "div")
    return f'<{tag} class="proof-gone">{words}</{tag}>'


def marked_text(before, after):
    """Two texts as one line of HTML, the differences marked."""
    found = changes(words_of(before or ""), words_of(after or ""))
    return format_html_join("", "{}{}", (_both(kind, "".join(gone), "".join(come)) for kind, gone, come in found))


def _both(kind, gone, come):
    if kind == "equal":
        return "", come
    return gone and format_html("<del>{}</del>", gone), come and format_html("<ins>{}</ins>", come)
