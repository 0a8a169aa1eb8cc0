"""Word's XML with short names: w:p instead of a long address in braces, whichever of its two dialects a file is in."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import fromstring

from ...errors import ManuscriptError

MAX_TAGS = 600_000  # a novel has a tenth of it; beyond it the tree would not fit the memory a server can spare
MAX_DEPTH = 120
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
}


def parse_xml(data, broken):
    """The root of an XML part, names shortened; raise ManuscriptError (with the words `broken` for broken XML)."""
    if data.count(b"<") > MAX_TAGS:
        raise ManuscriptError("Word 文件的结构大得不正常，不像一份稿件，没有读取。请把正文复制到新文件里再导入。")
    try:
        root = fromstring(data, forbid_dtd=True)
    except DTDForbidden as error:
        raise ManuscriptError(
            "Word 文件里有 DOCTYPE 声明，正常的 Word 文件不会有，为安全起见不接收。请另存为 .docx 再导入。"
        ) from error
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ManuscriptError(broken) from error
    _shorten(root, broken)
    return root


def _shorten(root, broken):
    names = {}
    level = [root]
    for _ in range(MAX_DEPTH):
        for element in level:
            if element.tag not in names:
                names[element.tag] = _short(element.tag)
            element.tag = names[element.tag]
            if element.attrib:
                for key in [key for key in element.attrib if key[0] == "{"]:
                    element.attrib[_short(key)] = element.attrib.pop(key)
        level = [child for element in level for child in element]
        if not level:
            return
    raise ManuscriptError(broken)


def _short(name):
    address, _, local = name[1:].partition("}")
    return f"{PREFIXES.get(address, '?')}:{local}" if name[0] == "{" else name


def get(element, name, default=""):
    """An attribute of an element that may be None."""
    return default if element is None else element.attrib.get(name, default)


def child(element, *path):
    """The element at the end of `path`, first child by first child; None where it breaks off."""
    for name in path:
        element = None if element is None else element.find(name)
    return element


def value(element, *path):
    """The w:val of the element at `path` below `element`; '' where there is none."""
    return get(child(element, *path), "w:val")


def chosen(element):
    """Of an mc:AlternateContent the part that is read: its first Choice, else the Fallback."""
    choice = element.find("mc:Choice")
    return element.find("mc:Fallback") if choice is None else choice


def is_on(element, *path):
    """Whether a switch such as w:b is set; None where it is not mentioned."""
    found = child(element, *path)
    return None if found is None else get(found, "w:val", "1") not in ("0", "false", "off", "none")


def who_and_when(element):
    """By whom and when a change or comment was made, as the file says."""
    day = get(element, "w:date")[:10]
    return "，".join(part for part in (get(element, "w:author"), day) if part)
