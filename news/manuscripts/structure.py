"""From numbered lines to typed pieces in page order. Every ink character of the source ends in exactly one piece."""

from .captions import blanket_credit, caption_parts, stands_alone
from .header import read_footer, read_header
from .hints import body_pieces, put_back, set_aside
from .pieces import Kind, Piece
from .rows import NARROW, Shape, rows_of

SIDEBARS = (
    "采写手记 记者手记 采访手记 采访札记 采访后记 手记 链接 相关链接 新闻链接 背景链接 政策链接 知识链接 延伸阅读 延伸 新闻背景 "
    "背景 名词解释 小贴士 记者观察 新闻助读 编后 编后语 短评 评论"
).split()
BRACKETS = "【】[]〔〕■●◆★▲◎□<>〈〉《》 \u3000:：|｜"
TEXT = (Kind.PARAGRAPH, Kind.LEAD)
LONGEST_LEAD = 300


def parse(source):
    """Return the pieces of a Source. Raises nothing: whatever is not understood is a paragraph."""
    rows, aside = set_aside(rows_of(source.lines), source.lines)
    head, used = read_header(rows)
    rows = rows[used:]
    foot, used = read_footer(rows)
    body = Body(rows[: len(rows) - used]).pieces
    return put_back(head + body + foot, aside, source.lines)


class Body:
    """Reads the rows between head and foot, one after the other, into pieces."""

    def __init__(self, rows):
        self.rows = rows
        self.shape = Shape(rows)
        self.pieces = []
        self.paragraph = None  # the last piece of running text in this section, and its last row
        self.last_row = None
        self.in_sidebar = False
        self.has_heading = False
        self.skip = 0
        self.first_group = self._first_group()
        for i, row in enumerate(rows):
            if self.skip:
                self.skip -= 1
            else:
                self._take(i, row)
        self._end_sidebar("稿件到此结束")
        self._find_lead()
        self._remark_last_words()

    def _first_group(self):
        """How many rows stand before the first wide gap: text there is the opening, never a caption."""
        return next((i for i, row in enumerate(self.rows) if i and self.shape.is_wide(row.before)), len(self.rows))

    def _take(self, i, row):
        parts = blanket_credit(row) or caption_parts(row)
        if kind := self._sidebar_kind(i, row):
            self._start_sidebar(i, row, kind)
        elif pieces := body_pieces(row, parts):
            self.pieces += pieces
            self.paragraph = None
        elif parts and not self._goes_on(row):
            self._take_caption(row, parts)
        elif self._is_lone_caption(i, row):
            piece = row.piece(Kind.CAPTION, "前后都空出多行的短句")
            piece.remarks.append("依版面空行判为图注，请核对。")
            self.pieces.append(piece)
        elif level := self._heading_level(i, row):
            self._end_sidebar(f"侧栏到第 {row.number} 行的小标题为止，之后回到正文")
            self.pieces.append(row.piece(Kind.HEADING, "单独成行、句末无标点的短句，后接正文", level))
            self.paragraph, self.has_heading = None, True
        else:
            self._take_text(row)

    # --- running text --------------------

    def _goes_on(self, row):
        """Whether the row is in the middle of a paragraph broken by hard returns."""
        return bool(self.paragraph and self.shape.is_full(self.last_row) and self.last_row.number == row.number - 1
                    and self.shape.joins(self.last_row, row))  # fmt: skip

    def _take_text(self, row):
        if self.paragraph and self.shape.joins(self.last_row, row):
            self.paragraph.spans.append(row.span())
            self.paragraph.reason = "同一段被分栏或换行断开，接回原段，未增减一字"
        else:
            self.paragraph = row.piece(Kind.PARAGRAPH, "正文段落")
            self.pieces.append(self.paragraph)
        self.last_row = row

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
                self._heading_level(i + 1, after)
                or self._sidebar_kind(i + 1, after)
                or caption_parts(after)
                or blanket_credit(after)
            )
        return stands_alone(row, following, self.shape)

    # --- headings --------------------

    def _is_heading_shaped(self, i):
        row = self.rows[i]
        limit = 1.5 * NARROW if row.is_enumerated else NARROW
        last = row.text[-1]
        return (
            2 <= row.width <= limit
            and sum(character.isalpha() for character in row.text) >= 2
            and (last not in "。；，、：…！？,;:.!?—" or (last in "！？!?" and self.shape.is_wide(row.before)))
            and "。" not in row.text
            and row.text[0] not in "“‘「『，。、；：！？”’）》】"
            and not self.shape.is_full(row)
        )

    def _heading_level(self, i, row):
        """'2' or '3' for a section heading, '' for anything else."""
        if row.hint:
            return row.level if row.hint == Kind.HEADING.name else ""
        if not self._is_heading_shaped(i) or i + 1 >= len(self.rows) or self._is_tail_of_paragraph(row):
            return ""
        chain = [j for j in range(max(0, i - 2), min(len(self.rows), i + 3)) if self._is_heading_shaped(j)]
        if any({j, j + 1, j + 2} <= set(chain) for j in chain):
            return ""  # three short lines in a row are a list or a poem
        if i + 1 in chain and self.rows[i + 1].is_enumerated == row.is_enumerated and row.is_enumerated:
            return ""  # two numbered short lines: a list
        return "3" if (i - 1 in chain and i > 0) or row.text[0] in "(（" else "2"

    def _is_tail_of_paragraph(self, row):
        last = self.last_row
        if not self.paragraph or last is None or last.is_closed:
            return False
        return last.text[-1] in "，、；,;“‘《（(" or (row.before == 0 and last.width > NARROW)

    # --- the piece beside the main text --------------------

    def _sidebar_kind(self, i, row):
        """The name of the sidebar that begins here ('' where none does). It must be followed by a text of its own."""
        name = row.text.strip(BRACKETS)
        return name if name in SIDEBARS and i + 1 < len(self.rows) and not self._is_bare(i + 1) else ""

    def _is_bare(self, i):
        """Whether nothing but a caption, a credit or another sidebar follows, so that a sidebar would stay empty."""
        row = self.rows[i]
        if row.text.strip(BRACKETS) in SIDEBARS or caption_parts(row) or blanket_credit(row):
            return True
        if not self._is_heading_shaped(i):
            return False
        return i + 1 == len(self.rows) or self._is_heading_shaped(i + 1) or bool(caption_parts(self.rows[i + 1]))

    def _start_sidebar(self, i, row, kind):
        self._end_sidebar("另一个侧栏开始")
        at = row.text.index(kind)
        pieces = row.split([(Kind.SIDEBAR, at, at + len(kind), "侧栏的栏头", "")], "栏头的括号或记号，版面自带")
        self.sidebar = next(piece for piece in pieces if piece.kind == Kind.SIDEBAR)
        self.pieces += pieces
        self.paragraph, self.in_sidebar = None, True
        if self._is_heading_shaped(i + 1):
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
        self.sidebar.remarks.append(f"{reason}，请核对起止。")
        self.paragraph, self.in_sidebar = None, False

    # --- afterwards --------------------

    def _find_lead(self):
        """Paragraphs before the first heading or caption are the lead, if they are short and something follows."""
        opening = []
        for piece in self.pieces:
            if piece.kind not in TEXT:
                break
            opening.append(piece)
        following = self.pieces[len(opening) :]
        is_set_off = self.has_heading or (opening and self.first_group < len(self.rows))
        if following and is_set_off and sum(len(piece.text) for piece in opening) <= LONGEST_LEAD and len(opening) <= 3:
            for piece in opening:
                piece.kind, piece.reason = Kind.LEAD, "第一个小标题或图注之前的段落"

    def _remark_last_words(self):
        texts = [piece for piece in self.pieces if piece.kind == Kind.PARAGRAPH]
        has_sidebar = any(piece.kind == Kind.SIDEBAR for piece in self.pieces)
        if texts and has_sidebar and len(texts[-1].text) <= 40:
            texts[-1].remarks.append("收尾的短句可能属于正文，也可能属于侧栏；现按原位置归入，请核对。")
