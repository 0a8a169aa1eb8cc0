"""One paragraph of a Word file: its accepted words with their formatting, and what stands in it beside words."""

import re
from dataclasses import dataclass, field

from ..source import LeftOut, Mark
from .xml import child, get, is_on, value, who_and_when

GONE = {"w:del": "修订删除", "w:moveFrom": "修订移走", "w:rt": "注音"}
THROUGH = {
    "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdt", "w:sdtContent", "w:ruby", "w:rubyBase",
    "m:oMath", "m:oMathPara",
}  # fmt: skip
SPACES = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
SHAPES = {"w:drawing", "w:pict", "w:object", "mc:AlternateContent"}
LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+\Z", re.IGNORECASE)
FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


@dataclass
class Words:
    """A paragraph as it is read; `shapes` keeps drawings with the number of characters before them."""

    characters: list = field(default_factory=list)  # (character, formats)
    shapes: list = field(default_factory=list)
    left_out: list = field(default_factory=list)

    def add(self, text, formats=frozenset()):
        self.characters += [(character, formats) for character in text]

    def lines(self):
        """(text, marks) for each printed line: a soft break ends one."""
        made, line = [], []
        for character, formats in [*self.characters, ("\n", None)]:
            if character == "\n":
                made.append(("".join(c for c, _ in line), _marks(line)))
                line = []
            else:
                line.append((character, formats))
        return made


def _marks(line):
    marks, open_at = [], {}
    for at, (_, formats) in enumerate([*line, ("", frozenset())]):
        for form in [form for form in open_at if form not in formats]:
            marks.append(Mark(open_at.pop(form), at, *form))
        for form in formats:
            open_at.setdefault(form, at)
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.tag)))


class ParagraphReader:
    """Reads runs into Words. `notes` gives the label of a note, `comments` the LeftOut of a comment."""

    def __init__(self, styles, relations, notes, comments):
        self.styles, self.relations, self.notes, self.comments = styles, relations, notes, comments
        self.fields = []  # open complex fields: [code, is its result being read, link]

    def read(self, element, words):
        for part in element:
            self.part(part, words, "")

    def part(self, element, words, link=""):
        """Read one child of a paragraph; `link` is where its words lead."""
        tag = element.tag
        if tag == "w:r":
            self._run(element, words, link)
        elif tag in GONE:
            words.left_out.append(LeftOut(GONE[tag], _text(element), 0, who_and_when(element)))
        elif tag in ("w:hyperlink", "w:fldSimple"):
            link = self._address(element) or link
            for part in element:
                self.part(part, words, link)
        elif tag in SHAPES:
            words.shapes.append((len(words.characters), element))
        elif tag == "m:r":
            words.add("".join(part.text or "" for part in element if part.tag in ("m:t", "w:t")))
        elif tag in THROUGH or tag.startswith("m:"):
            for part in element:
                self.part(part, words, link)

    def _address(self, element):
        """Where a link leads, '' where it is none or not one that a reader may follow."""
        if element.tag == "w:fldSimple":
            code = FIELD_LINK.match(get(element, "w:instr"))
            return _safe(code[1]) if code else ""
        relation = self.relations.get(get(element, "r:id"))
        return _safe(relation.target) if relation and relation.is_external else ""

    def _run(self, element, words, link):
        style = self.styles.run(value(element, "w:rPr", "w:rStyle"))
        if is_on(element, "w:rPr", "w:vanish"):
            if text := _text(element):
                words.left_out.append(LeftOut("隐藏文字", text))
            return
        link = next((opened[2] for opened in reversed(self.fields) if opened[1] and opened[2]), link)
        formats = self._formats(element, style, link)
        for part in element:
            self._run_part(part, words, formats)

    def _formats(self, element, style, link):
        run = child(element, "w:rPr")
        position = value(run, "w:vertAlign") or style.position
        tags = [
            "b" if _first(is_on(run, "w:b"), style.bold) else "",
            "i" if _first(is_on(run, "w:i"), style.italic) else "",
            {"superscript": "sup", "subscript": "sub"}.get(position, ""),
        ]
        return frozenset([(tag,) for tag in tags if tag] + ([("a", link)] if link else []))

    def _run_part(self, part, words, formats):
        tag = part.tag
        if tag == "w:t":
            words.add(part.text or "", formats)
        elif tag in SPACES:
            words.add(SPACES[tag], formats)
        elif tag == "w:sym":
            self._symbol(part, words, formats)
        elif tag == "w:fldChar":
            self._field(get(part, "w:fldCharType"))
        elif tag == "w:instrText" and self.fields:
            self.fields[-1][0] += part.text or ""
        elif tag.endswith("Reference"):
            self._reference(tag, get(part, "w:id"), words)
        elif tag in SHAPES:
            words.shapes.append((len(words.characters), part))
        elif tag in ("w:ruby", *GONE):
            self.part(part, words, "")

    def _reference(self, tag, number, words):
        if tag == "w:commentReference":
            if comment := self.comments.pop(number, None):
                words.left_out.append(comment)
        elif label := self.notes.refer(tag, number):
            words.add(label, frozenset([("sup",), ("label",)]))

    def _symbol(self, part, words, formats):
        """A character by its number: private ones have a shape only in one font, so they are named, not guessed."""
        code = get(part, "w:char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
        if 0x20 <= number < 0xD800:
            words.add(chr(number), formats | {("label",)})
        else:
            words.left_out.append(LeftOut("特殊符号", "", 0, f"字体 {get(part, 'w:font')} 的 {code} 号符号，网页没有"))

    def _field(self, kind):
        if kind == "begin":
            self.fields.append(["", False, ""])
        elif kind == "separate" and self.fields:
            code = FIELD_LINK.match(self.fields[-1][0])
            self.fields[-1][1:] = [True, _safe(code[1]) if code else ""]
        elif kind == "end" and self.fields:
            self.fields.pop()


def _first(*answers):
    return next((answer for answer in answers if answer is not None), False)


def _safe(address):
    return address if LINK.match(address) and len(address) <= 2000 else ""


def _text(element):
    return "".join(part.text or "" for part in element.iter() if part.tag in ("w:t", "w:delText", "m:t"))
