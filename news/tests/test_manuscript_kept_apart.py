"""What the author kept apart stays apart, what he did not write is not written, and a reader that drops something is caught."""

import io

import pytest
from docx import Document

from news.manuscripts.checking import odd_things
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.filing.draft import draft_of
from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import MAX_LINE, MAX_LINES, read
from news.manuscripts.source.word import reader as word
from news.manuscripts.source.word.equations import printed
from news.manuscripts.understanding.names import read_byline
from news.manuscripts.understanding.structure import parse

from .manuscripts import bylines, outline
from .word_files import W, body, changed, p, saved

K = Kind
ONE = "渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头。"
TWO = "对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说明天还有。"
CENTRED = '<w:jc w:val="center"/>'


def pieces(data, name="a.docx"):
    return parse(read(data, name))


def kinds(data):
    return [(piece.kind, piece.text) for piece in pieces(data) if piece.kind != K.MARK]


def styled(text, depth):
    return p(text, f'<w:pStyle w:val="Heading{depth}"/>')


def paragraphs_of(data):
    source = read(data, "a.docx")
    return [block["value"] for block in draft_of(parse(source), source, "渡口").body if block["type"] == "paragraph"]


# --- what is kept apart --------------------


@pytest.mark.parametrize(
    "heads",
    [("修桥铺路在村口，点灯照路到江头", "买菜卖菜在船上，学戏唱戏到岸边"), ("开船到对岸去看灯", "靠岸在新码头卸货")],
)
def test_headings_of_one_width_are_no_column(heads):
    text = "\n".join(["渡口换了新颜", "", ONE, heads[0], TWO, heads[1], ONE])
    assert [kind for kind, _ in outline(text)] == [K.TITLE, K.LEAD, K.HEADING, K.PARAGRAPH, K.HEADING, K.PARAGRAPH]


def test_captions_and_addresses_of_one_width_are_no_column():
    lines = [
        "渡口换了新颜",
        "",
        ONE,
        "江心码头在望江东路九十九号门前",
        "西门码头在人民西路三十三号门前",
        "南门码头在环城南路二十二号门前",
        "",
        TWO,
    ]
    assert [text for _, text in outline("\n".join(lines))] == [line for line in lines if line]


def test_clauses_of_a_list_each_stay_on_their_line():
    lines = [
        "渡口换了新颜",
        "",
        "办理船票改签的乘客，请到一楼三号窗口排队等候；",
        "办理团体包船的单位，请到二楼六号窗口登记预约；",
        "其他事项请问值班人员。",
    ]
    assert [text for _, text in outline("\n".join(lines))] == [line for line in lines if line]


def test_a_paragraph_of_word_ends_where_word_says():
    lines = [
        "登船地点：望江东路某某号某某码头东侧二号通道口",
        "订票电话：0577-88880002",
        "发船时间：每日上午六时半到下午五时半，每刻钟一班",
        "邮政编码：325000",
    ]
    data = body(p("渡口换了新颜", CENTRED) + p(ONE) + "".join(map(p, lines)) + p(TWO))
    assert [text for _, text in kinds(data)] == ["渡口换了新颜", ONE, *lines, TWO]


def test_lines_on_both_sides_of_a_table_stay_there():
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(p('船名'))}{cell.format(p('座位'))}</w:tr></w:tbl>"
    data = body(
        p("渡口换了新颜", CENTRED)
        + p(ONE)
        + p("各渡口的船和座位数见下面这张表里所列")
        + table
        + p("表中座位不含船工所坐")
        + p(TWO)
    )
    assert [kind for kind, _ in kinds(data)] == [K.TITLE, K.PARAGRAPH, K.PARAGRAPH, K.TABLE, K.PARAGRAPH, K.PARAGRAPH]


def test_soft_breaks_stay_in_the_paragraph():
    broken = "<w:p><w:r><w:t>江水长长，</w:t><w:br/><w:t>渡船摇摇。</w:t></w:r></w:p>"
    assert (
        paragraphs_of(body(p("渡口换了新颜", CENTRED) + p(ONE) + broken + p(TWO)))[1]
        == "<p>江水长长，<br/>渡船摇摇。</p>"
    )


def test_tabbed_names_are_no_table_and_empty_rows_of_a_table_stay():
    names = "渡口义务队名单\n\n" + ONE + "\n\n赵一明\t钱小江\t孙海\n李芳\t周平\t吴敏\n"
    assert K.TABLE not in [kind for kind, _ in outline(names)]
    document = Document()
    document.add_paragraph("渡口换了新颜")
    document.add_paragraph(ONE)
    table = document.add_table(5, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(2, 0).text = "船名\n（全称）", "座位", "甲号"
    source = read(saved(document), "a.docx")
    draft = draft_of(parse(source), source)
    value = next(block["value"]["table"] for block in draft.body if block["type"] == "table")
    assert [column["heading"] for column in value["columns"]] == ["船名 （全称）", "座位"]
    assert [row["values"][0] for row in value["rows"]] == ["", "甲号", "", ""]


def test_words_that_stand_in_no_paragraph_are_read():
    data = body(p("渡口换了新颜", CENTRED) + "<w:r><w:t>散落的一句。</w:t></w:r>" + p(ONE))
    assert (K.PARAGRAPH, "散落的一句。") in kinds(data)


# --- titles --------------------


@pytest.mark.parametrize(
    "xml",
    [
        styled("渡口换了新颜", 1) + p(ONE) + p(TWO),
        styled("渡口换了新颜", 3) + p(ONE) + styled("开船", 1) + p(TWO) + styled("靠岸", 1) + p(ONE),
        styled("渡口换了新颜", 1) + styled("一、开船", 1) + p(ONE) + styled("二、靠岸", 1) + p(TWO),
        p("目　录", CENTRED) + p("一、开船……1") + p("二、靠岸……3") + p("渡口换了新颜", CENTRED) + p(ONE),
        p("附件3：") + p("渡口换了新颜", CENTRED) + p(ONE),
        p("渡口", CENTRED) .replace("渡口", "渡口换") + p("了新颜", CENTRED) + p(ONE),
        p("江政发〔2023〕5号", CENTRED) + p("渡口换了新颜", CENTRED) + p(ONE),
    ],
    ids=["only heading 1", "deeper than the sections", "among headings of one level", "behind a contents page",
         "below an attachment's mark", "on two lines", "below a number"],
)  # fmt: skip
def test_the_title(xml):
    assert [text for kind, text in _titles(body(xml))] == ["渡口换了新颜"]


def _titles(data):
    found = [piece.text for piece in pieces(data) if piece.kind == K.TITLE]
    return [(K.TITLE, "".join(found))] if found else []


@pytest.mark.parametrize(
    "first",
    [
        ONE,
        "【会议材料】",
        "附件2：渡口名册",
        "目录",
        "尊敬的各位乡亲：",
        "时间：2023年1月5日",
        "（征求意见稿）",
        "长" * 256,
    ],
)
def test_no_title_is_invented(first):
    assert _titles(body(p(first) + p(ONE) + p(TWO))) == []
    assert K.TITLE not in [kind for kind, _ in outline(f"{first}\n{ONE}\n{TWO}")]


# --- authors and dates --------------------


def test_names_under_a_group_photograph_are_no_authors():
    names = "赵一明 钱小江 孙海 李芳 周平 吴敏 郑强 王晶"
    assert bylines(f"渡口义务队合影\n{names}\n{ONE}") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("张晓文 李海", ["张晓文", "李海"]),
        ("记者 赵一明和钱小江", ["赵一明", "钱小江"]),
        ("赵一明与欧阳小江", ["赵一明", "欧阳小江"]),
        ("方案", None), ("通知", None), ("作者 简介", None), ("简报", None), ("管理办法", None),
    ],
)  # fmt: skip
def test_who_is_named(line, expected):
    credits = read_byline(line)
    assert (credits and [credit.name for credit in credits]) == expected


@pytest.mark.parametrize("line", ["2023年1月5日", "时间：2023年1月5日 14:30", "Page 8", "第3页", "（2023年1月5日）"])
def test_days_and_labels_stay_in_the_text(line):
    for text in (f"渡口换了新颜\n{line}\n{ONE}\n{TWO}", f"渡口换了新颜\n{ONE}\n{TWO}\n{line}"):
        found = [piece for piece in parse(read(text.encode())) if piece.kind in (K.DATE, K.MARK)]
        assert found == []


# --- what Word draws, strikes and embeds --------------------


@pytest.mark.parametrize("tag", ["strike", "dstrike", "vanish"])
def test_struck_and_hidden_words_are_listed_not_printed(tag):
    struck = f"<w:p><w:r><w:rPr><w:{tag}/></w:rPr><w:t>票价三元。</w:t></w:r><w:r><w:t>票价两元。</w:t></w:r></w:p>"
    source = read(body(p("渡口换了新颜") + struck), "a.docx")
    assert [line.text for line in source.lines][1] == "票价两元。"
    assert [thing.text for thing in source.left_out] == ["票价三元。"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r" EQ \o\ac(○,7)", "⑦"), (r"eq \o\ac(○,50)", "㊿"), (r"EQ \o\ac(□,甲)", "甲"), (r"EQ \f(1,2)", "1/2"),
        (r'EQ \* jc2 \* "Font:宋体" \o\ad(\s\up 9(dù),渡)', "渡"), (r"EQ \o\ac(○,", "○"),
    ],
)  # fmt: skip
def test_what_a_field_draws(code, shown):
    assert printed(code)[0] == shown


def field(code):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">' + code
        + '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip


def chunk(content, name, kind="text/html"):
    data = body(p("渡口换了新颜", CENTRED) + '<w:altChunk r:id="rIdC"/>')
    relation = (
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" '
        f'Target="{name}"/></Relationships>'
    )
    return changed(data, {
        f"word/{name}": lambda old: content,
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation.encode()),
    })  # fmt: skip


HTML = f"<html><head><title>x</title><style>p{{}}</style></head><body><h2>开船</h2><p>{ONE}<br>第二行。</p><p>{TWO}</p></body></html>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML.encode(), "c.html"),
        (HTML.encode("gb18030"), "c.htm"),
        (f'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\n\n{HTML}'.encode(), "c.mht"),
        (f"开船\n{ONE}\n第二行。\n{TWO}".encode(), "c.txt"),
        (body(p("开船") + p(ONE) + p("第二行。") + p(TWO)), "c.docx"),
    ],
    ids=["html", "gb18030", "mht", "text", "word"],
)
def test_embedded_documents_are_read(content, name):
    lines = [line.text for line in read(chunk(content, name), "a.docx").lines if line.text]
    assert lines == ["渡口换了新颜", "开船", ONE, "第二行。", TWO]


@pytest.mark.parametrize("open_end", ["<!--", "</", "<?", "<p "])
def test_a_page_of_tags_without_an_end_is_named_and_not_parsed(open_end, monkeypatch):
    page = f"<html><body><p>字</p>{open_end * 20_000}".encode()
    monkeypatch.setattr("news.manuscripts.source.word.chunks.HTMLParser.feed", lambda *args: pytest.fail("parsed"))
    assert "altChunk" in read(chunk(page, "c.html"), "a.docx").left_out[0].note


def test_an_embedded_document_that_cannot_be_read_is_named_with_advice():
    source = read(chunk(b"{\\rtf1 x}", "c.rtf"), "a.docx")
    assert "altChunk" in source.left_out[0].note and "另存为 .docx" in source.left_out[0].note


# --- a reader that drops something is caught --------------------

CONTENT = (
    p("渡口换了新颜")
    + f"<w:p><w:r><w:t>第一班船</w:t></w:r><w:r><w:t>六时半开。</w:t></w:r>{field(chr(92).join([' EQ ', 'o', 'ac(○,3)']))}</w:p>"
    + "<w:p><w:r><w:t>江水长长，</w:t><w:br/><w:t>渡船摇摇。</w:t></w:r></w:p>"
    + f"<w:tbl><w:tr><w:tc>{p('甲')}{p('乙')}</w:tc><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>"
    + f"<w:p><w:r><w:pict><w:txbxContent>{p('框里的话')}</w:txbxContent></w:pict></w:r><w:r><w:t>后话</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
)
NOTES = {"footnotes": f'<w:footnotes {W}><w:footnote w:id="7">{p("见年鉴。")}</w:footnote></w:footnotes>'}


def without(module, name, when):
    """A change of the reader: calls of `module.name` for which `when(its arguments)` holds do nothing."""
    real = getattr(module, name)

    def forgetful(self, *args, **kwargs):
        return None if when(*args) else real(self, *args, **kwargs)

    return module, name, forgetful


def joined_lines(self):
    return [("".join(c for c, _ in self.characters if c != "\n"), ())]


def joined_paragraphs(real):
    def paragraph(self, element, part, cell=None):
        real(self, element, part, cell)
        self.paragraphs -= 1

    return paragraph


MUTATIONS = {
    "a paragraph": without(word.Reader, "paragraph", lambda element, *_: "六时半" in "".join(element.itertext())),
    "a run": without(word.ParagraphReader, "_run", lambda element, *_: "六时半" in "".join(element.itertext())),
    "a cell": without(word.Reader, "_flow", lambda parent, *_: parent.tag == "w:tc" and "丙" in "".join(parent.itertext())),
    "a paragraph of a cell": without(word.Reader, "paragraph", lambda element, *_: "乙" in "".join(element.itertext())),
    "a note": without(word.Reader, "_note", lambda *_: True),
    "a field's number": without(word.ParagraphReader, "_without_result", lambda *_: True),
    "a box": without(word.Reader, "_release", lambda *_: True),
    "a soft break": (word.Words, "lines", joined_lines),
    "the lines behind a soft break": (word, "labelled", lambda lines, label: lines[:1]),
    "the end of a paragraph": (word.Reader, "paragraph", joined_paragraphs(word.Reader.paragraph)),
}  # fmt: skip


def test_the_whole_content_is_read():
    text = "".join(line.text for line in read(body(CONTENT, **NOTES), "a.docx").lines)
    assert all(words in text for words in ("六时半开。③", "渡船摇摇", "丙", "框里的话", "见年鉴"))


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_reader_that_drops_something_is_caught(monkeypatch, name):
    module, method, forgetful = MUTATIONS[name]
    data = body(CONTENT, **NOTES)
    monkeypatch.setattr(module, method, forgetful)
    with pytest.raises(ManuscriptError, match="没有读全"):
        read(data, "a.docx")


# --- signs, and how much --------------------


def test_radicals_are_pointed_out():
    found = [
        remark.message
        for remark in odd_things(parse(read(f"⽼城渡⼝换了新颜\n{ONE}".encode())))
        if remark.code == "radical"
    ]
    assert len(found) == 1 and "部首字符，不是汉字：⽼⼝" in found[0] and "老口" in found[0]


@pytest.mark.parametrize(
    ("text", "told"), [("字\n" * (MAX_LINES + 1), "行的上限"), ("字" * (MAX_LINE + 1), "字的上限")]
)
def test_more_than_a_manuscript_is_refused_in_words(text, told):
    with pytest.raises(ManuscriptError, match=told):
        read(text.encode(), "a.txt")


def steps(monkeypatch, text):
    """How often the shape of a line is asked for while `text` is read: time differs from machine to machine."""
    asked = io.StringIO()
    real = parse.__globals__["Body"]._take
    monkeypatch.setattr(
        parse.__globals__["Body"], "_take", lambda self, i, row: (asked.write("."), real(self, i, row))[1]
    )
    parse(read(text.encode()))
    monkeypatch.undo()
    return len(asked.getvalue())


def test_each_line_is_looked_at_once(monkeypatch):
    assert steps(monkeypatch, "渡口\n\n" + "a\n" * 2000) <= 2001
