"""The parts of a Word file, opened with care: it is a zip that a stranger made."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from ...errors import ManuscriptError
from .xml import get, parse_xml

MAX_UPLOAD = 20 << 20
MAX_UNPACKED = 200 << 20
MAX_ENTRIES = 3000
MAX_RATIO = 300  # text packs to a tenth, the same sentence over and over to a hundredth
SMALL = 20 << 20  # what unpacks to less harms nobody, whatever its ratio
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACRO = "这份 Word 文件带有宏（.docm），为安全起见不接收。请在 Word 里“另存为”不带宏的 .docx 再导入。"
BROKEN = "Word 文件已损坏或不完整，读不出来。请用 Word 重新打开并另存为 .docx 再导入。"
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)


@dataclass(frozen=True)
class Relation:
    type: str  # the last word of its address: image, hyperlink, footnotes
    target: str  # a part's name; for what is outside the file, its address
    is_external: bool


def is_word(data, name=""):
    """Whether this is meant to be a Word file, so that whatever is wrong with it is said in Word's terms."""
    named = name.lower().endswith((".docx", ".docm", ".dotx", ".dotm", ".doc"))
    return data.startswith(OLE) or (named and not _is_plain(data)) or (data.startswith(b"PK") and b"word/" in data)


def _is_plain(data):
    return data.startswith((b"%PDF", b"{\\rtf"))


class Package:
    """An opened Word file. Each part is unpacked when asked for, never beyond what it said it would be."""

    def __init__(self, data, name=""):
        _refuse_at_sight(data, name.lower())
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except FAULTS as error:
            raise ManuscriptError(BROKEN) from error
        self.left = MAX_UNPACKED
        self.members = {info.filename.lstrip("/"): info for info in self.zip.infolist()}
        _refuse_bombs(self.zip.infolist(), len(data))
        self._refuse_other_packages()
        self.main = self._main_part()

    def _refuse_other_packages(self):
        names = set(self.members)
        if "[Content_Types].xml" not in names:
            raise ManuscriptError("这是压缩文件，不是 Word 文件；请解压后导入其中的稿件。")
        types = self.read("[Content_Types].xml")
        if b"macroenabled" in types.lower() or any("vbaproject" in name.lower() for name in names):
            raise ManuscriptError(MACRO)
        self.xml("[Content_Types].xml")  # a DOCTYPE or broken XML shows here
        if not any(name.startswith("word/") for name in names):
            raise ManuscriptError("这不是 Word 文件（可能是 Excel、PowerPoint 等）；请导入 .docx 或 .txt 稿件。")

    def _main_part(self):
        found = [r.target for r in self.relations("").values() if r.type == "officeDocument" and not r.is_external]
        main = next((name for name in [*found, "word/document.xml"] if name in self.members), None)
        if main is None:
            raise ManuscriptError("Word 文件里没有正文（word/document.xml），读不出来。请用 Word 另存为 .docx 再导入。")
        return main

    def size(self, name):
        return self.members[name].file_size

    def read(self, name, limit=MAX_UNPACKED):
        """The bytes of a part; the sizes in a zip's directory are claims, so what comes out is counted as well."""
        info = self.members.get(name)
        if info is None:
            raise ManuscriptError(BROKEN)
        limit = min(limit, self.left)
        if info.file_size > limit:
            raise _bomb()
        chunks, size = [], 0
        try:
            with self.zip.open(info) as part:
                while chunk := part.read(1 << 16):
                    size += len(chunk)
                    if size > limit:
                        raise _bomb()
                    chunks.append(chunk)
        except FAULTS as error:
            raise ManuscriptError(BROKEN) from error
        self.left -= size
        return b"".join(chunks)

    def xml(self, name):
        """The root of a part, its DOCTYPE refused."""
        from_zip = self.read(name, 32 << 20)
        return parse_xml(from_zip, BROKEN)

    def relations(self, part):
        """{id: Relation} of a part; '' is the file as a whole."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.members:
            return {}
        return {get(element, "Id"): _relation(element, folder) for element in self.xml(name)}


def _relation(element, folder):
    target, is_external = get(element, "Target"), get(element, "TargetMode") == "External"
    if not is_external:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(get(element, "Type").rpartition("/")[2], target, is_external)


def _refuse_at_sight(data, name):
    if len(data) > MAX_UPLOAD:
        raise ManuscriptError(
            f"Word 文件超过 {MAX_UPLOAD >> 20} MB 的上限。请先压缩其中的图片（Word：图片格式 → 压缩图片）再导入。"
        )
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise ManuscriptError("这份 Word 文件加密了（设有打开密码）。请在 Word 里去掉密码、另存后再导入。")
        raise ManuscriptError("这是旧版 Word 等 Office 文件（.doc），不能直接读取；请在 Word 里另存为 .docx 再导入。")
    if not data:
        raise ManuscriptError("稿件是空的：文件只有 0 字节。")
    if not data.startswith(b"PK"):
        raise ManuscriptError("文件名像 Word 文件，内容却不是，或者已经损坏。请用 Word 另存为 .docx 再导入。")
    if name.endswith((".docm", ".dotm")):
        raise ManuscriptError(MACRO)


def _refuse_bombs(members, packed):
    if any(member.flag_bits & 1 for member in members):
        raise ManuscriptError("这份文件加密了（压缩包设有密码）。请去掉密码、另存后再导入。")
    names = [member.filename for member in members]
    if len(names) > MAX_ENTRIES:
        raise ManuscriptError(f"Word 文件里有 {len(names)} 个部件，超过 {MAX_ENTRIES} 个的上限，不像正常的稿件。")
    if len(set(names)) != len(names) or any(
        member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members
    ):
        raise ManuscriptError(BROKEN)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * packed):
        raise _bomb()


def _bomb():
    return ManuscriptError(
        f"Word 文件解压后大得不正常（上限 {MAX_UNPACKED >> 20} MB），可能是压缩炸弹，没有读取。请检查文件来源。"
    )
