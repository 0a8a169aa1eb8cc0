"""One paragraph of a Word file: its accepted words with their formatting, and what stands in it beside words."""

import re
from dataclasses import dataclass, field

from ..lines import LeftOut, Mark, is_white
from . import equations
from .styles import half_points, is_gone
from .xml import child, chosen, get, is_on, value, who_and_when

GONE = {"w:del": "修订删除", "w:moveFrom": "修订移走", "w:rt": "注音"}
THROUGH = {
    "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdt", "w:sdtContent", "w:ruby", "w:rubyBase",
    "m:oMath", "m:oMathPara", "mc:AlternateContent",
}  # fmt: skip
SPACES = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
SHAPES = {"w:drawing", "w:pict", "w:object", "w:txbxContent"}
LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+\Z", re.IGNORECASE)
WITHOUT_WORDS = re.compile(
    r"\s*(?:XE|TC|TA|RD|SET|ASK|PRIVATE|NEXT|NEXTIF|SKIPIF|MERGEREC|MERGESEQ|PAGE|NUMPAGES|SECTIONPAGES|SEQ|HYPERLINK|TOC|INDEX|TOA)\b",
    re.I,
)
CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


@dataclass
class Field:
    """A complex field that has begun: its code so far, and whether words of its result were read."""

    code: str = ""
    link: str = ""
    has_words: bool = False


@dataclass
class Words:
    """A paragraph as it is read; `shapes` keeps drawings with the number of characters before them."""

    characters: list = field(default_factory=list)  # (character, formats)
    shapes: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    sizes: dict = field(default_factory=dict)  # half points: how many characters have that size

    def add(self, text, formats=frozenset()):
        self.characters += [(character, formats) for character in text]

    @property
    def text(self):
        return "".join(character for character, _ in self.characters)

    @property
    def is_bold(self):
        """Whether all ink is bold."""
        ink = [formats for character, formats in self.characters if not is_white(character)]
        return bool(ink) and all(("b",) in formats for formats in ink)

    @property
    def size(self):
        """The size of most of its letters, in half points; 0 where the runs say nothing."""
        return max(self.sizes, key=self.sizes.get, default=0)

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
        self.fields = []  # the complex fields that are open

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
            self._linked(element, words, self._address(element) or link)
        elif tag in SHAPES:
            words.shapes.append((len(words.characters), element))
        elif tag == "m:r":
            words.add("".join(part.text or "" for part in element if part.tag in ("m:t", "w:t")))
        elif tag in THROUGH or tag.startswith("m:"):
            for part in _inside(element):
                self.part(part, words, link)

    def _linked(self, element, words, link):
        before = len(words.characters)
        for part in element:
            self.part(part, words, link)
        if len(words.characters) == before and (code := get(element, "w:instr")):
            self._without_result(code, words)

    def _address(self, element):
        """Where a link leads, '' where it is none or not one that a reader may follow."""
        if element.tag == "w:fldSimple":
            code = FIELD_LINK.match(get(element, "w:instr"))
            return _safe(code[1]) if code else ""
        relation = self.relations.get(get(element, "r:id"))
        return _safe(relation.target) if relation and relation.is_external else ""

    def _run(self, element, words, link):
        style = self.styles.run(value(element, "w:rPr", "w:rStyle"))
        run = child(element, "w:rPr")
        if what := _first(is_gone(run), style.is_gone):
            return self._gone(element, what, words)
        before = len(words.characters)
        link = next((opened.link for opened in reversed(self.fields) if opened.link), link)
        formats = self._formats(element, style, link)
        for part in element:
            self._run_part(part, words, formats)
        size = half_points(run) or style.size
        words.sizes[size] = words.sizes.get(size, 0) + len(words.characters) - before

    def _gone(self, element, what, words):
        """Struck or hidden words are listed; a field that begins or ends among them still does."""
        aside = Words()
        for part in element:
            if part.tag in ("w:fldChar", "w:instrText"):
                self._run_part(part, aside, frozenset())
        text = _text(element) + "".join(character for character, _ in aside.characters)
        if text.strip():
            words.left_out.append(LeftOut(what, text))

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
            self._words(part, words, formats)
        elif tag in SPACES:
            words.add(SPACES[tag], formats)
        elif tag == "w:sym":
            self._symbol(part, words, formats)
        elif tag in ("w:fldChar", "w:instrText"):
            self._field(part, words)
        elif tag.endswith("Reference"):
            self._reference(tag, get(part, "w:id"), words)
        elif tag in SHAPES:
            words.shapes.append((len(words.characters), part))
        elif tag == "mc:AlternateContent":
            for inner in _inside(part):
                self._run_part(inner, words, formats)
        elif tag in ("w:ruby", *GONE):
            self.part(part, words, "")

    def _words(self, part, words, formats):
        words.add((part.text or "").replace("\n", " "), formats)
        if self.fields and part.text:
            self.fields[-1].has_words = True

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

    def _field(self, part, words):
        kind = get(part, "w:fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif not self.fields:
            return
        elif part.tag == "w:instrText":
            self.fields[-1].code += part.text or ""
        elif kind == "separate":
            code = FIELD_LINK.match(self.fields[-1].code)
            self.fields[-1].link = _safe(code[1]) if code else ""
        elif kind == "end":
            ended = self.fields.pop()
            if not ended.has_words:
                self._without_result(ended.code, words)

    def _without_result(self, code, words):
        """A field that keeps no words: an equation is drawn from its code, what else would show something is named."""
        if equations.is_equation(code):
            text, beside = equations.printed(code)
            words.add(text)
            words.left_out += [LeftOut("域里的注音或外框", word, 0, f"网页印作“{text}”") for word in beside]
            if self.fields:
                self.fields[-1].has_words = True
        elif code.strip() and not WITHOUT_WORDS.match(code):
            words.left_out.append(LeftOut("域", "", 0, f"“{code.strip()[:60]}”没有结果文字，网页没有"))

    @property
    def is_in_contents(self):
        """Whether a table of contents that Word makes goes on here."""
        return any(CONTENTS.match(opened.code) for opened in self.fields)


def _first(*answers):
    return next((answer for answer in answers if answer is not None), False)


def _inside(element):
    """What is read of an element: of alternatives the chosen one."""
    found = chosen(element) if element.tag == "mc:AlternateContent" else element
    return () if found is None else found


def _safe(address):
    return address if LINK.match(address) and len(address) <= 2000 else ""


def _text(element):
    return "".join(part.text or "" for part in element.iter() if part.tag in ("w:t", "w:delText", "m:t"))
