"""The pieces beside the main text: by which words they begin, and where a title is printed with them."""

import re
from dataclasses import dataclass

from .captions import blanket_credit, caption_parts
from .rows import NARROW, width

NAMES = (
    "采写手记 记者手记 采访手记 采访札记 采访后记 采访花絮 编采手记 编辑手记 手记 札记 链接 相关链接 新闻链接 背景链接 政策链接 知识链接 "
    "延伸阅读 相关阅读 延伸 新闻延伸 新闻纵深 新闻背景 背景 相关背景 背景资料 相关资料 新闻资料 资料链接 名词解释 小贴士 温馨提示 "
    "特别提示 相关新闻 新闻回顾 新闻多一点 新闻多看点 多看一点 知多一点 小百科 小知识 记者观察 观察 新闻助读 编后 编后语 编者按 短评 微评 "
    "时评 快评 评论 新闻快评 记者点评 记者感言 专家点评 专家观点 专家解读 专家说法 政策解读 政策速递 数读 数说 数据链接 数据解读 人物名片 人物简介 "
    "企业名片 名片 亲历者说 他山之石 新闻人物 大事记"
).split()
ALSO_HEADINGS = frozenset("观察 延伸 评论 背景 编者按 大事记 政策解读 专家解读 新闻人物".split())
BRACKETS = "【】[]〔〕■●◆★▲◎□<>〈〉《》 \u3000:：|｜"
WITH_TITLE = re.compile(
    rf"(?:[【\[〔](?P<boxed>{'|'.join(NAMES)})[】\]〕]|[■●◆★▲◎□]?\s{{0,9}}+(?P<plain>{'|'.join(NAMES)})\s{{0,9}}+[:：|｜])\s{{0,9}}+(?P<title>\S.*)$"
)


@dataclass(frozen=True)
class Start:
    """A sidebar begins: `name` at `start` of the row's text, and its title where it is printed in the same line."""

    name: str
    start: int
    title: int = 0  # where it begins; 0 where the line holds none


def is_name(row):
    return row.text.strip(BRACKETS) in NAMES


def sidebar_start(rows, i, headings):
    """The Start of a sidebar at rows[i], or None. It must be followed by a text of its own."""
    row = rows[i]
    name = row.text.strip(BRACKETS)
    if i + 1 >= len(rows) or _is_bare(rows, i + 1, headings):
        return None
    if name in NAMES:
        return Start(name, row.text.index(name))
    found = WITH_TITLE.match(row.text)
    if not found or width(found["title"]) > NARROW or found["title"][-1] in "。；，、：！？…":
        return None
    kind = "boxed" if found["boxed"] else "plain"
    if kind == "plain" and found[kind] in ALSO_HEADINGS and row.text[0] not in "■●◆★▲◎□":
        return None
    return Start(found[kind], found.start(kind), found.start("title"))


def _is_bare(rows, i, headings):
    """Whether nothing but a caption, a credit or another sidebar follows, so that a sidebar would stay empty."""
    row = rows[i]
    if is_name(row) or caption_parts(row) or blanket_credit(row):
        return True
    if not headings.shaped[i]:
        return False
    return i + 1 == len(rows) or headings.shaped[i + 1] or bool(caption_parts(rows[i + 1]))
