"""What a manuscript is made of: pieces of a kind, each holding the exact stretches of source lines it came from."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    KICKER = "引题"
    TITLE = "标题"
    SUBTITLE = "副题"
    BYLINE = "署名"
    SOURCE = "来源"
    DATE = "发布时间"
    DATELINE = "电头"
    LEAD = "导语"
    HEADING = "小标题"
    PARAGRAPH = "正文"
    ITEM = "条目"
    QUOTATION = "引语"
    SPEAKER = "说话人"
    SPEAKER_ROLE = "说话人职务"
    SPEAKER_ORGANISATION = "说话人单位"
    TABLE = "表格"
    TABLE_CAPTION = "表题"
    FOOTNOTE = "脚注"
    PICTURE = "图片"
    CAPTION = "图注"
    PHOTOGRAPHER = "摄影"
    PROVIDER = "供图"
    BLANKET = "本页图片统一供图"
    SIDEBAR = "侧栏栏头"
    SIDEBAR_TITLE = "侧栏标题"
    SIDEBAR_END = "侧栏结束"
    MARK = "版面记号"
    DROPPED = "略去"


@dataclass(frozen=True)
class Span:
    """The characters from `start` to `end` of source line `line`."""

    line: int
    start: int
    end: int
    text: str

    @property
    def position(self):
        return self.line, self.start


@dataclass
class Piece:
    """One piece in page order.

    `detail` holds a heading's level, a by-line's role, a date in ISO form, `ul` or `ol` for an item of a list that
    makes its own marks (`new ol` for the first of a numbered one), and for a table JSON,
    `{"cells": [[row, column], …]}`, one pair for each span.
    """

    kind: Kind
    spans: list[Span]
    reason: str
    detail: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def text(self):
        """The piece in one line: a blank only where two Latin words would otherwise run together."""
        joined = ""
        for span in self.spans:
            if parted(joined, span.text):
                joined += " "
            joined += span.text
        return joined

    def as_json(self):
        return {
            "kind": self.kind.name,
            "spans": [[span.line, span.start, span.end] for span in self.spans],
            "reason": self.reason,
            "detail": self.detail,
            "remarks": self.remarks,
        }

    @classmethod
    def from_json(cls, data, source):
        """The piece that `as_json` gave; its words are read from the source again."""
        texts = {line.number: line.text for line in source.lines}
        spans = [Span(line, start, end, texts[line][start:end]) for line, start, end in data["spans"]]
        return cls(Kind[data["kind"]], spans, data["reason"], data["detail"], list(data["remarks"]))


def parted(before, after):
    """Whether a blank must part two stretches that are joined: both words are Latin."""
    return bool(before) and _is_latin(before[-1]) and _is_latin(after[:1])


def _is_latin(character):
    return character.isascii() and character.isalpha()
