"""What each thing in a Word file becomes: lines with their hints, labels and marks, or an entry of what is left out."""

import io
import socket

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm
from PIL import Image

from media.tests.factories import image_file
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.source.reading import LeftOut, Mark, read
from news.manuscripts.source.word import reader as word_document
from news.manuscripts.source.word.numerals import numeral
from news.manuscripts.source.word.styles import kind_of_name
from news.manuscripts.understanding.settling import settled

from .word_files import W, body, p, saved, with_part


def lines(data):
    return [line for line in read(data, "渡口.docx").lines if line.text or line.picture]


def texts(data):
    return [line.text for line in lines(data)]


def numbering(levels):
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )


def numbered(text, at=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def test_labels_that_word_counts_are_not_lost():
    xml = (
        numbered("总体要求") + numbered("渡口", 1) + numbered("船", 1) + numbered("保障措施") + numbered("岸", 1)
        + numbered("重来", 0, 2)
    )  # fmt: skip
    data = body(xml, numbering=numbering([("chineseCounting", "%1、"), ("decimal", "%1.%2")]))
    assert texts(data) == ["一、总体要求", "一.1 渡口", "一.2 船", "二、保障措施", "二.1 岸", "一、重来"]


def test_bullets_have_no_character_and_numbers_a_label():
    data = body(
        numbered("先下后上") + numbered("不要拥挤", 1), numbering=numbering([("bullet", "\uf0b7"), ("decimal", "%2.")])
    )
    first, second = lines(data)
    assert (first.text, first.hint, first.marks) == ("先下后上", "ITEM", ())
    assert (second.text, second.hint, second.marks) == ("1. 不要拥挤", "ITEM", (Mark(0, 2, "label", "1"),))


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二"), (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCounting", "一百一十"), (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"), (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"), (2, "chineseLegalSimplified", "贰"), (12, "decimalFullWidth", "１２"), (5, "unheardOf", "5"),
    ],
)  # fmt: skip
def test_numerals(number, style, text):
    assert numeral(number, style) == text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Title", ("TITLE", 0)), ("标题", ("TITLE", 0)), ("heading 1", ("HEADING", 1)), ("标题 2", ("HEADING", 2)),
        ("Subtitle", ("SUBTITLE", 0)), ("副标题", ("SUBTITLE", 0)), ("caption", ("CAPTION", 0)), ("图片说明", ("CAPTION", 0)),
        ("Intense Quote", ("QUOTATION", 0)), ("引用", ("QUOTATION", 0)), ("footnote text", ("FOOTNOTE", 0)), ("Normal", ("", 0)),
        ("正文", ("", 0)), ("List Bullet 2", ("ITEM", 0)), ("列表编号", ("ITEM", 0)), ("二级标题", ("HEADING", 2)), ("导语", ("LEAD", 0)),
    ],
)  # fmt: skip
def test_style_names(name, kind):
    assert kind_of_name(name) == kind


def test_a_soft_break_ends_a_line_of_the_same_paragraph():
    first, second = lines(body("<w:p><w:r><w:t>渡口的船</w:t><w:br/><w:t>一早就开</w:t></w:r></w:p>"))
    assert (first.text, first.goes_on, second.text, second.goes_on) == ("渡口的船", False, "一早就开", True)


def test_marks_and_links():
    xml = (
        '<w:p><w:r><w:t>江</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>边</w:t></w:r>'
        '<w:r><w:rPr><w:b w:val="0"/><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.cn/a" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>网站</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr=\'HYPERLINK "javascript:alert(1)"\'><w:r><w:t>坏</w:t></w:r></w:fldSimple></w:p>'
    )  # fmt: skip
    (line,) = lines(body(xml))
    assert line.text == "江边2网站坏"
    assert line.marks == (Mark(1, 2, "b"), Mark(2, 3, "sup"), Mark(3, 5, "a", "https://example.cn/a"))


def test_tracked_changes_are_accepted_and_listed():
    author = 'w:id="1" w:author="赵一明" w:date="2023-01-13T08:00:00Z"'
    xml = (
        f"<w:p><w:r><w:t>渡口的</w:t></w:r><w:del {author}><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:ins {author}><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:t>船</w:t></w:r></w:p>"
        f"<w:p><w:moveFrom {author}><w:r><w:t>走了</w:t></w:r></w:moveFrom><w:r><w:t>留下</w:t></w:r></w:p>"
        f"<w:p><w:moveTo {author}><w:r><w:t>走了</w:t></w:r></w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del {author}/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>后半。</w:t></w:r></w:p>"
    )
    source = read(body(xml), "a.docx")
    assert [line.text for line in source.lines] == ["渡口的新船", "留下", "走了", "前半，后半。"]
    assert source.left_out[:2] == (
        LeftOut("修订删除", "旧", 1, "赵一明，2023-01-13"),
        LeftOut("修订移走", "走了", 2, "赵一明，2023-01-13"),
    )


def test_comments_headers_and_footers_are_listed():
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="钱小江" w:date="2023-01-14T08:00:00Z">{p("请核数字")}</w:comment></w:comments>'
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_paragraph("渡口的船。")
    paragraph = document.paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:r {W}><w:commentReference w:id="0"/></w:r>'))
    source = read(with_part(saved(document), "comments", comments), "a.docx")
    assert LeftOut("批注", "请核数字", 1, "钱小江，2023-01-14") in source.left_out
    assert LeftOut("页眉", "内部资料") in source.left_out


def test_footnotes_stand_at_the_end_with_their_number():
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p("见示例年鉴。")}</w:footnote><w:footnote w:id="8">{p("没人提到")}</w:footnote></w:footnotes>'
    )
    data = body(
        '<w:p><w:r><w:t>渡口</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>的船。</w:t></w:r></w:p>',
        footnotes=notes,
    )
    source = read(data, "a.docx")
    assert [(line.text, line.part, line.hint) for line in source.lines] == [
        ("渡口1的船。", "", ""),
        ("1 见示例年鉴。", "footnote", "FOOTNOTE"),
    ]
    assert LeftOut("没有引用的注释", "没人提到") in source.left_out


def test_text_boxes_are_read_once_and_after_their_paragraph():
    box = "<w:txbxContent>" + p("框里的话") + "</w:txbxContent>"
    xml = (
        '<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
        "<w:r><w:t>后</w:t></w:r></w:p>" + p("下一段")
    )
    assert [(line.text, line.part) for line in lines(body(xml))] == [
        ("前后", ""),
        ("框里的话", "textbox"),
        ("下一段", ""),
    ]


def test_merged_cells_keep_their_column():
    document = Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    found = [(line.text, line.cell) for line in lines(saved(document))]
    assert ("02", (0, 0, 2)) in found and ("10", (0, 1, 0)) in found and ("11", (0, 1, 0)) in found
    assert ("12", (0, 0, 2)) in found and ("22", (0, 2, 2)) in found


def test_pictures_have_lines_of_their_own_and_alternative_text():
    document = Document()
    document.add_paragraph("渡口的船。")
    shape = document.add_picture(io.BytesIO(image_file().read()), width=Cm(4))
    shape._inline.docPr.set("descr", "江面上的船")
    (_, picture) = lines(saved(document))
    assert picture.picture.alt_text == "江面上的船" and picture.picture.name == "word/media/image1.jpg"


def test_pictures_that_the_site_does_not_take_are_listed():
    document = Document()
    document.add_paragraph("渡口的船。")
    output = io.BytesIO()
    Image.new("RGB", (9, 9)).save(output, "TIFF")
    document.add_picture(output, width=Cm(4))
    source = read(saved(document), "a.docx")
    assert not any(line.picture for line in source.lines)
    assert "TIFF" in source.left_out[0].note


def test_external_pictures_are_named_and_not_fetched(monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("asked the network"))
    document = Document()
    document.add_paragraph("渡口的船。")
    document.add_picture(io.BytesIO(image_file().read()), width=Cm(4))
    number = document.part.relate_to("http://192.0.2.1/a.png", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", is_external=True)  # fmt: skip
    blip = next(document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    del blip.attrib[f"{name}embed"]
    blip.set(f"{name}link", number)
    source = read(saved(document), "a.docx")
    assert not any(line.picture for line in source.lines)
    assert [(thing.what, "192.0.2.1" in thing.note) for thing in source.left_out] == [("外部图片", True)]


def test_heading_1_alone_above_others_is_the_title():
    document = Document()
    for text, level in (("灯亮江心", 1), ("开船", 2), ("靠岸", 3)):
        document.add_heading(text, level)
        document.add_paragraph("渡口的船一早就开了。")
    hints = [(line.hint, line.level) for line in settled(lines(saved(document))) if line.hint]
    assert hints == [("TITLE", ""), ("HEADING", "2"), ("HEADING", "3")]


def test_a_reader_that_loses_a_word_is_caught(monkeypatch):
    real = word_document.ParagraphReader._run_part

    def forgetful(self, part, words, formats):
        if part.text != "船":
            real(self, part, words, formats)

    monkeypatch.setattr(word_document.ParagraphReader, "_run_part", forgetful)
    with pytest.raises(ManuscriptError, match=r"没有读全.*有 5 字，读出 4 字"):
        read(body("<w:p><w:r><w:t>渡口的</w:t></w:r><w:r><w:t>船</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>"), "a.docx")


def test_a_paragraph_longer_than_any_line_may_be_is_refused_in_words():
    with pytest.raises(ManuscriptError, match="超过一行 20000 字的上限"):
        read(body(p("渡口" * 10_001)), "渡口.docx")
    assert read(body(p("渡口" * 10_000)), "渡口.docx").lines
