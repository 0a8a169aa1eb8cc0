"""The numbers that Word counts by itself: no file writes them in its text, yet a reader of the page sees 一、 or 3."""

from dataclasses import dataclass

from .numerals import numeral
from .xml import child, get, is_on, value


@dataclass(frozen=True)
class Level:
    format: str
    text: str  # %1 stands for the number of the first level
    start: int
    suffix: str
    style: str  # the paragraph style that is tied to this level
    is_legal: bool


@dataclass(frozen=True)
class Label:
    """What Word prints before a paragraph; `text` is '' for a bullet, `plain` the number of a plain 1, 2, 3."""

    text: str
    format: str
    plain: int = 0
    suffix: str = ""


class Numbering:
    def __init__(self, root, linked_style):
        """`root` is numbering.xml or None; `linked_style` gives the number that a list style refers to."""
        self.abstract, self.numbers, self.starts, self.links = {}, {}, {}, {}
        self.counts, self.used = {}, set()
        self.linked_style = linked_style
        for element in root if root is not None else ():
            if element.tag == "w:abstractNum":
                number = get(element, "w:abstractNumId")
                self.abstract[number] = {get(lvl, "w:ilvl", "0"): _level(lvl) for lvl in element.findall("w:lvl")}
                self.links[number] = value(element, "w:numStyleLink")
            elif element.tag == "w:num":
                self._read_number(element)

    def _read_number(self, element):
        number = get(element, "w:numId")
        self.numbers[number] = value(element, "w:abstractNumId")
        for override in element.findall("w:lvlOverride"):
            start = value(override, "w:startOverride")
            level = child(override, "w:lvl")
            if start.isdigit() or level is not None:
                self.starts[number, get(override, "w:ilvl")] = (
                    int(start) if start.isdigit() else None,
                    None if level is None else _level(level),
                )

    def _levels(self, number):
        abstract = self.numbers.get(number, "")
        if link := self.links.get(abstract):
            abstract = self.numbers.get(self.linked_style(link), abstract)
        return abstract, self.abstract.get(abstract, {})

    def level_of_style(self, number, style):
        """At which level a style that names only a list is counted."""
        _, levels = self._levels(number)
        return next((at for at, level in levels.items() if level.style == style), "0")

    def label(self, number, at):
        """Count one paragraph on at level `at` of list `number`; return its Label, None where the list is unknown."""
        abstract, levels = self._levels(number)
        start, own = self.starts.get((number, at), (None, None))
        level = own or levels.get(at)
        if level is None:
            return None
        counts = self.counts.setdefault(abstract, {})
        if start is not None and (number, at) not in self.used:
            counts[at] = start
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self.used.add((number, at))
        for deeper in [key for key in counts if _order(key) > _order(at)]:
            del counts[deeper]
        if level.format == "bullet":
            return Label("", "bullet")
        text = level.text
        for n in range(1, 10):
            if f"%{n}" in text:
                upper = levels.get(str(n - 1), level)
                style = "decimal" if level.is_legal else (level if str(n - 1) == at else upper).format
                text = text.replace(f"%{n}", numeral(counts.get(str(n - 1), upper.start), style))
        is_plain = level.format == "decimal" and level.text.strip(" .、．") == f"%{_order(at) + 1}"
        return Label(text, level.format, counts[at] if is_plain else 0, level.suffix)


def _order(at):
    return int(at) if at.isdigit() else 0


def _level(element):
    start = value(element, "w:start")
    return Level(
        value(element, "w:numFmt") or "decimal",
        value(element, "w:lvlText"),
        int(start) if start.isdigit() and len(start) < 6 else 1 if not start else 0,
        value(element, "w:suff"),
        value(element, "w:pStyle"),
        bool(is_on(element, "w:isLgl")),
    )
