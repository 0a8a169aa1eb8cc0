import codecs
import re

import pytest

from news.manuscripts.errors import ManuscriptError
from news.manuscripts.source.reading import MAX_BYTES, read

TEXT = "示例标题：灯亮起来\n\n江边的灯亮了，老街的铺子开了门。\n共有３６家。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8（带 BOM）"),
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("gbk"), "GB18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16（无 BOM）"),
        (TEXT.encode("utf-16-be"), "UTF-16（无 BOM）"),
        (TEXT.encode("utf-32"), "UTF-32"),
    ],
)
def test_encoding_is_detected_and_the_text_is_whole(data, encoding):
    source = read(data)
    assert source.encoding == encoding
    assert "\n".join(line.text for line in source.lines) == TEXT


def test_rare_characters_of_gb18030_are_whole():
    text = "示例标题\n\n𠮷家的铺子和㐂字的招牌，还有€和欧元。"
    assert read(text.encode("gb18030")).lines[2].text == text.split("\n")[2]


def test_lines_are_counted_however_they_end():
    source = read("一行\r\n\r二行\n三行\u2028四行".encode())
    assert [(line.number, line.text) for line in source.lines if line.text] == [
        (1, "一行"),
        (3, "二行"),
        (4, "三行"),
        (5, "四行"),
    ]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "稿件是空的"),
        ("　 \r\n\t\u200b\n".encode(), "a.txt", "稿件是空的"),
        (codecs.BOM_UTF8, "a.txt", "稿件是空的"),
        (b"x" * (MAX_BYTES + 1), "a.txt", "2 MB"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", "a.txt", "二进制"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0", "a.txt", "二进制"),
        (b"%PDF-1.7 ...", "a.txt", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.txt", ".doc"),
        (b"PK\x03\x04....word/document.xml", "稿件.docx", "另存为"),
        (b"PK\x03\x04....word/document.xml", "a.txt", "另存为"),
        (b"PK\x03\x04....a.csv", "a.txt", "压缩文件"),
        ("标题\n正文\x01正文。".encode(), "a.txt", "第 2 行有控制字符 U+0001"),
        ("标题\n".encode() + b"\xff\xfe\xfd" + "正文正文正文正文。".encode(), "a.txt", "第 2 行、第 8 个字节"),
        (
            "标题\n老街的灯亮了".encode("gb18030") + b"\xff" + "江边也亮了".encode("gb18030"),
            "a.txt",
            "GB18030 读到第 2 行",
        ),
        ("标题\n正文".encode("utf-16")[:-1], "a.txt", "UTF-16"),
        (bytes(range(0xA1, 0xFF)) * 3, "a.txt", "编码"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data, name, message):
    with pytest.raises(ManuscriptError, match=re.escape(message)):
        read(data, name)


@pytest.mark.parametrize(("over", "said"), [(1, "2.1 MB"), (1 << 20, "3.0 MB")])
def test_a_file_a_little_too_large_is_not_said_to_be_just_large_enough(over, said):
    with pytest.raises(ManuscriptError, match=f"文件有 {said}，超过稿件 2 MB 的上限"):
        read(b"a" * (MAX_BYTES + over), "a.txt")
