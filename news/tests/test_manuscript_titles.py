"""Which line of a Word file is its title: papers with a letterhead, covers, forms, and texts that have none."""

import pytest

from news.manuscripts.errors import ManuscriptError
from news.manuscripts.filing.draft import NoTitle, draft_of
from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import read
from news.manuscripts.source.word import reader as word
from news.manuscripts.understanding.structure import parse
from news.manuscripts.understanding.title_words import joined

from .word_files import body, changed

ONE = "渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头。"
TWO = "对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说明天还有。"
TITLE = "关于渡口停航的通知"


def line(text, size=0, *, centred=False, bold=False, style="", number=""):
    look = (f'<w:sz w:val="{size}"/>' if size else "") + ("<w:b/>" if bold else "")
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (number and NUMBERED)
    properties += '<w:jc w:val="center"/>' if centred else ""
    words = "</w:t></w:r><w:r><w:br/></w:r><w:r><w:rPr>" + look + '</w:rPr><w:t xml:space="preserve">'
    text = text.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", words)
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def middle(text, size=0, **more):
    return line(text, size, centred=True, **more)


def box(*inner):
    words = "".join(inner)
    return f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'


def table(*rows):
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
COUNTING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
CONTENTS = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="TOC Heading"/></w:style></w:styles>'
)
TEXT = line(ONE) + line(TWO)


def title_of(data):
    """The title that the draft of a Word file has, None where it asks for one."""
    source = read(data, "a.docx")
    try:
        return draft_of(parse(source), source).fields["title"]
    except NoTitle:
        return None


PAPERS = {
    "below a red letterhead and its number": middle("江东区人民政府办公室文件", 72)
    + middle("江东政办〔2026〕17号　　签发人：张三", 32) + middle(TITLE, 44),
    "below an organ without the word 文件": middle("江东区交通运输局", 72) + middle("江东交函〔2026〕2号", 32) + middle(TITLE, 40),
    "below a letterhead whose number is still open": middle("江东区人民政府文件", 72) + middle("江东政发〔2026〕　号", 32) + middle(TITLE, 44),
    "below minutes as a letterhead": middle("专题会议纪要", 72) + middle("〔2026〕12号", 32)
    + line("江东区人民政府办公室　　　　2026年3月20日", 28) + middle(TITLE, 44),
    "below letterheads in text boxes": box(middle("文件", 114)) + box(middle("江东区人民政府", 100), middle("发文机关二", 100))
    + middle("〔2026〕3号", 32) + middle(TITLE, 44),
    "in a text box": middle("江东区水利局", 72) + middle("江东水函〔2026〕8号", 32) + box(middle(TITLE, 44)),
    "below the name of a school": middle("江东区第一小学", 48, bold=True) + middle(TITLE, 36),
    "behind an editor's note": line("编者按：近日，区委召开现场会，本刊编发有关材料，供各地学习借鉴。", 28) + middle(TITLE, 40),
    "on three lines of one size": middle("关于渡", 44) + middle("口停航", 44) + middle("的通知", 44),
    "broken by soft breaks": middle("关于渡\n口停航\n的通知", 44),
    "behind the mark of an attachment in the same paragraph": line("附件1\n" + TITLE, 28, bold=True),
    "with the mark of an attachment in the middle of the page": middle("附件1", 32) + middle(TITLE, 44),
    "in the row above a table": table([middle(TITLE, 32)], [line("姓名"), line("单位")], [line("张三"), line("渡口")]),
    "above numbered headings that are as large": line(TITLE, 44) + line("一、概况", 44, style="Heading1") + line(ONE)
    + line("二、安排", 44, style="Heading1"),
    "in the middle above headings at the margin": middle(TITLE, 36) + line("1引言", style="Heading1") + line(ONE)
    + line("2安排", style="Heading1"),
    "the plain first line above bold sections": line(TITLE) + line("时间：周六上午") + line("对象：全体船工") + line("老码头", bold=True)
    + line(ONE) + line("新码头", bold=True),
    "with another bold line of its look": line(TITLE, 24, bold=True) + line("前记", 24, bold=True),
}  # fmt: skip


@pytest.mark.parametrize("xml", PAPERS.values(), ids=PAPERS)
def test_the_title_of_a_paper(xml):
    assert title_of(body(xml + TEXT)) == TITLE


OTHERS = {
    "set downwards, one sign a line": ("团学换届竞选", "".join(middle(sign, 52) for sign in "团学换届竞选") + TEXT),
    "the name above and the kind of paper below": (
        "江东镇生态养殖项目实施方案", middle("江东镇生态养殖项目", 52) + "".join(middle(sign, 72) for sign in "实施方案") + TEXT),
    "a text and the form that it is of": (
        "江东大学毕业论文（设计）参考文献规范格式", middle("江东大学毕业论文（设计）", 44) + middle("参考文献规范格式", 44) + TEXT),
    "a short sentence in the middle": ("江东村，一个特别的小山村。", middle("江东村，一个特别的小山村。") + TEXT),
    "a day before the word": ("8.30船长会议记录", line("8.30船长会议记录") + line("主题：新船下水") + TEXT),
    "the only heading, though it has a number": ("4.5 社团篇", line("4.5 社团篇", style="Heading3") + TEXT),
    "a headline of two lines": ("修桥铺路在村口 点灯照路到江头", middle("修桥铺路在村口", 44) + middle("点灯照路到江头", 44) + TEXT),
    "a title and whom it is written to, in one paragraph": ("推优演讲稿", line("推优演讲稿\n亲爱的同学们：", 32) + TEXT),
    "below a sentence that says what for": ("报告格式要求", line(ONE) + middle("报告格式要求", bold=True) + TEXT),
    "a decree, where nothing below is called anything": (
        "江东市人民政府令", box(middle("江东市人民政府令", 52)) + middle("第 18 号") + TEXT),
}  # fmt: skip


@pytest.mark.parametrize(("title", "xml"), OTHERS.values(), ids=OTHERS)
def test_other_titles(title, xml):
    assert title_of(body(xml)) == title


NONE = {
    "a letterhead and its number": middle("江东区人民政府文件", 72) + middle("江东政发〔2026〕1号", 32) + TEXT,
    "the name of a club": middle("江东大学学生联谊会", 36) + TEXT,
    "two names of a club": middle("Jiangdong Students Association", 36) + middle("江东大学学生联谊会", 36) + TEXT,
    "whom a letter greets": line("渡口的小伙伴们！") + TEXT,
    "whom a foreign letter greets": line("Dear Mr./Miss.") + TEXT,
    "lines of a form": line("渡口：{{ ferry }}") + line("船只：{{ boat }}") + TEXT,
    "words set apart as in a form": line("张三\t\t渡口小组") + TEXT,
    "a moment": line("2026年3月17日22点47分") + TEXT,
    "an introduction": line("前言", style="Heading2") + line(ONE) + line("第一章 老码头", style="Heading2") + TEXT,
    "sections that look alike": "".join(
        line(word, 27, bold=True) + line(ONE) for word in ("题面", "输入", "输出", "样例")
    ),
    "who issues it, and the day": line("江东区人民政府办公室　　　　2026年3月20日") + TEXT,
}


@pytest.mark.parametrize("xml", NONE.values(), ids=NONE)
def test_what_is_no_title_is_asked_for(xml):
    assert title_of(body(xml)) is None


def test_what_word_counts_is_no_title():
    xml = line("开船", 32, number="1") + TEXT + line("靠岸", 32, number="1") + TEXT
    assert title_of(body(xml, numbering=COUNTING)) is None


def test_one_line_in_the_style_of_a_contents_list_is_the_title():
    data = changed(body(middle(TITLE, 36, style="T") + TEXT), {"word/styles.xml": lambda old: CONTENTS.encode()})
    assert title_of(data) == TITLE
    data = changed(body(middle("目　录", 36, style="T") + TEXT), {"word/styles.xml": lambda old: CONTENTS.encode()})
    assert title_of(data) is None


def test_a_table_in_a_text_box_and_words_below_it_are_both_kept():
    source = read(body(box(table([line("船"), line("岸")], [line("一"), line("二")]), line("题面")) + TEXT), "a.docx")
    kinds = [piece.kind for piece in parse(source)]
    assert kinds.count(Kind.TABLE) == 1 and sum(piece.text == "题面" for piece in parse(source)) == 1


def test_the_row_above_a_table_leaves_the_table_whole():
    rows = [line("姓名"), line("单位")], [line("张三"), line("渡口")]
    source = read(body(table([middle(TITLE, 32)], *rows)), "a.docx")
    assert source.tables == ((2, 2),) and [line.cell for line in source.lines if line.cell] == [
        (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)
    ]  # fmt: skip
    wide = read(body(table([middle(ONE * 3)], *rows)), "a.docx")
    assert wide.tables == ((3, 2),), "a whole paragraph is no name of a table"
    below = read(body(line(ONE) + table([middle(TITLE)], *rows)), "a.docx")
    assert below.tables == ((3, 2),), "only at the top of a file"


def test_the_census_misses_the_row_above_a_table(monkeypatch):
    data = body(table([middle(TITLE, 32)], [line("姓名"), line("单位")]) + TEXT)
    assert title_of(data) == TITLE
    monkeypatch.setattr(word.Reader, "_row", lambda *ignored: None)
    with pytest.raises(ManuscriptError, match="没有读全"):
        read(data, "a.docx")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["江东区人民政府关于印发", "渡口三年行动方案的通知"], "江东区人民政府关于印发渡口三年行动方案的通知"),
        (["守好一江清水", "迎来两岸新景"], "守好一江清水 迎来两岸新景"),
        (["公", "告"], "公告"),
        (["Ferry Guide", "Introduction and 简介"], "Ferry Guide Introduction and 简介"),
        (["渡口"], "渡口"),
    ],
)
def test_lines_of_a_title(lines, title):
    assert joined(lines) == title
