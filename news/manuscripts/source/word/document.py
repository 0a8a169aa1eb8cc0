"""A Word file as a Source: opened, read, counted a second time, and the whole of it or nothing taken."""

import hashlib

from ...errors import ManuscriptError
from ..lines import Source, squeeze
from .census import check_census
from .notes import headers_and_footers
from .package import BROKEN, Package
from .reader import ALT_CHUNK, Reader
from .xml import child

MAX_PARAGRAPHS, MAX_CHARACTERS = 20_000, 500_000
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")


def read_word(data, name=""):
    """Return the Source in a Word file (bytes); raise ManuscriptError where it is unsafe, broken or not read whole."""
    package = Package(data, name)
    relations = package.relations(package.main)
    roots = {}
    for kind in PARTS:
        part = next((r.target for r in relations.values() if r.type == kind and not r.is_external), None)
        roots[kind] = (package.xml(part), package.relations(part)) if part in package.members else (None, {})
    main = child(package.xml(package.main), "w:body")
    if main is None:
        raise ManuscriptError(BROKEN)
    for root in (main, roots["footnotes"][0], roots["endnotes"][0]):
        _refuse_too_long(root)
    reader = Reader(package, relations, roots, read_word)
    reader.blocks(main)
    notes = reader.read_notes()
    check_census(main, notes, reader.lines, reader.styles)
    reader.left_out += [*reader.comments.values(), *reader.notes.unreferred(), *headers_and_footers(package, relations)]
    if not any(squeeze(line.text) or line.picture for line in reader.lines):
        raise ManuscriptError(_why_empty(reader.left_out))
    return Source(
        tuple(reader.lines), "Word（.docx）", hashlib.sha256(data).hexdigest(), tuple(reader.left_out),
        tuple(reader.tables), data,
    )  # fmt: skip


def _why_empty(left_out):
    """An empty page is told apart from one whose words are all somewhere that is not read."""
    chunk = next((thing for thing in left_out if thing.what == ALT_CHUNK), None)
    if chunk:
        return f"稿件里没有读得出的文字：{chunk.note}。"
    if left_out:
        return f"稿件的正文是空的：里面只有{'、'.join(dict.fromkeys(thing.what for thing in left_out))}。"
    return "稿件是空的：里面没有任何文字。"


def _refuse_too_long(root):
    """A book in one file would keep a worker busy for many seconds."""
    paragraphs = sum(1 for _ in root.iter("w:p")) if root is not None else 0
    characters = sum(len(text.text or "") for text in root.iter("w:t")) if root is not None else 0
    if paragraphs > MAX_PARAGRAPHS or characters > MAX_CHARACTERS:
        raise ManuscriptError(
            f"Word 文件有 {paragraphs} 段、{characters} 字，超过一份稿件 {MAX_PARAGRAPHS} 段、{MAX_CHARACTERS} 字的上限。请分成几份再导入。"
        )
