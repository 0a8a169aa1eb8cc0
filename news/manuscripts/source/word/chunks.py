"""Whole documents that stand inside a Word file as they came (altChunk): pages of HTML, texts, other Word files."""

import email
import email.policy
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from ...errors import ManuscriptError
from ...pieces import Kind
from ..lines import LeftOut, Line, squeeze

ADVICE = "正文嵌在 altChunk 里，读不出来：请用 Word 打开，另存为 .docx 再导入"
PARTED = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li "
    "main nav ol p pre section table tbody td tfoot th thead title tr ul".split()
)
UNREAD = frozenset(("script", "style", "title", "head", "template", "noscript", "object", "xml"))
UNREAD_WHOLE = re.compile(r"(?is)<(script|style|title|template|noscript|object|xml)\b")
CELLS = ("td", "th")
MOST_OPEN = 100  # tags or comments without an end; Word's own pages have none


def read_chunk(package, relation, read_word):
    """(lines, LeftOut, why nothing was read) of a chunk; `read_word` reads a Word file within."""
    if relation is None or relation.is_external or relation.target not in package.members:
        return [], [], f"{ADVICE}（文件里没有这一部分）"
    data = package.read(relation.target)
    try:
        if data.startswith(b"PK"):
            return _word(data, read_word)
        text, is_html = _text(data, relation.target)
    except (ManuscriptError, LookupError, ValueError, RecursionError):
        return [], [], ADVICE
    if text is None:
        return [], [], ADVICE
    lines, left_out = _page(text) if is_html else (_lines(text), [])
    return (lines, left_out, "") if any(squeeze(line.text) for line in lines) else ([], left_out, ADVICE)


def _word(data, read_word):
    source = read_word(data, "chunk.docx")
    pictures = [
        LeftOut("图片", line.picture.alt_text, 0, "在嵌入文档里，没有取出") for line in source.lines if line.picture
    ]
    lines = [replace(line, picture=None) for line in source.lines if not line.picture]
    return lines, [*source.left_out, *pictures], ""


def _text(data, name):
    """(the words, whether they are HTML) of a chunk; (None, False) for what is no text, such as RTF."""
    is_binary = b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_binary or data.lstrip()[:5].lower() == b"{\\rtf":
        return None, False
    head = data[:2000].lower()
    if b"mime-version:" in head or b"content-type:" in head.split(b"<", 1)[0]:
        return _mail(data)
    text = _decoded(data)
    is_html = name.lower().endswith((".html", ".htm", ".xhtml")) or bool(
        re.search(r"(?i)<(?:html|body|p|div|h1|table)\b", text[:5000])
    )
    if "<w:document" in text[:5000] or "<pkg:package" in text[:5000]:
        return None, False
    return text, is_html


def _mail(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    for kind in ("text/html", "text/plain"):
        for part in message.walk():
            if part.get_content_type() == kind:
                charset = part.get_content_charset()
                payload = part.get_payload(decode=True) or b""
                return (payload.decode(charset, "replace") if charset else _decoded(payload)), kind == "text/html"
    return None, False


def _decoded(data):
    named = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:3000])
    for codec in (
        "utf-8-sig",
        *([named[1].decode("ascii")] if named else []),
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030",
    ):
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ManuscriptError(ADVICE)


def _lines(text):
    return [
        Line(0, line, paragraph=number)
        for number, line in enumerate(re.split("\r\n|[\r\n\v\f\x85\u2028\u2029]", text), 1)
    ]


def _page(text):
    if _is_left_open(text):
        return [], [LeftOut("嵌入文档", "", 0, ADVICE)]
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    reader.end_paragraph()
    wanted, read = _counted(text), squeeze("".join(line.text for line in reader.lines))
    if wanted != read:
        return [], [LeftOut("嵌入文档", "", 0, f"{ADVICE}（有 {len(wanted)} 字，只读出 {len(read)} 字）")]
    return reader.lines, reader.left_out


def _is_left_open(text):
    """Does it begin many tags or comments that it never ends? The library's parser looks for each end to the last."""
    return text.count("<!--") > text.count("-->") + MOST_OPEN or text.count("<") > text.count(">") + MOST_OPEN


def _counted(text):
    """The words of a page, counted by taking its tags away."""
    kept, at, low = [], 0, text.lower()
    for found in UNREAD_WHOLE.finditer(text):
        if found.start() < at:
            continue
        end = low.find(f"</{found[1].lower()}", found.end())
        kept.append(text[at : found.start()])
        at = len(text) if end < 0 else end
    kept.append(text[at:])
    return squeeze(
        unescape(re.sub(r"<!--.*?(?:-->|\Z)|<[!?][^>]{0,500}>|</?[A-Za-z][^<>]*>", "", "".join(kept), flags=re.S))
    )


class _PageReader(HTMLParser):
    """Paragraphs, headings and table cells of a page, in order; a <br> ends a line of a paragraph."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.left_out = [], []
        self.words, self.level, self.unread = [""], 0, []
        self.tables, self.row, self.column, self.cell, self.paragraph = 0, -1, -1, None, 0

    def handle_starttag(self, tag, attributes):
        if tag in UNREAD and tag != "head":
            self.unread.append(tag)
        if tag == "br":
            self.words.append("")
            return
        if tag in PARTED:
            self.end_paragraph()
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = int(tag[1])
        self._grid(tag)
        if tag == "img":
            self.left_out.append(LeftOut("图片", dict(attributes).get("alt") or "", 0, "在嵌入文档里，没有取出"))

    def _grid(self, tag):
        if tag == "table":
            self.tables, self.row = self.tables + 1, -1
        elif tag == "tr":
            self.row, self.column = self.row + 1, -1
        elif tag in CELLS and self.tables:
            self.column += 1
            self.cell = self.tables - 1, max(self.row, 0), self.column

    def handle_endtag(self, tag):
        if self.unread and tag == self.unread[-1]:
            self.unread.pop()
        if tag in PARTED and tag != "br":
            self.end_paragraph()
        if tag in (*CELLS, "table"):
            self.cell = None

    def handle_data(self, data):
        if not self.unread:
            self.words[-1] += re.sub(r"\s+", " ", data)

    def end_paragraph(self):
        self.paragraph += 1
        texts = [text for text in self.words if squeeze(text)]
        for number, text in enumerate(texts):
            hint = "TABLE" if self.cell else Kind.HEADING.name if self.level else ""
            more = {"hint": hint, "level": str(self.level or "") if not self.cell else "", "cell": self.cell}
            self.lines.append(Line(0, text, goes_on=number > 0, paragraph=self.paragraph, **more))
        if texts:
            self.level = 0
        self.words = [""]
