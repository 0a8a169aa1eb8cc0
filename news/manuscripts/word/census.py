"""A second count of a Word file's words, made without the reader: what it counts must be what the reader read."""

from ..errors import ManuscriptError
from ..source import squeeze
from .xml import is_on

SKIPPED = {"w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tcPr", "w:trPr"}


def check_census(main, notes, lines):
    """Raise ManuscriptError unless `lines` hold, part by part and in order, the accepted words of these XML trees."""
    boxes = []
    body = _words(main, boxes)
    counted = {"": body, "textbox": _boxed(boxes), "footnote": "".join(_words(note, []) for note in notes)}
    read = dict.fromkeys(counted, "")
    for line in lines:
        read["" if line.part in ("", "table") else line.part] += squeeze(_own_words(line))
    for part, wanted in counted.items():
        wanted = squeeze(wanted)
        if wanted != read[part]:
            at = next((i for i, (a, b) in enumerate(zip(wanted, read[part], strict=False)) if a != b), None)
            at = min(len(wanted), len(read[part])) if at is None else at
            raise ManuscriptError(
                f"Word 文件没有读全，什么也没有导入：文件里有 {len(wanted)} 字，读出 {len(read[part])} 字，"
                f"从“…{wanted[max(0, at - 10) : at + 10]}…”起不同。请把全文复制到新文件里，另存后再导入。"
            )


def _own_words(line):
    """A line without what Word counts by itself."""
    text = list(line.text)
    for mark in line.marks:
        if mark.tag == "label":
            text[mark.start : mark.end] = [""] * (mark.end - mark.start)
    return "".join(text)


def _boxed(boxes):
    text = ""
    while boxes:
        inner = []
        text += _words(boxes.pop(0), inner)
        boxes[:0] = inner
    return text


def _words(root, boxes):
    """All accepted text below `root` in order; text boxes are put aside into `boxes`."""
    found, stack = [], [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in ("w:t", "m:t"):
            found.append(element.text or "")
        elif element.tag == "w:txbxContent":
            boxes.append(element)
        elif element.tag == "mc:AlternateContent":
            choice = element.find("mc:Choice")
            stack.append(iter(element if choice is None else choice))
        elif not _is_skipped(element):
            stack.append(iter(element))
    return "".join(found)


def _is_skipped(element):
    if element.tag in SKIPPED:
        return True
    if element.tag == "w:tr":
        return any(part.tag == "w:del" for properties in element.findall("w:trPr") for part in properties)
    return element.tag == "w:r" and bool(is_on(element, "w:rPr", "w:vanish"))
