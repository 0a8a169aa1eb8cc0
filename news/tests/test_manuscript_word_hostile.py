"""Word files that nobody should have to trust: refused in words, quickly, in little memory, with nothing half made."""

import re
import subprocess
import sys
import time

import pytest

from media.tests.hostile import archive, old_office, pdf, png_bomb, word
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.source.reading import MAX_UPLOAD, read

from .word_files import body, changed, plain

GOOD = plain("灯亮江心\n示例段落：渡口的船一早就开了。")
BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def document(change):
    return changed(GOOD, {"word/document.xml": change})


def lying_zip():
    """A zip whose directory says 100 bytes for a part of 1 MB."""
    data = bytearray(changed(GOOD, {"word/big.xml": lambda old: bytes(1 << 20)}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/big.xml"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def encrypted_zip():
    data = bytearray(GOOD)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def macro_type(old):
    return old.replace(b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")


CASES = {
    "encrypted by Word": (lambda: old_office("EncryptedPackage"), "a.docx", "加密"),
    "old .doc": (lambda: old_office("WordDocument"), "a.doc", ".doc"),
    "macros by name": (lambda: GOOD, "a.docm", "宏"),
    "macros inside": (lambda: changed(GOOD, {"word/vbaProject.bin": lambda old: b"x"}), "a.docx", "宏"),
    "macros by type": (lambda: changed(GOOD, {"[Content_Types].xml": macro_type}), "a.docx", "宏"),
    "too large": (lambda: GOOD + bytes(MAX_UPLOAD), "a.docx", "超过 20 MB"),
    "bomb": (lambda: changed(GOOD, {"word/media/a.xml": lambda old: bytes(230 << 20)}), "a.docx", "压缩炸弹"),
    "bomb by ratio": (lambda: changed(GOOD, {"word/media/a.xml": lambda old: bytes(60 << 20)}), "a.docx", "压缩炸弹"),
    "too many parts": (lambda: archive({f"word/{n}.xml": "x" for n in range(3100)}), "a.docx", "3100 个部件"),
    "locked zip": (encrypted_zip, "a.docx", "加密"),
    "cut off": (lambda: GOOD[: len(GOOD) // 2], "a.docx", "损坏"),
    "broken XML": (lambda: document(lambda old: old[:-30]), "a.docx", "损坏"),
    "no body": (lambda: word(), "a.docx", "损坏"),
    "DOCTYPE": (lambda: document(lambda old: BILLION + old[old.index(b"<w:document") :]), "a.docx", "DOCTYPE"),
    "no document": (lambda: archive({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}), "a.docx", "没有正文"),
    "a workbook": (lambda: archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "a.docx", "Excel"),
    "any zip": (lambda: archive({"word/a.txt": "x"}), "a.docx", "压缩文件"),
    "text called .docx": (lambda: "灯亮江心".encode(), "a.docx", "内容却不是"),
    "PDF called .docx": (pdf, "a.docx", "PDF"),
    "nothing": (lambda: b"", "a.docx", "空的"),
    "no words": (lambda: body("<w:p/>"), "a.docx", "没有任何文字"),
    "very deep": (lambda: document(lambda old: old.replace(b"<w:sectPr", b"<w:ins>" * 400 + b"</w:ins>" * 400 + b"<w:sectPr", 1)), "a.docx", "损坏"),
    "very many tags": (lambda: document(lambda old: old.replace(b"<w:sectPr", b"<w:p/>" * 700_000 + b"<w:sectPr", 1)), "a.docx", "大得不正常"),
    "a book": (lambda: body("<w:p/>" * 20_001), "a.docx", "20001 段"),
    "binary .txt": (lambda: png_bomb(9, 9), "a.txt", "二进制"),
    "empty .txt": (lambda: b"", "a.txt", "空的"),
    "damaged GBK": (lambda: "灯亮江心\n渡口的".encode("gbk") + b"\xff\xff" + "船一早就开了".encode("gbk"), "a.txt", "第 2 行、第 16 个字节"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_hostile_files_are_refused_in_words_at_once(case):
    make, name, words = CASES[case]
    data = make()
    start = time.process_time()
    with pytest.raises(ManuscriptError, match=re.escape(words)):
        read(data, name)
    assert time.process_time() - start < 5


def test_sizes_that_a_zip_claims_are_not_believed():
    source = read(lying_zip(), "a.docx")  # the part is not read at all
    assert source.lines[0].text == "灯亮江心"
    small = bytearray(GOOD)
    at = small.rfind(b"PK\x01\x02", 0, small.rfind(b"word/document.xml"))
    small[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(ManuscriptError, match=r"损坏|压缩炸弹"):
        read(bytes(small), "a.docx")


def test_whatever_is_broken_off_is_refused_or_read():
    for at in range(0, len(GOOD), 997):
        harmed = bytearray(GOOD)
        harmed[at] ^= 0xFF
        try:
            assert read(bytes(harmed), "a.docx").lines
        except ManuscriptError as error:
            assert any("\u4e00" <= character <= "\u9fff" for character in str(error))


MEASURE = """
import os, resource, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
import django; django.setup()
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.source.reading import read
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
try: read(data, "a.docx")
except ManuscriptError as error: print(error, file=sys.stderr)
print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize(
    ("case", "seconds", "megabytes"),
    [
        ("normal", 1, 100),
        ("bomb", 5, 300),
        ("very many tags", 5, 300),
        ("as many paragraphs as may be", 5, 300),
        ("one long text", 5, 300),
    ],
)
def test_time_and_memory(case, seconds, megabytes):
    made = {
        "normal": lambda: plain("灯亮江心\n" + "示例段落：渡口的船一早就开了，岸上的人提着篮子排队。\n" * 200),
        "as many paragraphs as may be": lambda: body(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>船</w:t></w:r></w:p>" * 20_000
        ),
        "one long text": lambda: document(lambda old: old.replace(b"<w:sectPr", b"<w:p><w:r><w:t>" + b"ab " * 166_000 + b"</w:t></w:r></w:p><w:sectPr", 1)),
    }.get(case) or CASES[case][0]  # fmt: skip
    answer = subprocess.run([sys.executable, "-c", MEASURE], input=made(), capture_output=True, check=True)
    took, grown = map(float, answer.stdout.split())
    assert took < seconds, (took, answer.stderr.decode())
    assert grown < megabytes, (grown, answer.stderr.decode())
