"""Pictures, text boxes and other shapes in a Word file. What leads outside the file is named, never fetched."""

import hashlib
import posixpath

from django.conf import settings
from django.core.exceptions import ValidationError

from media.inspection import EXTENSIONS, FORMAT_NAMES, check_picture, picture_format

from ..lines import EmbeddedPicture, LeftOut
from .xml import get

MAX_PICTURES = 100
OTHER = {"chart": "图表", "relIds": "图示（SmartArt）", "OLEObject": "嵌入对象"}


class Shapes:
    """What the drawings of one part hold. A part's relations say which file a picture is."""

    def __init__(self, package, relations):
        self.package, self.relations = package, relations
        self.looked_at = {}

    def read(self, element):
        """(pictures, text boxes, LeftOut) of one drawing, each in its order."""
        pictures, boxes, left_out = [], [], []
        for part, alt_text in [(element, "")] if element.tag == "w:txbxContent" else _parts(element, ""):
            tag = part.tag.rpartition(":")[2]
            if part.tag == "w:txbxContent":
                boxes.append(part)
            elif part.tag in ("a:blip", "v:imagedata"):
                self._picture(part, alt_text, pictures, left_out)
            elif tag in OTHER and part.tag != "w:object":
                left_out.append(LeftOut(OTHER[tag], alt_text, 0, "网页放不进；需要时请截图或改成表格"))
        return pictures, boxes, left_out

    def _picture(self, part, alt_text, pictures, left_out):
        relation = self.relations.get(get(part, "r:embed") or get(part, "r:id"))
        outside = self.relations.get(get(part, "r:link") or get(part, "r:href"))
        if relation is None or relation.is_external:
            address = (relation or outside).target if (relation or outside) else ""
            note = f"图片在文件之外（{address[:200]}），没有下载" if address else "文件里没有这张图片"
            left_out.append(LeftOut("外部图片" if address else "图片", alt_text, 0, note))
            return
        name = relation.target
        if name not in self.looked_at:
            self.looked_at[name] = self._look_at(name)
        sha256, reason = self.looked_at[name]
        if reason:
            left_out.append(LeftOut("图片", alt_text, 0, f"{posixpath.basename(name)}：{reason}"))
        else:
            pictures.append(EmbeddedPicture(name, sha256, alt_text))

    def _look_at(self, name):
        """(SHA-256, why it is left out) of a picture: one of the two is ''."""
        limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        if name not in self.package.members:
            return "", "文件里没有这张图片"
        if self.package.size(name) > limit:
            return "", f"图片超过 {limit >> 20} MB 的上限"
        if len(self.looked_at) >= MAX_PICTURES:
            return "", f"一份稿件最多取 {MAX_PICTURES} 张图片"
        data = self.package.read(name)
        try:
            check_picture(data, extension_of(data) or "bin", settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        except ValidationError as error:
            return "", error.messages[0]
        return hashlib.sha256(data).hexdigest(), ""


def extension_of(data):
    """The file extension that a picture's first bytes call for, '' for no picture; a name within Word proves nothing."""
    found = FORMAT_NAMES.get(picture_format(data), "").lower()
    return found if found in EXTENSIONS else ""


def _parts(element, alt_text):
    """Blips, boxes and foreign objects below `element` with the alternative text that stands nearest above them."""
    if element.tag == "mc:AlternateContent":
        choice = element.find("mc:Choice")
        element = choice if choice is not None else element
    described = "wp:docPr" if element.tag in ("wp:inline", "wp:anchor") else ""
    if described and element.find(described) is not None:
        alt_text = get(element.find(described), "descr") or alt_text
    if element.tag == "pic:pic":
        own = element.find("pic:nvPicPr")
        own = own.find("pic:cNvPr") if own is not None else None
        alt_text = get(own, "descr") or alt_text
    if element.tag == "v:shape":
        alt_text = get(element, "alt") or alt_text
    for part in element:
        tag = part.tag.rpartition(":")[2]
        if part.tag in ("a:blip", "v:imagedata", "w:txbxContent") or tag in OTHER:
            yield part, " ".join(alt_text.split())
        else:
            yield from _parts(part, alt_text)
