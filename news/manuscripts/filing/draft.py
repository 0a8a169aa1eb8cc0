"""From pieces in page order to the fields and body of an article, remembering in which place each piece was put."""

import uuid
from dataclasses import dataclass, field

from ..errors import ManuscriptError
from ..pieces import Kind, Piece
from ..source.limits import LIMITS
from ..understanding.title_words import joined
from .rich import rich_text, with_breaks
from .table_values import table_value

FIELDS = {
    Kind.KICKER: "kicker",
    Kind.TITLE: "title",
    Kind.SUBTITLE: "subtitle",
    Kind.SOURCE: "source",
    Kind.DATELINE: "dateline",
    Kind.BLANKET: "pictures_provider",
}
NO_TITLE = "原稿没有标题：请在“标题”一栏写上，或把一块文字改为标题。"
BESIDE = (Kind.MARK, Kind.DROPPED)
SPEAKER_FIELDS = {
    Kind.SPEAKER: "speaker",
    Kind.SPEAKER_ROLE: "role",
    Kind.SPEAKER_ORGANISATION: "organisation",
}


@dataclass(frozen=True)
class Placement:
    """Where a piece was put: `place` names a field or block to the program, `label` to the editor; '' is nowhere."""

    piece: Piece
    place: str
    label: str


@dataclass
class Draft:
    """An article without a database: text fields, names in order, and the body as Wagtail stores it."""

    fields: dict = field(default_factory=dict)
    bylines: list = field(default_factory=list)  # (name, role)
    body: list = field(default_factory=list)
    placements: list = field(default_factory=list)
    published_at: str = ""  # ISO, local time
    added: dict = field(default_factory=dict)  # fields that an editor filled, because the manuscript does not
    pictures: list = field(default_factory=list)  # (the value of a picture block, its EmbeddedPicture)


def draft_of(pieces, source=None, title=""):
    """Return the Draft that `pieces` (in page order) make; raise ManuscriptError where they cannot be an article.

    `source` is what the pieces were read from: it knows formatting and pictures. `title` is what an editor wrote for a
    manuscript that has none.
    """
    _refuse_too_long(pieces)
    builder = _Builder({line.number: line for line in source.lines} if source else {})
    for piece in pieces:
        builder.put(piece)
    builder.finish()
    draft = builder.draft
    if not draft.fields.get("title"):
        if not title:
            raise NoTitle(NO_TITLE)
        if len(title) > LIMITS[Kind.TITLE]:
            raise ManuscriptError(f"标题最多 {LIMITS[Kind.TITLE]} 字，现在有 {len(title)} 字。")
        draft.fields["title"] = draft.added["title"] = title
    if not draft.body and not draft.fields.get("lead"):
        raise ManuscriptError("稿件只有标题和署名，没有正文。")
    return draft


def _refuse_too_long(pieces):
    for piece in pieces:
        limit = LIMITS.get(piece.kind)
        if limit and len(piece.text) > limit:
            raise ManuscriptError(
                f"第 {piece.spans[0].line} 行按{piece.kind}处理，有 {len(piece.text)} 个字，超过{piece.kind} {limit} 字的上限。"
                "请检查稿件：标题应单独占第一行。"
            )


class NoTitle(ManuscriptError):
    """The manuscript has no title, and nobody has written one yet."""


class _Builder:
    def __init__(self, lines):
        self.lines = lines
        self.draft = Draft()
        self.stream = self.draft.body  # of the page, or of the sidebar that is open
        self.prefix = self.label = ""
        self.picture = self.quotation = self.open_list = None
        self.waiting = []  # picture blocks without a caption yet, and a table's caption without its table
        self.table_captions, self.footnotes = [], []
        self.counts = {}
        self.fields = {}  # the lines of each field of the head

    def put(self, piece):
        special = {
            Kind.MARK: self._mark,
            Kind.DROPPED: self._mark,
            Kind.DATE: self._date,
            Kind.BYLINE: self._byline,
            Kind.LEAD: self._lead,
            Kind.SIDEBAR: self._sidebar,
            Kind.SIDEBAR_TITLE: self._sidebar_title,
            Kind.SIDEBAR_END: self._sidebar_end,
            Kind.CAPTION: self._caption,
            Kind.PHOTOGRAPHER: self._credit,
            Kind.PROVIDER: self._credit,
            Kind.HEADING: self._heading,
            Kind.PARAGRAPH: self._paragraph,
            Kind.ITEM: self._item,
            Kind.FOOTNOTE: self.footnotes.append,
            Kind.TABLE: self._table,
            Kind.TABLE_CAPTION: self._table_caption,
            Kind.PICTURE: self._picture,
            Kind.QUOTATION: self._quotation,
            **dict.fromkeys(SPEAKER_FIELDS, self._speaker),
        }
        if piece.kind not in (*BESIDE, Kind.ITEM):
            self.open_list = None
        if piece.kind not in (*BESIDE, Kind.PICTURE, Kind.CAPTION, Kind.PHOTOGRAPHER, Kind.PROVIDER):
            self.waiting = []
        if piece.kind not in (*BESIDE, Kind.TABLE_CAPTION, Kind.TABLE):
            self._place_table_captions()
        special.get(piece.kind, self._field)(piece)

    def finish(self):
        """Put what waits for the end of the story: footnotes."""
        self._place_table_captions()
        self._sidebar_end()
        self.open_list = None
        for piece in self.footnotes:
            self._item(piece)

    def _place(self, piece, place, label):
        self.draft.placements.append(Placement(piece, place, label))

    def _block(self, kind, value, label):
        """Add a block to the open stream; return its place and its label (图片 2)."""
        block = {"type": kind, "value": value, "id": str(uuid.uuid4())}
        self.stream.append(block)
        key = self.label + label
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"{self.prefix}{block['id']}", f"{key} {self.counts[key]}"

    def _mark(self, piece):
        self._place(piece, "", piece.kind)

    def _date(self, piece):
        self.draft.published_at = self.draft.published_at or piece.detail
        self._place(piece, "", "发布时间")

    def _field(self, piece):
        name = FIELDS[piece.kind]
        lines = self.fields.setdefault(name, [])
        lines.append(piece.text)
        self.draft.fields[name] = joined(lines) if piece.kind == Kind.TITLE else " ".join(lines)
        self._place(piece, name, piece.kind)

    def _byline(self, piece):
        name = "".join(piece.text.split())
        self._place(piece, f"bylines/{len(self.draft.bylines)}", f"署名 {len(self.draft.bylines) + 1}")
        self.draft.bylines.append((name, piece.detail))

    def _lead(self, piece):
        text = rich_text(piece, self.lines, ("a", "b"))
        self.draft.fields["lead"] = self.draft.fields.get("lead", "") + f"<p>{text}</p>"
        self._place(piece, "lead", "导语")

    def _heading(self, piece):
        if self.prefix:  # a sidebar has no headings of its own
            place, label = self._block("paragraph", f"<p><b>{rich_text(piece, self.lines, ())}</b></p>", "段落")
            return self._place(piece, place, label)
        place, label = self._block(
            "heading", {"text": with_breaks(piece, self.lines), "level": piece.detail or "2"}, "小标题"
        )
        self._place(piece, f"{place}/text", label)

    def _paragraph(self, piece):
        place, label = self._block("paragraph", f"<p>{rich_text(piece, self.lines)}</p>", "段落")
        self._place(piece, place, label)

    def _item(self, piece):
        """An item: of a list that the file itself marks or counts, or a paragraph as it is printed."""
        new, _, tag = piece.detail.rpartition(" ")
        if tag not in ("ul", "ol"):
            return self._paragraph(piece)
        if new:
            self.open_list = None
        kind = tag, piece.kind
        if self.open_list is None or self.open_list[0] != kind:
            name = "脚注" if piece.kind == Kind.FOOTNOTE else "列表"
            place, label = self._block("paragraph", f"<{tag}></{tag}>", name)
            self.open_list = kind, self.stream[-1], place, label
        _, block, place, label = self.open_list
        block["value"] = f"{block['value'][:-5]}<li>{rich_text(piece, self.lines)}</li></{tag}>"
        self._place(piece, place, label)

    # --- tables --------------------

    def _table_caption(self, piece):
        self.table_captions.append(piece)

    def _place_table_captions(self):
        """Captions whose table does not come are paragraphs."""
        captions, self.table_captions = self.table_captions, []
        for piece in captions:
            self._paragraph(piece)

    def _table(self, piece):
        self._sidebar_end()  # a sidebar has no tables
        value = {"table": table_value(piece, self.lines), "note": ""}
        place, label = self._block("table", value, "表格")
        captions, self.table_captions = self.table_captions, []
        for caption in captions:
            value["table"]["caption"] += with_breaks(caption, self.lines)
            self._place(caption, f"{place}/table/caption", f"{label}·表题")
        if not captions:
            piece.remarks.append("表格没有表题，发布前请补写。")
        self._place(piece, f"{place}/table", label)

    # --- quotations --------------------

    def _quotation(self, piece):
        if self.prefix:
            return self._paragraph(piece)
        value = {"text": with_breaks(piece, self.lines), "speaker": "", "role": "", "organisation": ""}
        place, label = self._block("quotation", value, "引语")
        self.quotation = value, place, label
        self._place(piece, f"{place}/text", label)

    def _speaker(self, piece):
        name = SPEAKER_FIELDS[piece.kind]
        if self.quotation is None or self.quotation[0][name]:
            return self._paragraph(piece)
        value, place, label = self.quotation
        value[name] = piece.text
        self._place(piece, f"{place}/{name}", f"{label}·{piece.kind}")

    # --- pictures --------------------

    def _picture_block(self):
        value = {"picture": None, "caption": "", "photographer": "", "provider": "", "alt_text": ""}
        place, label = self._block("picture", value, "图片")
        return value, place, label

    def _picture(self, piece):
        line = self.lines.get(piece.spans[0].line)
        self.picture = self._picture_block()
        value, place, label = self.picture
        if line is not None and line.picture:
            self.draft.pictures.append((value, line.picture))
        self.waiting.append(self.picture)
        self._place(piece, f"{place}/picture", label)

    def _caption(self, piece):
        self.picture = self.waiting.pop(0) if self.waiting else self._picture_block()
        value, place, label = self.picture
        value["caption"] = with_breaks(piece, self.lines)
        self._place(piece, f"{place}/caption", f"{label}·图注")

    def _credit(self, piece):
        if self.picture is None:
            return self._caption(piece)
        value, place, label = self.picture
        if self.waiting and self.waiting[0] is self.picture:
            self.waiting.pop(0)
        name = "photographer" if piece.kind == Kind.PHOTOGRAPHER else "provider"
        value[name] = f"{value[name]} {piece.text}".strip()
        self._place(piece, f"{place}/{name}", f"{label}·{piece.kind}")

    def _sidebar(self, piece):
        self._sidebar_end()
        value = {"kind": piece.text, "title": "", "body": []}
        place, label = self._block("sidebar", value, "侧栏")
        self._place(piece, f"{place}/kind", f"{label}·栏头")
        self.stream, self.prefix, self.label = value["body"], f"{place}/body/", f"{label}·"
        self.open_sidebar = value, place, label

    def _sidebar_title(self, piece):
        value, place, label = self.open_sidebar
        value["title"] = piece.text
        self._place(piece, f"{place}/title", f"{label}·标题")

    def _sidebar_end(self, piece=None):
        self.stream, self.prefix, self.label = self.draft.body, "", ""
