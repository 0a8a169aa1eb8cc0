"""Which paragraph of a Word file is its title: by style, by outline, by how it looks, by where it stands."""

from itertools import groupby, pairwise

from ..pieces import Kind
from ..source.lines import squeeze
from .names import read_byline
from .rows import ENUMERATOR, NARROW, width
from .title_words import (
    ATTACHMENT,
    DAY,
    FIELD,
    ISSUES,
    KIND_ALONE,
    KIND_OF_TEXT,
    LETTERHEAD,
    NOTE,
    NUMBER,
    NUMBERED,
    ORGAN,
    PAPER,
    SPREAD,
    WIDEST,
    is_no_title,
    is_sentence,
)

HEAD = 12  # paragraphs before the first sentence that are looked at
LARGE = 31  # half points: what is larger is set off, where the file does not say how large its text is
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


def title_places(lines):
    """The places in `lines` of a Word file's title, [] where it has none; it may stand on several lines."""
    paragraphs = _paragraphs(lines)
    head = _head(paragraphs)
    _find_letterheads(head)
    for find in (_by_style, _by_outline, _by_look, _by_place, _by_style_below, _by_letterhead):
        if found := find(paragraphs, head):
            return [place for paragraph in _with_name(paragraphs, found) for place in paragraph.places]
    return []


def _paragraphs(lines):
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


def _head(paragraphs):
    """What stands before the first sentence."""
    end = next((n for n, paragraph in enumerate(paragraphs) if paragraph.is_prose), len(paragraphs))
    return paragraphs[: min(end, HEAD)]


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


def _names_paper(paragraph):
    text = squeeze(paragraph.text)
    is_named = any(pattern.search(text) for pattern in (PAPER, ISSUES, ORGAN))
    return is_named and len(text) <= 30 and "关于" not in text


def _by_letterhead(paragraphs, head):
    """Where nothing else is called anything: 某某市人民政府令, 会议纪要."""
    return [p for p in head if p.is_letterhead and ISSUES.search(squeeze(p.text))][:1]


def _by_style(paragraphs, head):
    """What is styled as the title above the text; later ones of that style are headings."""
    found = next((p for p in head if p.line.hint == TITLE and p.can), None)
    return _with_more(paragraphs, found, lambda other: other.line.hint == TITLE) if found else []


def _by_style_below(paragraphs, head):
    """The only paragraph of that style, though a sentence stands before it."""
    styled = [p for p in paragraphs if p.line.hint == TITLE]
    return styled if len(styled) == 1 and styled[0].can else []


def _by_outline(paragraphs, head):
    """A heading above the text that is no section of it: the only one of its level, or unlike those that follow."""
    found = next((p for p in head if p.depth), None)
    others = [p for p in paragraphs if p.depth and p is not found]
    if found is None or not found.can or (found.is_numbered and others) or _is_outdone(found, paragraphs, head):
        return []
    alike = [p for p in others if p.depth == found.depth]
    after = paragraphs[paragraphs.index(found) + 1 :]
    if not alike or _stands_above(found, alike, after):
        return _with_more(
            paragraphs, found, lambda other: other.depth == found.depth and other.line.is_centred and len(alike) == 1
        )
    return []


def _is_outdone(found, paragraphs, head):
    """Whether a line above a heading is as large as it, or stands in the middle where the heading does not."""
    body = _body_size(paragraphs)
    above = [p for p in head[: head.index(found)] if p.can and not p.is_numbered]
    is_centred = found.line.is_centred or not any(p.depth == found.depth for p in paragraphs if p is not found)
    return any(p.line.size >= found.line.size > body or (p.line.is_centred and not is_centred) for p in above)


def _stands_above(found, alike, after):
    """Whether a heading is the title though others have its level."""
    is_set_off = found.line.is_centred and not all(p.line.is_centred for p in alike)
    is_larger = found.line.size > max(p.line.size for p in alike)
    numbered = all(p.is_numbered for p in alike)
    leads_to_heading = bool(after) and after[0].depth > 0
    return is_set_off or is_larger or numbered or leads_to_heading or bool(KIND_OF_TEXT.search(found.text))


def _by_look(paragraphs, head):
    """The largest or first centred or bold line above the text."""
    body = _body_size(paragraphs)
    seen = [p for p in head if p.can and not p.is_numbered and not p.depth and width(p.text) <= WIDEST * 1.5]
    seen = [p for p in seen if _is_set_off(p, body)]
    if not seen:
        return []
    found = max(seen, key=lambda p: (p.line.size, p.line.is_centred, p.line.is_bold))
    found = next(p for p in seen if p.look == found.look)
    if (above := _by_place(paragraphs, head)) and above[0].at < found.at and _is_section(found, paragraphs, 1):
        return above
    if _is_section(found, paragraphs, 3):
        return []
    return _with_more(
        paragraphs,
        found,
        lambda other: other.look == found.look and (other.line.is_centred or other.line.size > (body or LARGE)),
    )


def _is_set_off(paragraph, body):
    line = paragraph.line
    is_larger = line.size > (body or LARGE)
    return is_larger or (
        not paragraph.is_boxed and (line.is_centred or (line.is_bold and not paragraph.is_below_table))
    )


def _is_section(found, paragraphs, least):
    """Whether a line that does not stand in the middle looks like `least` others, short and without a number."""
    alike = [p for p in paragraphs if p is not found and p.look == found.look and p.can and not p.is_numbered]
    is_short = all(width(p.text) <= NARROW for p in [found, *alike[:least]])
    return len(alike) >= least and not found.line.is_centred and (is_short or least == 1)


def _by_place(paragraphs, head):
    """Where nothing is set off: a first short line that a text follows."""
    passed_over = (p for p in head[:3] if not (ATTACHMENT.match(p.text) or p.is_boxed or p.is_letterhead))
    found = next(passed_over, None)
    if found is None or not found.can or found.is_numbered or found.is_below_table:
        return []
    if found.line.hint not in ("", TITLE) or read_byline(found.text.strip()) or SPREAD.search(found.text):
        return []
    if found.line.size != _body_size(paragraphs) and _is_section(found, paragraphs, 3):
        return []
    is_short = width(found.text) <= 30 or (width(found.text) <= WIDEST and KIND_OF_TEXT.search(found.text))
    is_last = found is paragraphs[-1] and not found.is_above_table
    return [found] if is_short and not is_last else []


def _body_size(paragraphs):
    sizes = {}
    for paragraph in paragraphs:
        if paragraph.is_boxed:
            continue
        sizes[paragraph.line.size] = sizes.get(paragraph.line.size, 0) + len(paragraph.text)
    return max(sizes, key=sizes.get, default=0)


def _with_more(paragraphs, found, is_alike):
    """A title with its second and third line."""
    made = [found]
    for other in paragraphs[paragraphs.index(found) + 1 :][:2]:
        text = other.text.strip()
        so_far = sum(len(paragraph.text) for paragraph in made)
        is_more = is_alike(other) or _completes(made[-1], other)
        if (
            not (is_more and other.is_next and other.can)
            or other.is_numbered
            or text.startswith("【")
            or so_far + len(text) > 80
        ):
            break
        if _is_whole(made[-1].text, text) or read_byline(text):
            break
        made.append(other)
    return made


def _with_name(paragraphs, found):
    """A title that says of which kind the text is, and no more, with the line above it that names it."""
    at = paragraphs.index(found[0])
    above = paragraphs[at - 1] if at and found[0].is_next else None
    if above is None or not KIND_ALONE.match(squeeze(found[0].text)) or len(found) > 1:
        return found
    is_name = above.can and above.line.is_centred and found[0].line.is_centred and not above.is_numbered
    return [above, *found] if is_name and not KIND_OF_TEXT.search(above.text.strip()) else found


def _completes(last, other):
    """Whether a centred line says of which kind the text is whose name begins in the line before."""
    both_centred = last.line.is_centred and other.line.is_centred and not other.depth
    return (
        both_centred
        and bool(other.look == last.look or KIND_OF_TEXT.search(other.text))
        and not KIND_OF_TEXT.search(last.text)
    )


def _is_whole(text, following):
    """Whether a title is complete before the next line: 办法 and then the name of who issues it."""
    text, following = text.strip(), following.strip()
    is_other = ORGAN.search(following) or len(following) < 5 or "关于" in text
    return bool(KIND_OF_TEXT.search(text) and is_other) and not KIND_OF_TEXT.search(following)
