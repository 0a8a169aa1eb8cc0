"""From numbered lines to typed pieces in page order. Every ink character of the source ends in exactly one piece."""

from dataclasses import replace

from ..pieces import Kind, Piece
from ..source.limits import within_limits
from .captions import blanket_credit, caption_parts, stands_alone
from .contents import without_contents
from .cutting import cut
from .datelines import closing_credits, dateline_parts
from .header import read_footer, read_header
from .headings import Headings
from .hints import STYLED, body_pieces, put_back, set_aside
from .layout_marks import weave, without_layout
from .opening import find_lead
from .quotations import ends_with_speaker, find_quotations
from .rows import Shape, rows_of
from .settling import settled
from .sidebar_names import sidebar_start
from .tables import is_table_title, table_at

BROKEN_LINES = "疑为手工断行："
RUNNING = (Kind.PARAGRAPH, Kind.ITEM)


def parse(source, *, is_rejoined=False):
    """Return the pieces of a Source. Raises nothing: whatever is not understood is a paragraph.

    `is_rejoined` reads the paragraphs of a Word file as lines of a text, because an editor says that they were broken by
    hand.
    """
    lines = settled(source.lines) if source.data else source.lines
    lines = tuple(replace(line, paragraph=0) for line in lines) if is_rejoined else tuple(lines)
    rows, aside = set_aside(rows_of(lines), lines, source.tables)
    rows, contents = without_contents(rows)
    rows, marks = without_layout(rows)
    head, used = read_header(rows)
    rows = rows[used:]
    foot, used = read_footer(rows)
    body = Body(rows[: len(rows) - used]).pieces
    pieces = weave(_named_once(head + body + foot), [*marks, *contents])
    return within_limits(put_back(pieces, aside, lines))


def _named_once(pieces):
    """`pieces` with nobody named twice: who signs above is often named again in the dateline or at the end."""
    first = {}
    for piece in pieces:
        if piece.kind != Kind.BYLINE:
            continue
        name = "".join(piece.text.split())
        known = first.setdefault(name, piece)
        line = known.spans[0].line
        if line == piece.spans[0].line:
            continue
        if known.detail and piece.detail not in ("", known.detail):
            known.remarks.append(f"{name}在第 {piece.spans[0].line} 行的身份写作“{piece.detail}”，请核对。")
        known.detail = known.detail or piece.detail
        piece.kind, piece.detail, piece.reason = Kind.MARK, "", f"第 {line} 行已经署名，不重复"
    return pieces


class Body:
    """Reads the rows between head and foot, one after the other, into pieces."""

    def __init__(self, rows):
        self.rows = rows
        self.shape = Shape(rows)
        self.headings = Headings(rows, self.shape)
        self.pieces = []
        self.paragraph = None  # the last piece of running text in this section, and its last row
        self.last_row = None
        self.in_sidebar = self.has_heading = self.has_text = False
        self.skip = 0
        self.first_group = self._first_group()
        for i, row in enumerate(rows):
            if self.skip:
                self.skip -= 1
            else:
                self._take(i, row)
        self._end_sidebar("稿件到此结束")
        self._ask_about_lines()
        self._cut_closing_credits()
        find_lead(self.pieces, self.has_heading or self.first_group < len(rows))
        self.pieces = find_quotations(self.pieces)

    def _first_group(self):
        """How many rows stand before the first wide gap: text there is the opening, never a caption."""
        return next((i for i, row in enumerate(self.rows) if i and self.shape.is_wide(row.before)), len(self.rows))

    def _take(self, i, row):
        if self._is_in_a_paragraph(i, row):
            return self._take_text(row)
        parts = blanket_credit(row) or caption_parts(row)
        if start := sidebar_start(self.rows, i, self.headings):
            self._start_sidebar(i, row, start)
        elif pieces := body_pieces(row, parts):
            self.pieces += pieces
            self.paragraph = None
        elif not self.in_sidebar and (table := table_at(self.rows, i))[0]:
            self._take_table(*table)
        elif parts and not self._goes_on(row):
            self._take_caption(row, parts)
        elif self._is_lone_caption(i, row):
            piece = row.piece(Kind.CAPTION, "前后都空出多行的短句")
            piece.remarks.append("依版面空行判为图注，请核对。")
            self.pieces.append(piece)
        elif self._is_table_title(i, row):
            self.pieces.append(row.piece(Kind.TABLE_CAPTION, "表格之前的短句，作表题"))
            self.paragraph = None
        elif level := self._heading_level(i):
            self._end_sidebar(f"侧栏到第 {row.number} 行的小标题为止，之后回到正文")
            shape = "单独成行、句末无标点的短句，后接正文"
            reason = STYLED.format(Kind.HEADING) if row.hint else shape
            self.pieces.append(row.piece(Kind.HEADING, reason, level))
            self.paragraph, self.has_heading = None, True
        else:
            self._take_text(row)

    def _is_in_a_paragraph(self, i, row):
        """Whether soft breaks of a Word file part the row from others of its paragraph, and none of them is a caption."""
        if row.hint or not row.paragraph:
            return False
        if row.goes_on:
            return self.paragraph is not None and self.last_row.paragraph == row.paragraph
        following = self.rows[i + 1 : i + 2]
        if not following or following[0].paragraph != row.paragraph:
            return False
        end = next((n for n in range(i, len(self.rows)) if self.rows[n].paragraph != row.paragraph), len(self.rows))
        return not any(blanket_credit(one) or caption_parts(one) for one in self.rows[i:end])

    def _heading_level(self, i):
        return self.headings.level(i, self.last_row if self.paragraph else None)

    # --- running text --------------------

    def _goes_on(self, row):
        """Whether the row is in the middle of a paragraph broken by hard returns."""
        return bool(self.paragraph and self.shape.is_full(self.last_row) and self.last_row.number == row.number - 1
                    and self.shape.joins(self.last_row, row))  # fmt: skip

    def _take_text(self, row):
        if self.paragraph and self.shape.joins(self.last_row, row) and not ends_with_speaker(self.pieces):
            self.paragraph.spans.append(row.span())
            if row.paragraph:
                self.paragraph.reason = "正文段落，段内换行照原样保留"
            else:
                self.paragraph.reason = "同一段被分栏或换行断开，接回原段，未增减一字"
        elif not self.has_text and (parts := dateline_parts(row)):
            self.pieces += row.split(parts, "电头的括号、冒号和身份，版面自带")
            self.paragraph = self.pieces[-1] if self.pieces[-1].kind == Kind.PARAGRAPH else None
        else:
            kind = Kind.ITEM if row.is_enumerated else Kind.PARAGRAPH
            reason = "带序号或记号的条目，照原样保留" if row.is_enumerated else "正文段落"
            self.paragraph = row.piece(kind, reason)
            self.pieces.append(self.paragraph)
        self.last_row = row
        self.has_text = True

    def _ask_about_lines(self):
        """A Word file whose paragraphs are as long as a column is wide was perhaps broken by hand: that is asked."""
        broken = self.shape.broken
        if not broken:
            return
        piece = next(piece for piece in self.pieces if piece.spans and piece.spans[0].line >= broken[0].number)
        piece.remarks.append(
            f"{BROKEN_LINES}第 {broken[0].number} 行起有 {len(broken)} 处像是排到约 {self.shape.column:g} 字就按了回车；Word 说各是一段，所以没有接。"
            "如果是手工断行，请按“接回断行”。"
        )

    def _cut_closing_credits(self):
        """Names in brackets behind the last sentence are by-lines."""
        texts = [i for i, piece in enumerate(self.pieces) if piece.kind in RUNNING]
        if not texts or any(piece.kind == Kind.BYLINE for piece in self.pieces):
            return
        last = self.pieces[texts[-1]]
        text = "".join(span.text for span in last.spans)
        credits, at = closing_credits(text)
        if credits:
            parts = [(last.kind, 0, at, last.reason, ""), *credits]
            self.pieces[texts[-1] : texts[-1] + 1] = cut(last, parts, "署名的括号和身份，写入署名的身份栏")

    # --- captions --------------------

    def _take_caption(self, row, parts):
        pieces = row.split(parts, "署名或供图的固定用语，版面自带")
        kinds = {piece.kind for piece in pieces}
        if not kinds & {Kind.CAPTION, Kind.BLANKET} and not self._credits_last_picture(kinds):
            pieces = [row.piece(Kind.CAPTION, "像图片署名，但前面没有图注，全文作图注")]
            pieces[0].remarks.append("单独一行的图片署名，前面没有可归属的图注，请核对。")
        self.pieces += pieces

    def _credits_last_picture(self, kinds):
        since = []
        for piece in reversed(self.pieces):
            if piece.kind not in (Kind.CAPTION, Kind.PHOTOGRAPHER, Kind.PROVIDER, Kind.MARK):
                return False
            if piece.kind == Kind.CAPTION:
                return not kinds & set(since) - {Kind.MARK}
            since.append(piece.kind)
        return False

    def _is_lone_caption(self, i, row):
        if i < self.first_group or i == 0:
            return False
        following = i + 1 == len(self.rows)
        if not following:
            after = self.rows[i + 1]
            following = bool(
                self._heading_level(i + 1)
                or sidebar_start(self.rows, i + 1, self.headings)
                or caption_parts(after)
                or blanket_credit(after)
            )
        return stands_alone(row, following, self.shape)

    # --- tables --------------------

    def _take_table(self, pieces, used):
        self.pieces += pieces
        self.paragraph, self.skip = None, used - 1

    def _is_table_title(self, i, row):
        return not self.in_sidebar and is_table_title(row) and bool(table_at(self.rows, i + 1)[0])

    # --- the piece beside the main text --------------------

    def _start_sidebar(self, i, row, start):
        self._end_sidebar("另一个侧栏开始")
        parts = [(Kind.SIDEBAR, start.start, start.start + len(start.name), "侧栏的栏头", "")]
        if start.title:
            parts.append((Kind.SIDEBAR_TITLE, start.title, len(row.text), "与栏头同行的侧栏标题", ""))
        self.pieces += row.split(parts, "栏头的括号或记号，版面自带")
        self.paragraph, self.in_sidebar = None, True
        if not start.title and self.headings.shaped[i + 1]:
            self.pieces.append(self.rows[i + 1].piece(Kind.SIDEBAR_TITLE, "栏头之后的短句，作侧栏标题"))
            self.skip = 1

    def _end_sidebar(self, reason):
        """Close the open sidebar; captions at its end belong to the page, not to it."""
        if not self.in_sidebar:
            return
        end = len(self.pieces)
        outside = (Kind.CAPTION, Kind.PHOTOGRAPHER, Kind.PROVIDER, Kind.BLANKET, Kind.MARK)
        while self.pieces[end - 1].kind in outside:
            end -= 1
        self.pieces.insert(end, Piece(Kind.SIDEBAR_END, [], reason))
        self.paragraph, self.in_sidebar = None, False
