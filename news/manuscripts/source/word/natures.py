"""What a paragraph of a Word file is and how it looks, by its style, its outline level, its list and its own properties."""

from dataclasses import replace

from ...pieces import Kind
from ..lines import Mark
from .numbering import Numbering
from .xml import child, value

READ_BY_EYE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
               "chineseLegalSimplified", "ideographTraditional"}  # fmt: skip


class Natures:
    """Knows the styles and counts the lists: ask of each paragraph once, in the order of the text."""

    def __init__(self, styles, numbering):
        self.styles = styles
        self.numbering = Numbering(numbering, lambda style: styles.paragraph(style).number)

    def of(self, properties, *, has_text):
        """(hint, heading depth, Label or None) of the paragraph with these w:pPr (or None)."""
        name = value(properties, "w:pStyle")
        style = self.styles.paragraph(name)
        hint, depth = style.hint, style.depth
        outline = value(properties, "w:outlineLvl")
        if outline.isdigit() and not hint and int(outline) < 9:
            hint, depth = Kind.HEADING.name, int(outline) + 1
        own = child(properties, "w:numPr")
        number = value(own, "w:numId") or style.number
        at = value(own, "w:ilvl") or style.at or (self.numbering.level_of_style(number, name) if number else "0")
        label = self.numbering.label(number, at) if number not in ("", "0") and has_text else None
        if label and not hint and label.format not in READ_BY_EYE and label.format != "none":
            hint = Kind.ITEM.name
        return hint, depth, label

    def look(self, properties, words):
        """Of the paragraph that says `words` (Words), the fields of a Line that tell how it is printed."""
        style = self.styles.paragraph(value(properties, "w:pStyle"))
        own = value(properties, "w:jc")
        return {
            "is_centred": own == "center" if own else bool(style.centred),
            "is_bold": words.is_bold or bool(style.bold),
            "size": words.size or style.size,
        }


def labelled(lines, label):
    """The lines of a paragraph, (text, marks) each, with the number or bullet before them that Word draws."""
    if not (label and label.text):
        return lines
    text, marks = lines[0]
    gap = "" if label.suffix == "nothing" or label.text[-1] > "\u2fff" else " "
    shift = len(label.text) + len(gap)
    moved = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in marks]
    first = label.text + gap + text, (Mark(0, len(label.text), "label", str(label.plain or "")), *moved)
    return [first, *lines[1:]]
