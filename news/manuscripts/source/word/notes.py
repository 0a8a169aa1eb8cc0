"""Footnotes, endnotes, comments, headers and footers: what stands in a Word file beside its story."""

from ..lines import LeftOut
from .numerals import numeral
from .xml import get, value, who_and_when

KINDS = {"w:footnoteReference": ("footnotes", "w:footnote", "decimal"), "w:endnoteReference": ("endnotes", "w:endnote", "lowerRoman")}  # fmt: skip


class Notes:
    """The notes of a file, labelled in the order in which the story refers to them."""

    def __init__(self, roots):
        """`roots` maps footnotes and endnotes to (the root of their part, or None, its relations)."""
        self.found, self.referred = {}, []
        for tag, (part, name, _) in KINDS.items():
            root, relations = roots[part]
            for note in root.findall(name) if root is not None else ():
                if get(note, "w:type", "normal") == "normal":
                    self.found[tag, get(note, "w:id")] = note, relations
        self.formats = {tag: form for tag, (_, _, form) in KINDS.items()}
        self.labels = {}

    def number_as(self, settings):
        """Take over how settings.xml says that notes are numbered."""
        for tag, name in (("w:footnoteReference", "w:footnotePr"), ("w:endnoteReference", "w:endnotePr")):
            properties = None if settings is None else settings.find(name)
            self.formats[tag] = value(properties, "w:numFmt") or self.formats[tag]

    def refer(self, tag, number):
        """The label of a note where the story refers to it; '' where the file has no such note."""
        key = tag, number
        if key not in self.found:
            return ""
        if key not in self.labels:
            count = sum(known[0] == tag for known in self.labels) + 1
            self.labels[key] = numeral(count, self.formats[tag])
            self.referred.append(key)
        return self.labels[key]

    def unreferred(self):
        return [
            LeftOut("没有引用的注释", text)
            for key, (note, _) in self.found.items()
            if key not in self.labels and (text := text_of(note))
        ]


def text_of(element):
    return "\n".join(
        text
        for paragraph in element.iter("w:p")
        if (text := "".join(part.text or "" for part in paragraph.iter() if part.tag in ("w:t", "w:delText")).strip())
    )


def comments_of(root):
    """{id: LeftOut} of the remarks that colleagues wrote in the margin."""
    elements = root.findall("w:comment") if root is not None else ()
    return {get(e, "w:id"): LeftOut("批注", text_of(e), 0, who_and_when(e)) for e in elements}


def headers_and_footers(package, relations):
    found = {}
    for relation in relations.values():
        what = {"header": "页眉", "footer": "页脚"}.get(relation.type)
        if what and not relation.is_external and relation.target in package.members:
            if text := text_of(package.xml(relation.target)):
                found[what, text] = LeftOut(what, text)
    return list(found.values())
