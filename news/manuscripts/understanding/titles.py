"""Which paragraph of a Word file is its title: by style, by outline, by how it looks, by where it stands."""

from ..source.lines import squeeze
from .names import read_byline
from .rows import NARROW, width
from .title_lines import TITLE, body_size, head_of, paragraphs_of
from .title_words import ATTACHMENT, ISSUES, KIND_ALONE, KIND_OF_TEXT, ORGAN, SPREAD, WIDEST

LARGE = 31  # half points: what is larger is set off, where the file does not say how large its text is


def title_places(lines):
    """The places in `lines` of a Word file's title, [] where it has none; it may stand on several lines."""
    paragraphs = paragraphs_of(lines)
    head = head_of(paragraphs)
    for find in (_by_style, _by_outline, _by_look, _by_place, _by_style_below, _by_look_below, _by_letterhead):
        if found := find(paragraphs, head):
            return [place for paragraph in _with_name(paragraphs, found) for place in paragraph.places]
    return []


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


def _by_look_below(paragraphs, head):
    """Below a first sentence that says what for: a centred line that says of which kind the text is."""
    found = next((p for p in paragraphs[1:3] if p.line.is_centred and p.can and not p.is_numbered), None)
    return [found] if found and found.is_next and KIND_OF_TEXT.search(found.text.strip()) and not head else []


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
    body = body_size(paragraphs)
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
    body = body_size(paragraphs)
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
    if found.line.size != body_size(paragraphs) and _is_section(found, paragraphs, 3):
        return []
    is_short = width(found.text) <= 30 or (width(found.text) <= WIDEST and KIND_OF_TEXT.search(found.text))
    is_last = found is paragraphs[-1] and not found.is_above_table
    return [found] if is_short and not is_last else []


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
