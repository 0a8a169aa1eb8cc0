"""From the bytes of a manuscript to numbered lines: Word files, and text in whichever encoding an office saved it."""

import codecs
import hashlib
import re
import unicodedata

from ..errors import ManuscriptError, too_large
from .lines import INVISIBLE, EmbeddedPicture, LeftOut, Line, Mark, Source, is_white, squeeze
from .word.document import read_word
from .word.package import MAX_UPLOAD, is_word

__all__ = [
    "INVISIBLE", "MAX_BYTES", "MAX_LINE", "MAX_LINES", "MAX_UPLOAD", "EmbeddedPicture", "LeftOut", "Line", "Mark", "Source", "is_white", "read", "squeeze",
]  # fmt: skip

MAX_BYTES = 2 << 20
MAX_LINES, MAX_LINE = 25_000, 20_000  # a book has fewer lines; a line that long is no line
BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8（带 BOM）"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
]
NOT_TEXT = {
    b"%PDF": "这是 PDF 文件，不是纯文本；请导出文字为 .txt 再导入。",
    b"{\\rtf": "这是 RTF 文件，不是纯文本；请另存为 .txt 再导入。",
    b"PK\x05\x06": "这是压缩文件，不是稿件；请解压后导入其中的 .txt。",
}
LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")


def read(data, name=""):
    """Return the Source in `data` (bytes); raise ManuscriptError where it is not a text that can be read whole."""
    if is_word(data, name):
        source = read_word(data, name)
        _refuse_too_much(source.lines)
        return source
    if len(data) > MAX_BYTES:
        raise ManuscriptError(too_large(len(data), MAX_BYTES))
    _refuse_other_formats(data)
    text, encoding = _decode(data)
    lines = tuple(Line(number, line) for number, line in enumerate(LINE_BREAK.split(text), 1))
    _refuse_too_much(lines)
    _refuse_control_characters(lines)
    if not squeeze(text):
        raise ManuscriptError("稿件是空的：里面没有任何文字。")
    return Source(lines, encoding, hashlib.sha256(data).hexdigest())


def _refuse_too_much(lines):
    inked = sum(bool(line.text.strip()) for line in lines)
    if inked > MAX_LINES or len(lines) > 10 * MAX_LINES:
        raise ManuscriptError(f"稿件有 {len(lines)} 行，超过一份稿件 {MAX_LINES} 行的上限。请分成几份再导入。")
    if long := next((line for line in lines if len(line.text) > MAX_LINE), None):
        raise ManuscriptError(
            f"第 {long.number} 行有 {len(long.text)} 个字，超过一行 {MAX_LINE} 字的上限。请按段落换行后再导入。"
        )


def _refuse_other_formats(data):
    if data.startswith(b"PK\x03\x04"):
        raise ManuscriptError(NOT_TEXT[b"PK\x05\x06"])
    for magic, message in NOT_TEXT.items():
        if data.startswith(magic):
            raise ManuscriptError(message)


def _decode(data):
    for bom, codec, label in BOMS:
        if data.startswith(bom):
            return _decode_as(data, codec, label), label
    if b"\0" in data:
        return _decode_without_bom(data)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if _damage(data, "utf-8") < _damage(data, "gb18030"):
        return _decode_as(data, "utf-8", "UTF-8"), "UTF-8"
    text = _decode_as(data, "gb18030", "GB18030")
    if _plausibility(text) < 0.9:
        raise ManuscriptError(
            "无法判断文字编码：按 UTF-8、GB18030、UTF-16 都读不出正常的中文。请另存为 UTF-8 文本再导入。"
        )
    return text, "GB18030"


def _decode_without_bom(data):
    """UTF-16 without a mark shows itself by its zero bytes; anything else with zero bytes is no text."""
    readings = []
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _control_character(text):
            readings.append((_plausibility(text), text))
    best, text = max(readings, default=(0, ""))
    if best < 0.9:
        raise ManuscriptError("文件里有空字节，是二进制文件，不是纯文本。")
    return text, "UTF-16（无 BOM）"


def _decode_as(data, codec, label):
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        broken = error.object[error.start : error.start + 4].hex(" ")
        raise ManuscriptError(
            f"文字编码有损坏：按 {label} 读到第 {line} 行、第 {error.start + 1} 个字节时，遇到无法识别的字节 {broken}。"
            "请用原来的软件重新保存这份稿件，再导入。"
        ) from error


def _damage(data, codec):
    return data.decode(codec, "replace").count("\ufffd")


def _plausibility(text):
    """The share of characters beyond ASCII that Chinese text is made of."""
    foreign = [character for character in text if character > "\x7f"]
    usual = sum(bool(re.match("[\u2000-\u2bff\u3000-\u303f\u3400-\u9fff\uff00-\uffef·×°]", c)) for c in foreign)
    return usual / len(foreign) if foreign else 1.0


def _control_character(text):
    return next((c for c in text if unicodedata.category(c) == "Cc" and c not in "\t\n\r\v\f\x85"), "")


def _refuse_control_characters(lines):
    for line in lines:
        if found := _control_character(line.text):
            raise ManuscriptError(
                f"第 {line.number} 行有控制字符 U+{ord(found):04X}，不像纯文本；请检查文件，或另存为纯文本再导入。"
            )
