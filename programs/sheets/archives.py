"""Looks into an .xlsx file before anything of it is parsed: sizes as they are, definitions, merged cells."""

import re
import sys
import zipfile

from django.core.exceptions import ValidationError

MAX_UNPACKED = 120 << 20  # bytes
MAX_HELD = 120 << 20  # bytes of memory, of everything that is kept of a file
MAX_ROWS = 20_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z0-9:]{1,30})"')
MERGED_SHOWN = 5
# How entities are declared, in the encodings that may hide it; the parsers rely on there being none.
DEFINITIONS = [
    mark.encode(coding) for mark in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le", "utf-16-be")
]
SPLIT = f"若是表格太大，请分成几个文件导入（一次最多{MAX_ROWS:,}行）；若不是，它可能是压缩炸弹，不能导入。"


class SheetRefused(ValidationError):
    """The file as a whole cannot be imported; the message says why and what to do."""


class Allowance:
    """How much may be kept of one file, counted in bytes of memory."""

    def __init__(self, left=MAX_HELD):
        self.left = left

    def take(self, size):
        """Raises SheetRefused when there is no more."""
        self.left -= size
        if self.left < 0:
            raise SheetRefused(f"表格内容超过{MAX_HELD >> 20} MB。{SPLIT}")

    def keep(self, text):
        self.take(sys.getsizeof(text) + 8)
        return text


def inspect(file):
    """Unpack every member once, in small pieces and to no end: sizes as they are, not as the list claims. Return the
    first merged ranges of each member. Raises SheetRefused, and what zipfile raises for a damaged file."""
    merged, unpacked = {}, 0
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise SheetRefused("文件用了不认识的压缩方式。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
            tail, ranges = b"", set()
            with archive.open(member) as stream:
                while piece := stream.read(1 << 18):
                    unpacked += len(piece)
                    refuse_too_large(unpacked)
                    text = tail + piece
                    if any(mark in text for mark in DEFINITIONS):
                        raise SheetRefused("文件里有不允许的定义（DOCTYPE），不能导入。请另存为 .xlsx 后再上传。")
                    if len(ranges) <= MERGED_SHOWN:
                        ranges.update(MERGED.findall(text))
                    tail = text[-200:]
            merged[member.filename] = sorted(found.decode() for found in ranges)[: MERGED_SHOWN + 1]
    file.seek(0)
    return merged


def refuse_too_large(unpacked):
    if unpacked > MAX_UNPACKED:
        raise SheetRefused(f"文件解压后超过{MAX_UNPACKED >> 20} MB。{SPLIT}")
