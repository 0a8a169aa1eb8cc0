"""Every document that is not what it says: refused with a clear Chinese message, nothing stored."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.models import Attachment

from . import hostile

HOSTILE = {
    "html named pdf": ("a.pdf", lambda: hostile.HTML, "不是 PDF 格式"),
    "eicar named pdf": ("a.pdf", lambda: hostile.EICAR, "不是 PDF 格式"),
    "truncated pdf": ("a.pdf", lambda: hostile.pdf()[:40], "不是 PDF 格式"),
    "program named docx": ("a.docx", lambda: hostile.PROGRAM, "不是 DOCX 格式"),
    "zip named docx": ("a.docx", lambda: hostile.archive({"a.txt": "x"}), "不是 DOCX 格式"),
    "docx named xlsx": ("a.xlsx", hostile.word, "不是 XLSX 格式"),
    "docm named docx": ("a.docx", lambda: hostile.word(**{"word/vbaProject.bin": "x"}), "带有宏"),
    "broken docx": ("a.docx", lambda: hostile.word()[:60], "已损坏"),
    "docx bomb": ("a.docx", lambda: hostile.word(**{"word/media/a.bin": bytes(40 << 20)}), "压缩炸弹"),
    "docx bomb beside noise": (
        "a.docx",
        lambda: hostile.word(**{"word/media/a.bin": bytes(40 << 20), "word/media/b.bin": os.urandom(1 << 20)}),
        "“word/media/a.bin”解压后过大（40 MB",
    ),
    "zip bomb": ("a.zip", lambda: hostile.archive({"a.txt": bytes(300 << 20)}), "压缩炸弹"),
    "crowded zip": ("a.zip", lambda: hostile.archive({f"{n}.txt": "" for n in range(2001)}), "压缩炸弹"),
    "zip with program": ("a.zip", lambda: hostile.archive({"a.exe": "x"}), "“a.exe”不是可以发布"),
    "zip with web page": ("a.zip", lambda: hostile.archive({"a.html": "x"}), "“a.html”不是可以发布"),
    "zip that climbs": ("a.zip", lambda: hostile.archive({"../a.txt": "x"}), "不安全的路径"),
    "ofd without document": ("a.ofd", lambda: hostile.archive({"a.txt": "x"}), "不是 OFD 格式"),
    "text named doc": ("a.doc", lambda: b"hello", "不是 DOC 格式"),
    "xls named doc": ("a.doc", lambda: hostile.old_office("Workbook"), "不是 DOC 格式"),
    "doc with macro": ("a.doc", lambda: hostile.old_office("WordDocument", macro=True), "带有宏"),
    "program named txt": ("a.txt", lambda: hostile.PROGRAM, "不是 TXT 格式"),
    "html named txt": ("a.txt", lambda: hostile.HTML, "不是 TXT 格式"),
    "utf-16 csv": ("a.csv", lambda: "名称,数量".encode("utf-16"), "UTF-8"),
    "bytes named csv": ("a.csv", lambda: b"\xff\xff\xfe", "UTF-8"),
    "script": ("a.js", lambda: b"alert(1)", "不接受 .js 文件"),
    "web page": ("a.html", lambda: hostile.HTML, "不接受 .html 文件"),
    "no extension": ("README", lambda: b"hello", "不接受"),
    "empty": ("a.pdf", lambda: b"", "0 字节"),
    "21 MB": ("a.pdf", lambda: hostile.pdf() + bytes(21 << 20), "上限是 20 MB"),
}
SOUND = {
    "a.pdf": hostile.pdf,
    "通知.docx": hostile.word,
    "a.xlsx": lambda: hostile.archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    "a.pptx": lambda: hostile.archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
    "a.ofd": lambda: hostile.archive({"OFD.xml": ""}),
    "a.doc": lambda: hostile.old_office("WordDocument"),
    "a.xls": lambda: hostile.old_office("Workbook"),
    "a.wps": lambda: hostile.old_office("WordDocument"),
    "a.zip": lambda: hostile.archive({"表/申报表.docx": hostile.word(), "表/图.jpg": "x"}),
    "a.txt": lambda: "鹿城".encode(),
    "a.csv": lambda: "名称,数量\r\n鞋,1".encode("gb18030"),
}


def post_several(client, file):
    answer = client.post(reverse("wagtaildocs:add_multiple"), {"title": "表", "files[]": file, "collection": 1}).json()
    return "" if answer["success"] else answer["error_message"]


def post_one(client, file):
    response = client.post(reverse("wagtaildocs:add"), {"title": "申报表", "file": file, "collection": 1})
    if response.status_code == 302:
        return ""
    assert 'value="申报表"' in response.content.decode()
    return "".join(response.context["form"].errors["file"])


def post_in_chooser(client, file):
    prefix = "document-chooser-upload-"
    data = {prefix + "title": "申报表", prefix + "file": file, prefix + "collection": 1}
    answer = client.post(reverse("wagtaildocs_chooser:create"), data).json()
    if answer["step"] != "reshow_creation_form":
        return ""
    assert 'value="申报表"' in answer["htmlFragment"]
    return answer["htmlFragment"]


DOORS = {"several": post_several, "one": post_one, "chooser": post_in_chooser}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_is_refused_at_every_door(desk, stored, case, door):
    name, make, message = HOSTILE[case]
    assert message in DOORS[door](desk, SimpleUploadedFile(name, make(), content_type="application/pdf"))
    assert Attachment.objects.count() == 0
    assert stored() == []


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_document_comes_in_unchanged(desk, name):
    body = SOUND[name]()
    assert post_one(desk, SimpleUploadedFile(name, body)) == ""
    assert Attachment.objects.get().file.read() == body


def test_a_hostile_replacement_leaves_the_old_document(desk, stored):
    post_one(desk, SimpleUploadedFile("a.pdf", hostile.pdf()))
    attachment, files = Attachment.objects.get(), stored()
    data = {"title": "新名称", "collection": 1, "file": SimpleUploadedFile("a.pdf", hostile.HTML)}
    response = desk.post(reverse("wagtaildocs:edit", args=[attachment.pk]), data)
    assert "不是 PDF 格式" in "".join(response.context["form"].errors["file"])
    assert stored() == files
    assert attachment.file.read() == hostile.pdf()
