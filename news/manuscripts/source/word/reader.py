"""The walk through a Word file: its paragraphs as Lines in the order of reading, and what is not taken from it."""

from dataclasses import replace

from ...pieces import Kind
from ..lines import LeftOut, Line, Mark, is_white, squeeze
from .chunks import read_chunk
from .natures import Natures, labelled
from .notes import Notes, comments_of, text_of
from .paragraph import ParagraphReader, Words
from .pictures import Shapes
from .styles import Styles
from .tables import cells_of, is_box, is_headed, rows_of_table
from .xml import child, chosen, get, value

ALT_CHUNK = "嵌入文档"
AROUND = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")
INLINE = ("w:r", "w:hyperlink", "w:fldSimple", "w:bdo", "w:dir", "m:oMathPara", "m:oMath", "w:del", "w:moveFrom")


class Reader:
    """Walks the story, paragraph by paragraph; text boxes and pictures wait until their paragraph or table is over."""

    def __init__(self, package, relations, roots, read_word):
        self.styles = Styles.of(roots["styles"][0])
        self.natures = Natures(self.styles, roots["numbering"][0])
        self.notes = Notes(roots)
        self.notes.number_as(roots["settings"][0])
        self.comments = comments_of(roots["comments"][0])
        self.package, self.read_word = package, read_word
        self.lines, self.left_out = [], []
        self.boxes, self.pictures = [], []
        self.carried = None  # Words of a paragraph whose end was deleted: they go on in the next
        self.tables = []  # how many rows and columns each has
        self.paragraphs = 0
        self.in_contents = False
        self.use(relations)

    def use(self, relations):
        self.words = ParagraphReader(self.styles, relations, self.notes, self.comments)
        self.shapes = Shapes(self.package, relations)

    def blocks(self, parent, part=""):
        stray = []  # words that stand in no paragraph, as some programs leave them
        for element in parent:
            if element.tag in INLINE:
                stray.append(element)
                continue
            stray = self._stray(stray, part)
            self._block(element, part)
        self._stray(stray, part)
        self._end_carried(part)

    def _block(self, element, part):
        if element.tag == "w:p":
            self.paragraph(element, part)
            self._release()
        elif element.tag == "w:tbl":
            self.table(element, part)
            self._release()
        elif element.tag in AROUND:
            before, self.in_contents = self.in_contents, self.in_contents or _is_contents(element)
            self.blocks(element, part)
            self.in_contents = before
        elif element.tag == "mc:AlternateContent":
            found = chosen(element)
            self.blocks(() if found is None else found, part)
        elif element.tag == "w:altChunk":
            self._chunk(element)

    def _stray(self, elements, part, cell=None):
        """Words between the paragraphs are a paragraph of their own."""
        if elements:
            self._end_carried(part, cell)
            words = Words()
            for element in elements:
                self.words.part(element, words)
            self._finish(words, part, cell)
            if cell is None:
                self._release()
        return []

    def _chunk(self, element):
        lines, left_out, why = read_chunk(self.package, self.words.relations.get(get(element, "r:id")), self.read_word)
        tables, paragraphs = len(self.tables), self.paragraphs
        for line in lines:
            cell = (line.cell[0] + tables, *line.cell[1:]) if line.cell else None
            number = line.paragraph + paragraphs
            self.lines.append(replace(line, number=len(self.lines) + 1, part="altchunk", cell=cell, paragraph=number))
        self.paragraphs = max([paragraphs, *[line.paragraph for line in self.lines]])
        self.tables += [(0, 0)] * (1 + max((line.cell[0] for line in lines if line.cell), default=-1))
        self.left_out += left_out
        if why:
            self._leave_out(ALT_CHUNK, "", why)

    def _release(self):
        """Write down the pictures and text boxes that have waited."""
        pictures, self.pictures = self.pictures, []
        for picture in pictures:
            self._add("", picture=picture)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            waiting, self.boxes = self.boxes, []
            self._flow(box, "textbox", None)
            self._end_carried("textbox")
            inner, self.boxes = self.boxes, waiting
            for box_within in inner:
                self.blocks(box_within, "textbox")

    def _flow(self, parent, part, cell):
        """The paragraphs of a text box or of a cell; text boxes within it wait until it is over."""
        stray = []
        for element in parent:
            if element.tag in INLINE:
                stray.append(element)
                continue
            stray = self._stray(stray, part, cell or False)
            if element.tag == "w:p":
                self.paragraph(element, part, cell)
                if part == "table" and cell is None:
                    self._release()
            elif element.tag == "w:tbl":
                self.table(element, part, cell)
            elif element.tag in AROUND:
                self._flow(element, part, cell)
            elif element.tag == "mc:AlternateContent" and chosen(element) is not None:
                self._flow(chosen(element), part, cell)
        self._stray(stray, part, cell or False)

    # --- paragraphs --------------------

    def paragraph(self, element, part, cell=None):
        words, self.carried = self.carried or Words(), None
        was_in_contents = self.words.is_in_contents
        self.words.read(element, words)
        if child(element, "w:pPr", "w:rPr", "w:del") is not None:
            self.carried = words
            return
        is_in_contents = self.in_contents or self.words.is_in_contents
        is_last = was_in_contents and not is_in_contents and words.text.strip()[-1:].isdigit()
        before, after = self._shapes(words)
        for picture in before:
            self._add("", picture=picture)
        self._paragraph_lines(element, words, part, cell, is_in_contents or is_last)
        self.pictures += after

    def _finish(self, words, part, cell=None):
        """Write down words that have no paragraph of their own."""
        before, after = self._shapes(words)
        self.pictures += before + after
        self._add_lines(words.lines(), part, cell=cell or None)
        self.left_out += [replace(thing, line=len(self.lines)) for thing in words.left_out]

    def _shapes(self, words):
        """The pictures before and after a paragraph's first word; text boxes and what is left out are noted."""
        before, after = [], []
        first = next((at for at, (c, _) in enumerate(words.characters) if not is_white(c)), len(words.characters))
        for at, element in words.shapes:
            pictures, boxes, left_out = self.shapes.read(element)
            (before if at <= first and first < len(words.characters) else after).extend(pictures)
            self.boxes += boxes
            words.left_out += left_out
        return before, after

    def _paragraph_lines(self, element, words, part, cell, is_contents):
        properties = element.find("w:pPr")
        hint, depth, label = self.natures.of(properties, has_text=bool(squeeze(words.text)))
        hint = Kind.DROPPED.name if is_contents else hint
        lines = labelled(words.lines(), label)
        first = len(self.lines)
        self._add_lines(lines, part, hint=hint, depth=depth, cell=cell, **self.natures.look(properties, words))
        number = self.lines[first].number if len(self.lines) > first else len(self.lines)
        self.left_out += [replace(thing, line=number) for thing in words.left_out]

    # --- tables --------------------

    def table(self, element, part, outer=None):
        rows, self_left_out = rows_of_table(element)
        for text, note in self_left_out:
            self._leave_out("修订删除", text, note)
        is_grid = outer is None and not is_box(rows)
        if is_grid and is_headed(rows) and not any(squeeze(line.text) for line in self.lines):
            self._row(rows.pop(0), part, lambda column: None)  # at the top of a file it is the title
        if is_grid:
            number = len(self.tables)
            self.tables.append((len(rows), max((column + 1 for row in rows for column, _ in cells_of(row)), default=0)))
        for at, row in enumerate(rows):
            self._row(row, part, lambda column, at=at: (number, at, column) if is_grid else outer)

    def _row(self, row, part, place):
        for column, cell in cells_of(row):
            self._flow(cell, part or "table", place(column))
            self._end_carried(part or "table", place(column))

    # --- notes --------------------

    def read_notes(self):
        """Write the notes that the story refers to after it; return their elements."""
        read = []
        for key in self.notes.referred:  # a note may refer to another: the list grows meanwhile
            note, relations = self.notes.found[key]
            self.use(relations)
            first = len(self.lines)
            self._note(note)
            for box in self.boxes:
                self._leave_out("注释里的文本框", text_of(box), "")
            self.boxes, self.pictures = [], []
            label = self.notes.labels[key]
            made = [line for line in self.lines[first:] if squeeze(line.text)]
            del self.lines[first:]
            for n, line in enumerate(made):
                text, marks = line.text, line.marks
                if n == 0:
                    shift = len(label) + 1
                    text = f"{label} {text.lstrip()}"
                    shift -= len(line.text) - len(line.text.lstrip())
                    moved = [
                        replace(m, start=max(0, m.start + shift), end=m.end + shift) for m in marks if m.end + shift > 0
                    ]
                    plain = label if label.isdigit() else ""
                    marks = (Mark(0, len(label), "label", plain), *moved)
                more = {"goes_on": n > 0, "paragraph": line.paragraph}
                self._add(text, part="footnote", hint="FOOTNOTE", marks=marks, **more)
            read.append(note)
        return read

    def _note(self, parent):
        self._flow(parent, "footnote", None)
        self._end_carried("footnote")

    # --- lines --------------------

    def _end_carried(self, part, cell=None):
        if self.carried:
            words, self.carried = self.carried, None
            self._finish(words, part, cell)

    def _add_lines(self, lines, part, hint="", depth=0, cell=None, **look):
        self.paragraphs += 1
        goes_on = False
        for text, marks in lines:
            if cell is not None and not squeeze(text):
                continue
            more = {"hint": "TABLE", "cell": cell} if cell is not None else {"hint": hint, "level": str(depth or "")}
            self._add(text, part=part, marks=marks, goes_on=goes_on, paragraph=self.paragraphs, **more, **look)
            goes_on = True

    def _add(self, text, **more):
        self.lines.append(Line(len(self.lines) + 1, text, **more))

    def _leave_out(self, what, text, note):
        self.left_out.append(LeftOut(what, text, len(self.lines), note))


def _is_contents(element):
    """Whether a content control is the table of contents that Word made."""
    gallery = value(child(element, "w:sdtPr", "w:docPartObj"), "w:docPartGallery")
    return gallery.lower() == "table of contents"
