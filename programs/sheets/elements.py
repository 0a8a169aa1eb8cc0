"""XML that anybody may have made, read piece by piece: whatever it holds, little of it is in memory at a time."""

from xml.etree import ElementTree

from openpyxl.xml.constants import SHEET_MAIN_NS

PIECE = 1 << 16  # bytes fed at a time
MAX_HELD = 1 << 20  # bytes of what is begun and not finished; 1 MB of XML becomes up to 50 MB of objects
MAX_DEPTH = 64
MAX_NAMES = 1 << 16  # characters of all different names together, which the parser never forgets
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"  # the names of strict Open XML, read as those of all others
STRICT_REL_NS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAX_UNASKED = 1_000_000  # elements that nobody wants, in one member


class Oversized(Exception):
    """What this XML does that no spreadsheet program's does, as a Chinese sentence without a full stop."""


def elements(source, tags):
    """Yield (parent's tag, element) of each element with one of `tags`, finished, with all that is in it. What was
    yielded, and everything else, is forgotten at once.

    Entities are not looked for: `archives.py` refuses every member that declares any. Raises Oversized, ParseError.
    """
    reader, held = _Reader(tags), 0
    while piece := source.read(PIECE):
        reader.parser.feed(piece)
        reader.has_let_go = False
        yield from reader.finished()
        held = 0 if reader.has_let_go else held + len(piece)
        if held > MAX_HELD:
            raise Oversized(f"有一处内容超过{MAX_HELD >> 20} MB")
    reader.parser.close()
    yield from reader.finished()


class _Reader:
    def __init__(self, tags):
        self.tags, self.parser = tags, ElementTree.XMLPullParser(("start", "end", "start-ns"))
        self.open, self.wanted, self.has_let_go = [], None, False
        self.names, self.room, self.unasked = set(), MAX_NAMES, 0

    def finished(self):
        for event, item in self.parser.read_events():
            if event == "end":
                self.open.pop()
                if item is self.wanted:
                    yield self.open[-1].tag if self.open else "", item
                    self.wanted = None
                    self._let_go()
                elif self.wanted is None:
                    self._skip()
            elif event == "start":
                self._begin(item)
            else:
                self._learn(item)

    def _begin(self, element):
        if element.tag.startswith(STRICT):
            element.tag = f"{{{SHEET_MAIN_NS}}}{element.tag[len(STRICT) :]}"
        if element.tag not in self.names or not self.names.issuperset(element.keys()):
            self._learn((element.tag, *element.keys()))
        if len(self.open) >= MAX_DEPTH:
            raise Oversized(f"标记嵌套超过{MAX_DEPTH}层")
        self.open.append(element)
        if self.wanted is None:
            self.has_let_go = True
            if element.tag in self.tags:
                self.wanted = element

    def _learn(self, names):
        for name in {*names} - self.names:
            self.names.add(name)
            self.room -= len(name) + 1
        if self.room < 0:
            raise Oversized("用了太多不同的标记名")

    def _skip(self):
        self.unasked += 1
        if self.unasked > MAX_UNASKED:
            raise Oversized(f"与数据无关的标记超过{MAX_UNASKED:,}个")
        self._let_go()

    def _let_go(self):
        """Whatever the innermost open element holds is done with."""
        self.has_let_go = True
        if self.open:
            self.open[-1].clear()
