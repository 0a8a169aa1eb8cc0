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
    LEAD = "导语"
    HEADING = "小标题"
    PARAGRAPH = "正文"
    CAPTION = "图注"
    PHOTOGRAPHER = "摄影"
    PROVIDER = "供图"
    BLANKET = "本页图片统一供图"
    SIDEBAR = "侧栏栏头"
    SIDEBAR_TITLE = "侧栏标题"
    SIDEBAR_END = "侧栏结束"
    MARK = "版面记号"


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
    """One piece in page order. `detail` holds a heading's level, a by-line's role or a date in ISO form."""

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
            if joined and _is_latin(joined[-1]) and _is_latin(span.text[:1]):
                joined += " "
            joined += span.text
        return joined


def _is_latin(character):
    return character.isascii() and character.isalpha()
