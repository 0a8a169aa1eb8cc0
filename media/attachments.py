"""Is this file what its extension says, and free of what must not be published: programs, macros, archives that burst?"""

import codecs
import zipfile

from django.core.exceptions import ValidationError

from .encodings import encoding_of
from .inspection import EXTENSIONS as PICTURE_EXTENSIONS

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# the member or stream that only this kind of file has
ZIP_MEMBERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml", "ofd": "OFD.xml"}
OLE_STREAMS = {
    "doc": ["WordDocument"],
    "xls": ["Workbook", "Book"],
    "ppt": ["PowerPoint Document"],
    "wps": [],
    "et": [],
}
OLE_MACROS = ["_VBA_PROJECT", "Macros"]
MAX_MEMBERS = 2000
MAX_UNPACKED = 200 << 20  # bytes
MAX_RATIO = 100  # unpacked to packed, of an archive or of one member
SMALL = 10 << 20  # bytes: what unpacks to less may be packed as tightly as it likes
TEXT_STARTS = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"%pdf-", b"mz", b"pk\x03\x04", b"\x7felf", b"#!")


def check_attachment(file, extension, allowed):
    """Raise ValidationError, in Chinese, unless `file` is an honest and harmless file of that `extension`."""
    file.seek(0)
    if extension == "pdf":
        _check_pdf(file)
    elif extension in ZIP_MEMBERS:
        _check_office(file, extension)
    elif extension in OLE_STREAMS:
        _check_ole(file, extension)
    elif extension == "zip":
        _check_archive(file, {*allowed, *PICTURE_EXTENSIONS} - {"zip"})
    elif extension in ("txt", "csv"):
        _check_text(file, extension)
    else:
        raise ValidationError(f"不接受 .{extension} 文件。", code="invalid_extension")
    file.seek(0)


def _refuse(extension):
    raise ValidationError(
        f"文件内容不是 {extension.upper()} 格式，与扩展名不符。请用原来的软件另存后再上传。", code="content_mismatch"
    )


def _check_pdf(file):
    head = file.read(1024)
    file.seek(max(0, file.size - 2048))
    if not head.startswith(b"%PDF-") or b"%%EOF" not in file.read():
        _refuse("pdf")


def _members(file, extension):
    """Return the members of a zip file, after its list has shown that it will not burst."""
    if file.read(4) != b"PK\x03\x04":
        _refuse(extension)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as error:
        raise ValidationError("文件已损坏，无法打开。请重新生成后再上传。", code="broken") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or _is_bursting(unpacked, file.size):
        raise ValidationError("文件解压后过大，疑似压缩炸弹，不能上传。", code="zip_bomb")
    for member in members:
        if _is_bursting(member.file_size, member.compress_size):
            raise ValidationError(
                f"文件里的“{member.filename[:80]}”解压后过大（{member.file_size >> 20} MB，是压缩后的{MAX_RATIO}倍以上），"
                "疑似压缩炸弹，不能上传。",
                code="zip_bomb",
            )
    if any(member.flag_bits & 1 for member in members):
        raise ValidationError("不接受加密的文件：读者打不开，内容也无法检查。", code="encrypted")
    return members


def _is_bursting(unpacked, packed):
    return unpacked > SMALL and unpacked > MAX_RATIO * packed


def _check_office(file, extension):
    names = [member.filename for member in _members(file, extension)]
    if ZIP_MEMBERS[extension] not in names or (extension != "ofd" and "[Content_Types].xml" not in names):
        _refuse(extension)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise ValidationError("文件带有宏或程序，不能上传。请另存为不含宏的格式。", code="macro")


def _check_ole(file, extension):
    data = file.read()
    if not data.startswith(OLE_MAGIC):
        _refuse(extension)
    streams = OLE_STREAMS[extension]
    if streams and not any(name.encode("utf-16-le") in data for name in streams):
        _refuse(extension)
    if any(name.encode("utf-16-le") in data for name in OLE_MACROS):
        raise ValidationError("文件带有宏，不能上传。请另存为不含宏的格式。", code="macro")


def _check_archive(file, allowed):
    for member in _members(file, "zip"):
        if member.is_dir():
            continue
        name = member.filename
        if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
            raise ValidationError("压缩包里有不安全的路径，不能上传。", code="unsafe_path")
        if name.rpartition(".")[2].lower() not in allowed:
            raise ValidationError(
                f"压缩包里的“{name[:80]}”不是可以发布的文件类型。压缩包里只能放文档和图片。", code="unsafe_member"
            )


def _check_text(file, extension):
    data = file.read()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ValidationError("请把文本另存为 UTF-8 编码后再上传。", code="encoding")
    if b"\0" in data or data.lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower().startswith(TEXT_STARTS):
        _refuse(extension)
    if encoding_of(file) is None:
        raise ValidationError("文本的编码无法识别，请另存为 UTF-8 编码后再上传。", code="encoding")
