"""The paragraphs above a Word file's text, and what each could be: the title, a letterhead, the first sentence."""

from itertools import groupby, pairwise

from ..pieces import Kind
from ..source.lines import squeeze
from .rows import ENUMERATOR, NARROW, width
from .title_words import (
    ADDRESSED,
    ATTACHMENT,
    DAY,
    FIELD,
    ISSUES,
    KIND_OF_TEXT,
    LETTERHEAD,
    NOTE,
    NUMBER,
    NUMBERED,
    ORGAN,
    PAPER,
    is_no_title,
    is_sentence,
)  # fmt: skip

HEAD = 12  # paragraphs before the first sentence that are looked at
HEADING, TITLE, SUBTITLE, KICKER = Kind.HEADING.name, Kind.TITLE.name, Kind.SUBTITLE.name, Kind.KICKER.name


class Paragraph:
    """One paragraph of a Word file with its place among the lines."""

    is_next = False  # nothing but blank lines stands between it and the paragraph before
    is_letterhead = False  # whose paper it is, above the title

    def __init__(self, lines, at, *, is_first, is_boxed):
        self.at, self.line, self.is_first, self.is_boxed = at, lines[at], is_first, is_boxed
        self.places = [at]

    def goes_on_in(self, lines, at):
        """Whether the line at `at` belongs to it: after a soft break, or the next sign of words set downwards."""
        line = lines[at]
        if line.goes_on and line.paragraph == self.line.paragraph:
            return True
        look = (line.size, line.is_centred) == (self.line.size, True)
        return look and all(len(lines[place].text.strip()) == 1 for place in [*self.places, at])

    def close(self, lines):
        while len(self.places) > 1 and ATTACHMENT.fullmatch(lines[self.places[0]].text.strip()):
            self.places.pop(0)  # 附件1, a soft break, and what it is called
        ends = (n for n, place in enumerate(self.places) if n and _greets(lines[place].text.strip()))
        del self.places[next(ends, len(self.places)) :]  # a title, a soft break, and whom it is written to
        self.text = "".join(lines[place].text for place in self.places)
        text = self.text.strip()
        is_counted = any(mark.tag == "label" for mark in self.line.marks)  # by Word itself
        self.is_numbered = bool(is_counted or ENUMERATOR.match(text) or (NUMBERED.match(text) and not DAY.match(text)))
        self.depth = int(self.line.level or 0) if self.line.hint == HEADING else 0
        self.can = self._can_be_title(text)
        self.look = self.line.size, self.line.is_centred, self.line.is_bold

    def _can_be_title(self, text):
        if mark := (self.depth or self.line.is_centred) and ATTACHMENT.match(text):
            text = text[mark.end() :].strip()  # 附件2：渡口名册, as a heading or in the middle of the page
        if self.is_first and self.line.is_centred and width(text) <= NARROW:
            text = text.rstrip("。")  # 小河村，一个小山村。
        return bool(text) and not is_no_title(text)

    @property
    def is_prose(self):
        text = self.text.strip()
        is_other = (
            self.depth or self.can or self.is_boxed or self.line.hint in (TITLE, SUBTITLE, KICKER) or NOTE.match(text)
        )
        return not is_other and is_sentence(text) and text[-1] not in "：:" and (width(text) > 20 or text[-1] == "。")


def paragraphs_of(lines):
    """The paragraphs of the story and of its text boxes; tables, notes and the contents list hold no title."""
    made = []
    has_story = any(line.part in ("", "altchunk") and squeeze(line.text) for line in lines)
    for at, line in enumerate(lines):
        is_outside = line.cell is not None or line.hint == Kind.DROPPED.name or line.part == "footnote"
        if is_outside or not squeeze(line.text):
            continue
        if made and made[-1].goes_on_in(lines, at):
            made[-1].places.append(at)
        else:
            is_boxed = has_story and line.part == "textbox"
            made.append(Paragraph(lines, at, is_first=not made, is_boxed=is_boxed))
    cells = [at for at, line in enumerate(lines) if line.cell is not None]
    for paragraph in made:
        paragraph.close(lines)
        paragraph.is_below_table = bool(cells) and cells[0] < paragraph.at
        paragraph.is_above_table = bool(cells) and cells[-1] > paragraph.at
    for paragraph, following in pairwise(made):
        if FIELD.match(paragraph.text.strip()) and FIELD.match(following.text.strip()):
            paragraph.can = following.can = False  # 项目：… and 摘要：… under each other
        between = lines[paragraph.places[-1] + 1 : following.at]
        following.is_next = not any(line.cell is not None or line.picture for line in between)
    return made


def head_of(paragraphs):
    """What stands before the first sentence; whose paper it is has been found out, and cannot be the title."""
    end = next((n for n, paragraph in enumerate(paragraphs) if paragraph.is_prose), len(paragraphs))
    head = paragraphs[: min(end, HEAD)]
    _find_letterheads(head)
    return head


def _find_letterheads(head):
    """Whose paper it is: 某某区人民政府文件 above the number of the letter, or an organisation's name alone."""
    for n, paragraph in enumerate(head):
        below = next((p for p in head[n + 1 :] if not (_names_paper(p) or p.is_boxed)), None)
        if (_names_paper(paragraph) or paragraph.is_boxed) and below and NUMBER.match(below.text.strip()):
            paragraph.is_letterhead = True
    for _, run in groupby(head, lambda p: (p.can, p.look, p.is_boxed)):
        run = list(run)
        if all((p.line.is_centred or p.is_boxed) and not p.line.hint and LETTERHEAD.match(p.text.strip()) for p in run):
            for paragraph in run:
                paragraph.is_letterhead = True
    for paragraph, below in pairwise(head):
        both_centred = paragraph.line.is_centred and below.line.is_centred and paragraph.look != below.look
        is_paper = below.can and KIND_OF_TEXT.search(below.text.strip().rstrip("0123456789"))
        if both_centred and is_paper and not paragraph.line.hint and ORGAN.search(paragraph.text.strip()):
            paragraph.is_letterhead = True
    for paragraph in head:
        paragraph.can = paragraph.can and not paragraph.is_letterhead


def _greets(text):
    return bool(text) and (text[-1] in "：:" or bool(ADDRESSED.match(text)))


def _names_paper(paragraph):
    text = squeeze(paragraph.text)
    is_named = any(pattern.search(text) for pattern in (PAPER, ISSUES, ORGAN))
    return is_named and len(text) <= 30 and "关于" not in text


def body_size(paragraphs):
    """The size that most of the text has, in half points; 0 where the file does not say."""
    sizes = {}
    for paragraph in paragraphs:
        if paragraph.is_boxed:
            continue
        sizes[paragraph.line.size] = sizes.get(paragraph.line.size, 0) + len(paragraph.text)
    return max(sizes, key=sizes.get, default=0)
