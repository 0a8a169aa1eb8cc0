"""The words of files: read apart from the workers, whatever the file does to its reader."""

import datetime
import io
import zipfile

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from media.models import Attachment
from portal.search.documents.files import child, due, reading
from portal.search.documents.files.due import due_attachments, read_due
from portal.search.documents.files.pdf import paragraphs, read_pdf
from portal.search.documents.files.reading import read_attachment
from portal.search.models import AttachmentText, SearchDocument
from programs.policies.tests.factories import PolicyFactory

FONT = "STSong-Light"
pytestmark = pytest.mark.django_db


def pdf(pages, password=None):
    """A PDF file of pages, each a list of lines."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    for lines in pages:
        canvas.setFont(FONT, 12)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def word(*paragraphs_):
    document, data = Document(), io.BytesIO()
    for text in paragraphs_:
        document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def attachment(name, data, **fields):
    file = Attachment(title=fields.pop("title", "示例附件"), **fields)
    file.file = ContentFile(data, name=name)
    file.file_size = len(data)
    file.save()
    return file


def shown(file):
    """`file` on the page of a public policy."""
    policy = PolicyFactory()
    policy.attachments.create(attachment=file)
    policy.put_on_record(None)
    return policy


def document_of(file):
    return SearchDocument.objects.of(Attachment, [file.pk]).first()


LINES = [
    "关于支持企业留工的示例通知",
    "各街道办事处、镇人民政府，区政府直属各单位，为帮助企业招",
    "工补贴尽快到位，现将有关事项通知如下。",
    "一、补贴标准：每人2716.1元。",
]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("tongzhi.pdf", pdf([LINES, ["第二页：联系人见附表。"]]), ["企业招工补贴", "2716.1元", "第二页"]),
        ("tongzhi.docx", word("第一段：留工。", "第二段：招工补贴。"), ["第一段：留工。", "招工补贴"]),
        ("biao.csv", "项目,金额\n招工,500\n".encode("utf-8-sig"), ["项目,金额", "招工,500"]),
        ("shuoming.txt", "填写说明：一式两份。".encode("gb18030"), ["一式两份"]),
    ],
)
def test_files_are_found_by_their_words_once_they_are_read(name, data, words):
    file = attachment(name, data)
    shown(file)
    assert document_of(file).body == ""
    assert read_due() == 1
    assert AttachmentText.objects.get(attachment=file).state == "read"
    for text in words:
        assert text in document_of(file).body, document_of(file).body
    assert read_due() == 0


def test_lines_of_a_page_are_joined_where_the_paper_ended():
    assert paragraphs("\n".join(LINES)) == [LINES[0], LINES[1] + LINES[2], LINES[3]]
    assert paragraphs("the long words of a line of\nLatin text\x00\ufffe go on") == [
        "the long words of a line of Latin text go on"
    ]


def test_files_that_nobody_sees_are_not_read():
    attachment("tongzhi.txt", "没有人看的".encode())
    assert not due_attachments().exists() and read_due() == 0


def test_a_replaced_file_loses_its_old_words_at_once():
    file = attachment("jiu.txt", "旧文件的字".encode())
    shown(file)
    read_due()
    assert "旧文件的字" in document_of(file).body
    file.file = ContentFile("新文件的字".encode(), name="xin.txt")
    file.save()
    assert document_of(file).body == ""
    assert read_due() == 1
    assert "新文件的字" in document_of(file).body


HUGE_PAGES = [[f"第{number}页"] for number in range(6)]
ZIP_BOMB = io.BytesIO()
with zipfile.ZipFile(ZIP_BOMB, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    archive.writestr("word/document.xml", b"0" * (60 << 20))


@pytest.mark.parametrize(
    ("name", "data", "note"),
    [
        ("mima.pdf", pdf([LINES], password="kouling"), "加密"),
        ("sunhuai.pdf", b"%PDF-1.7\n" + b"\xff\x00" * 5000 + b"%%EOF", "损坏"),
        ("jieduan.pdf", pdf([LINES])[:400], "损坏"),
        ("kong.pdf", pdf([[]]), "扫描件"),
        ("zhadan.docx", ZIP_BOMB.getvalue(), "炸弹"),
        ("jia.docx", b"PK\x03\x04 no zip at all", "损坏"),
        ("laoban.xlsx", b"PK\x03\x04", ".xlsx"),
        ("luanma.txt", b"\xff\xff\xff\x81", "编码"),
    ],
)
def test_a_file_that_cannot_be_read_is_found_by_its_name_and_staff_are_told_why(name, data, note):
    file = attachment(name, data, title="示例附件名称")
    shown(file)
    assert read_due() == 1
    text = AttachmentText.objects.get(attachment=file)
    assert text.text == "" and text.state in ("failed", "empty") and note in text.note, text.note
    assert document_of(file).body == "" and document_of(file).title == "示例附件名称"
    assert read_due() == 0


def test_a_file_that_is_not_on_the_disk_is_told_of():
    file = attachment("diule.txt", b"x")
    shown(file)
    file.file.storage.delete(file.file.name)
    read_due()
    assert "磁盘" in AttachmentText.objects.get(attachment=file).note


@pytest.mark.parametrize(
    ("script", "note"),
    [
        ("import time; time.sleep(60)", "秒"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "出错"),
        ("print('no JSON')", "出错"),
        ("from portal.search.documents.files.child import limit; limit(); bytearray(1 << 31)", "出错"),
        (
            "from portal.search.documents.files.child import limit; limit(); open('/tmp/never', 'w').write('x' * 99999)",
            "出错",
        ),
    ],
)
def test_whatever_the_reader_does_the_worker_lives(monkeypatch, script, note, tmp_path):
    real = reading.subprocess.run
    monkeypatch.setattr(reading, "PATIENCE", 5)
    monkeypatch.setattr(
        reading.subprocess, "run", lambda command, **options: real([command[0], "-c", script], **options)
    )
    result = read_attachment(attachment("tongzhi.pdf", pdf([LINES])))
    assert result.state == "failed" and note in result.note


def test_long_files_are_cut_and_said_to_be(monkeypatch):
    text, note = read_pdf(pdf(HUGE_PAGES), longest=6)
    assert "第2页" not in text and "第0页" in text and "共6页" in note
    assert child.read("pdf", pdf([LINES]))["failed"] is False
    monkeypatch.setattr(child, "LONGEST", 5)
    assert child.read("docx", word("一二三四五六七八"))["text"] == "一二三四五"
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    assert "不读取文字" in read_attachment(attachment("da.pdf", pdf([LINES]))).note


def test_a_reader_that_died_is_followed_by_another_and_two_do_not_read_at_once(monkeypatch):
    file = attachment("tongzhi.txt", "有人正在读的字".encode())
    shown(file)

    def die(attachment):
        assert read_due() == 0, "a second scheduler leaves it alone"
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(due, "read_attachment", die)
        with pytest.raises(KeyboardInterrupt):
            read_due()
    assert read_due() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert read_due() == 1
    assert "有人正在读的字" in document_of(file).body


def test_what_failed_is_tried_again_a_few_times():
    file = attachment("sunhuai.pdf", b"%PDF-1.7 broken %%EOF")
    shown(file)
    read_due()
    days = 0
    for _ in range(2):
        days += 2
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
            assert read_due() == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(days=9)):
        assert read_due() == 0
