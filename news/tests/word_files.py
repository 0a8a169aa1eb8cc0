"""Word files for the tests, made here: by python-docx where it can, by hand in the XML where it cannot."""

import io
import re
import zipfile

from docx import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def saved(document):
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def plain(text):
    """`text` as a Word file without any style: each line a paragraph."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def styled(text, styles):
    """`text` as a Word file, lines in `styles` (line: style) with their style, empty lines left out."""
    document = Document()
    for line in text.split("\n"):
        if line.strip():
            document.add_paragraph(line, style=styles.get(line))
    return saved(document)


def body(xml, **parts):
    """A Word file with `xml` as its story; `parts` are further parts (footnotes, numbering …) as XML."""
    document = Document()
    element = document.element.body
    for child in list(element)[:-1]:
        element.remove(child)
    for child in parse_xml(f"<w:body {W} {R}>{xml}</w:body>"):
        element.insert(len(element) - 1, child)
    data = saved(document)
    for name, content in parts.items():
        data = with_part(data, name, content)
    return data


def with_part(data, name, content):
    """The file with word/<name>.xml as `content`, related to the story."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    relation = f'<Relationship Id="rId9{name}" Type="{kind}" Target="{name}.xml"/></Relationships>'

    def relate(rels):
        rels = re.sub(rf'<Relationship [^>]*Target="{name}.xml"[^>]*/>', "", rels.decode())
        return rels.replace("</Relationships>", relation).encode()

    return changed(data, {f"word/{name}.xml": lambda old: content.encode(), "word/_rels/document.xml.rels": relate})


def changed(data, changes):
    """The file with parts made anew: `changes` maps names to functions of the old bytes (None for a new part)."""
    output, done = io.BytesIO(), set()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, changes[name](content) if name in changes else content)
            done.add(name)
        for name in changes.keys() - done:
            new.writestr(name, changes[name](None))
    return output.getvalue()


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
