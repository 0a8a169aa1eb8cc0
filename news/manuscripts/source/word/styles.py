"""What a paragraph is by its style, whether the style's name is Word's own, English or Chinese, or an office's."""

import re
from dataclasses import dataclass, field

from programs.texts.numerals import number_of

from ...pieces import Kind
from .xml import child, get, is_on, value

NAMES = [
    (Kind.KICKER, r"引题|肩题|眉题|kicker"),
    (Kind.SUBTITLE, r"副标?题|subtitle"),
    (Kind.TITLE, r"主?标题|大标题|主题|文章标题|title"),
    (Kind.LEAD, r"导语|提要|内容提要|摘要|lead|abstract"),
    (Kind.TABLE_CAPTION, r"表题|表名|表格标题|表注题|table caption"),
    (Kind.CAPTION, r"题注|图注|图片说明|图说|图题|caption"),
    (Kind.QUOTATION, r"(?:明显)?引用|引文|引语|(?:intense )?quote|block text|quotation"),
    (Kind.FOOTNOTE, r"(?:脚注|尾注|注释)(?:文本)?|(?:footnote|endnote) text"),
    (Kind.ITEM, r"列表(?: ?[2-5])?|列表(?:项目符号|编号)(?: ?[2-5])?|条目|list(?: (?:bullet|number))?(?: [2-5])?"),
    (Kind.DROPPED, r"toc (?:\d|heading)|目录(?: ?\d)?|toc标题|目录标题"),
]
KINDS = [(kind, re.compile(rf"(?:{pattern})\Z", re.IGNORECASE)) for kind, pattern in NAMES]
HEADING = re.compile(
    r"(?:heading|标题)\s*(?P<n>[1-9])\Z|(?P<word>[一二三四])级(?:小?标题|题)\Z|(?P<small>小标题|节标题|分题)\Z", re.I
)


GONE = (("w:strike", "删除线文字"), ("w:dstrike", "删除线文字"), ("w:vanish", "隐藏文字"))


@dataclass(frozen=True)
class Style:
    """What a style says of its paragraphs: `depth` is 1 to 9 for headings, else 0."""

    hint: str = ""
    depth: int = 0
    number: str = ""  # the list it counts in
    at: str = ""
    centred: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    position: str = ""
    is_gone: str | None = None  # 删除线文字 or 隐藏文字
    size: int = 0  # half points


@dataclass
class Styles:
    by_id: dict = field(default_factory=dict)
    paragraph_default: str = ""

    @classmethod
    def of(cls, root):
        """`root` is styles.xml or None."""
        raw = {get(e, "w:styleId"): e for e in (root.findall("w:style") if root is not None else ())}
        styles = cls()
        for name, element in raw.items():
            styles.by_id[name] = _settled(name, raw)
            if get(element, "w:type") == "paragraph" and get(element, "w:default") in ("1", "true", "on"):
                styles.paragraph_default = name
        return styles

    def paragraph(self, name):
        return self.by_id.get(name or self.paragraph_default, Style())

    def run(self, name):
        return self.by_id.get(name, Style())


def kind_of_name(name):
    """(hint, depth) of a style's name; ('', 0) where it says nothing."""
    name = re.sub(r"\s+", " ", name.replace("_", " ")).strip()
    if found := HEADING.match(name):
        depth = int(found["n"] or 0) or number_of(found["word"] or "一")
        return Kind.HEADING.name, depth
    kind = next((kind for kind, pattern in KINDS if pattern.match(name)), None)
    return (kind.name if kind else ""), 0


def is_gone(run):
    """Whether the run properties `run` strike words through or hide them: '' or what it is called; None if unsaid."""
    said = [(what, is_on(run, name)) for name, what in GONE]
    return next((what for what, on in said if on), None if all(on is None for _, on in said) else "")


def half_points(run):
    size = value(run, "w:sz")
    return int(size) if size.isdigit() and len(size) < 4 else 0


def _settled(name, raw):
    """A style with what it inherits; a chain that bites its tail ends there."""
    chain, seen = [], set()
    while name in raw and name not in seen and len(chain) < 20:
        seen.add(name)
        chain.append(raw[name])
        name = value(raw[name], "w:basedOn")
    facts = {}
    for element in chain:
        for key, fact in _own(element).items():
            if facts.get(key) in (None, "", 0):
                facts[key] = fact
    if facts["hint"] and facts["hint"] != Kind.HEADING.name:
        facts["depth"] = 0
    return Style(**facts)


def _own(element):
    paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
    hint, depth = kind_of_name(value(element, "w:name"))
    outline = value(paragraph, "w:outlineLvl")
    if not hint and outline.isdigit() and int(outline) < 9:
        hint, depth = Kind.HEADING.name, int(outline) + 1
    if get(element, "w:type") != "paragraph":
        hint, depth = "", 0
    align = value(paragraph, "w:jc")
    return {
        "hint": hint,
        "depth": depth,
        "number": value(paragraph, "w:numPr", "w:numId"),
        "at": value(paragraph, "w:numPr", "w:ilvl"),
        "centred": None if not align else align == "center",
        "bold": is_on(run, "w:b"),
        "italic": is_on(run, "w:i"),
        "position": value(run, "w:vertAlign"),
        "is_gone": is_gone(run),
        "size": half_points(run),
    }
