"""A rendered page taken apart: tags, words and pictures in order, and the paragraphs that they make."""

from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import escape

# Elements that begin a paragraph of their own; all others stand within a line.
BLOCK = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "nav", "ol", "p",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WHOLE = {"picture", "script", "style", "svg", "template", "select", "textarea", "video", "audio", "iframe"}


@dataclass(frozen=True)
class Piece:
    kind: str  # open, close, void, text, picture, whole
    key: str  # what it is known by: a word, a tag's name, a picture's address
    html: str

    def __eq__(self, other):
        return (self.kind, self.key) == (other.kind, other.key)

    def __hash__(self):
        return hash((self.kind, self.key))

    @property
    def is_shown(self):
        return self.kind in {"text", "picture"}


@dataclass(frozen=True)
class Run:
    """A paragraph, a heading, a caption, a cell, a picture: pieces `start` to `end`; its element closes before `after`."""

    start: int
    end: int
    after: int
    pieces: list
    key: tuple


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.whole, self.depth, self.html, self.src = "", 0, [], ""

    def handle_starttag(self, tag, attrs):
        html = self.get_starttag_text()
        if self.whole:
            self.html.append(html)
            self.depth += tag == self.whole
            self.src = self.src or (dict(attrs).get("src", "") if tag == "img" else "")
        elif tag in WHOLE:
            self.whole, self.depth, self.html, self.src = tag, 1, [html], ""
        elif tag == "img":
            self.pieces.append(Piece("picture", dict(attrs).get("src") or "", html))
        else:
            self.pieces.append(Piece("void" if tag in VOID else "open", tag, html))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in WHOLE:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.whole:
            self.pieces.append(Piece("close", tag, f"</{tag}>"))
            return
        self.html.append(f"</{tag}>")
        self.depth -= tag == self.whole
        if not self.depth:
            kind = "picture" if self.whole == "picture" else "whole"
            self.pieces.append(Piece(kind, self.src or self.whole, "".join(self.html)))
            self.whole = ""

    def handle_data(self, data):
        if self.whole:
            self.html.append(data if self.whole in {"script", "style"} else escape(data))
        else:
            self.pieces.append(Piece("text", data, escape(data)))


def pieces_of(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


def runs_of(pieces):
    """The paragraphs among `pieces` in reading order."""
    runs, start = [], None
    for number, piece in enumerate([*pieces, Piece("close", "main", "")]):
        is_edge = piece.key in BLOCK and piece.kind in {"open", "close", "void"}
        if not is_edge:
            start = number if start is None else start
        elif start is not None:
            within = pieces[start:number]
            after = number + 1 if piece.kind == "close" and number < len(pieces) else number
            if key := tuple(_key(one) for one in within if one.is_shown and one.key.strip()):
                runs.append(Run(start, number, after, within, _spelled(key)))
            start = None
    return runs


def _key(piece):
    return (piece.kind, " ".join(piece.key.split()) if piece.kind == "text" else piece.key)


def _spelled(key):
    """Characters for words, so that two paragraphs can be told to be alike; a picture's address for a picture."""
    return tuple(part for kind, text in key for part in ([text] if kind == "picture" else text))


def without_scripts(html):
    """`html` of our own templates, which name their scripts and write none, without them."""
    head, *parts = html.split("<script")
    return head + "".join(part.partition("</script>")[2] for part in parts)
