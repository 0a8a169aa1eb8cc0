"""A second count of a Word file's words, made without the reader: what it counts must be what the reader read.

It counts characters, and where paragraphs and soft breaks part them: a reader that joins two paragraphs is caught as well.
"""

from itertools import groupby

from ...errors import ManuscriptError
from ..lines import squeeze
from . import equations
from .styles import is_gone
from .xml import chosen, get, value

SKIPPED = {"w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sdtPr"}
PARAGRAPH, BREAK = "\u2029", "\n"
MARKS = {"w:br": BREAK, "w:cr": BREAK, "w:noBreakHyphen": "\u2011"}


def check_census(main, notes, lines, styles):
    """Raise ManuscriptError unless `lines` hold, part by part and in order, the accepted words of these XML trees."""
    count = _Count(styles)
    body = count.words(main)
    counted = {"": body, "textbox": count.boxed(), "footnote": "".join(_Count(styles).words(note) for note in notes)}
    for part, wanted in counted.items():
        wanted, read = _settled(wanted), _read(lines, part)
        if wanted != read:
            raise ManuscriptError(_difference(wanted, read))


def _difference(wanted, read):
    at = next((i for i, (a, b) in enumerate(zip(wanted, read, strict=False)) if a != b), min(len(wanted), len(read)))
    around = wanted[max(0, at - 10) : at + 10].replace(PARAGRAPH, "¶").replace(BREAK, "↵")
    return (
        f"Word 文件没有读全，什么也没有导入：文件里有 {len(squeeze(wanted))} 字，读出 {len(squeeze(read))} 字，"
        f"从“…{around}…”起不同。请把全文复制到新文件里，另存后再导入。"
    )


def _settled(text):
    """Paragraphs and their lines without white space and without the empty ones."""
    paragraphs = (
        [line for part in paragraph.split(BREAK) if (line := squeeze(part))] for paragraph in text.split(PARAGRAPH)
    )
    return PARAGRAPH.join(BREAK.join(lines) for lines in paragraphs if lines)


def _read(lines, part):
    own = [line for line in lines if line.part == part or (not part and line.part == "table")]
    paragraphs = (BREAK.join(_own_words(line) for line in run) for _, run in groupby(own, lambda line: line.paragraph))
    return _settled(PARAGRAPH.join(paragraphs))


def _own_words(line):
    """A line without what Word counts by itself."""
    text = list(line.text)
    for mark in line.marks:
        if mark.tag == "label":
            text[mark.start : mark.end] = [""] * (mark.end - mark.start)
    return "".join(text)


class _Count:
    """Counts the accepted words below an element; text boxes are put aside until they are asked for."""

    def __init__(self, styles):
        self.styles = styles
        self.found, self.boxes, self.fields = [], [], []

    def words(self, root):
        self.found = []
        for element in root:
            self._element(element)
        return "".join(self.found)

    def boxed(self):
        text, waiting = "", self.boxes
        while waiting:
            self.boxes = []
            text += self.words(waiting.pop(0)) + PARAGRAPH
            waiting[:0] = self.boxes
        return text

    def _element(self, element, inside=""):
        tag = element.tag
        if tag in ("w:t", "m:t"):
            self._word((element.text or "").replace("\n", " "))
        elif tag in MARKS and inside == "w:r":
            self.found.append(MARKS[tag])
        elif tag == "w:txbxContent":
            self.boxes.append(element)
        elif tag in ("w:fldChar", "w:instrText"):
            self._field(element)
        elif tag == "mc:AlternateContent":
            for child in chosen(element) or ():
                self._element(child, inside)
        elif tag == "w:r" and self._is_gone(element):
            self._fields_within(element)
        elif tag == "w:p":
            self._paragraph(element)
        elif not _is_skipped(element):
            self._children(element, inside)

    def _children(self, element, inside):
        before = len(self.found)
        is_run = element.tag == "w:r"
        for child in element:
            self._element(child, "w:r" if is_run else "" if element.tag != "mc:Choice" else inside)
        if element.tag == "w:fldSimple" and before == len(self.found):
            self._drawn(get(element, "w:instr"))
        if element.tag in ("w:tc", "w:tbl"):
            self.found.append(PARAGRAPH)

    def _paragraph(self, element):
        if self.found and not self._goes_on():
            self.found.append(PARAGRAPH)  # what stands before it in no paragraph ends here
        self._children(element, "")
        mark = element.find("w:pPr")
        mark = mark.find("w:rPr") if mark is not None else None
        self.found.append("" if mark is not None and mark.find("w:del") is not None else PARAGRAPH)

    def _goes_on(self):
        return self.found[-1] == ""

    def _word(self, text):
        if text:
            self.found.append(text)
            if self.fields:
                self.fields[-1][1] = True

    def _field(self, element, is_shown=True):
        kind = get(element, "w:fldCharType")
        if kind == "begin":
            self.fields.append(["", False])
        elif element.tag == "w:instrText" and self.fields:
            self.fields[-1][0] += element.text or ""
        elif kind == "end" and self.fields:
            code, has_words = self.fields.pop()
            if not has_words and is_shown:
                self._drawn(code)

    def _drawn(self, code):
        if equations.is_equation(code):
            self._word(equations.printed(code)[0])

    def _fields_within(self, run):
        for element in run:
            if element.tag in ("w:fldChar", "w:instrText"):
                self._field(element, is_shown=False)

    def _is_gone(self, run):
        properties = run.find("w:rPr")
        own = is_gone(properties)
        return own if own is not None else self.styles.run(value(properties, "w:rStyle")).is_gone


def _is_skipped(element):
    if element.tag in SKIPPED:
        return True
    if element.tag == "w:tr":
        return any(part.tag == "w:del" for properties in element.findall("w:trPr") for part in properties)
    return False
