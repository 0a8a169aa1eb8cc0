"""A Word file as an article: the same page as its text, and what only Word can say in its place."""

import io

import mammoth
import pytest
from django.core.management import CommandError
from docx import Document
from docx.shared import Cm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.models import Picture
from media.tests.factories import image_file
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.filing import importing
from news.manuscripts.filing.importing import import_manuscript, rehearse
from news.manuscripts.ledger import NotConserved
from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import read, squeeze
from news.manuscripts.understanding.structure import parse
from news.models import ArticlePage, ManuscriptImport

from .manuscripts import REAL, TEXT, needs_real, nothing_left, run
from .test_manuscript_word_reading import numbered, numbering
from .word_files import W, body, p, plain, saved, styled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals")]
STORY = (
    "灯亮江心\n\n记者 赵一明 通讯员 钱小江\n\n示例导语：渡口的船一早就开了，岸上的人提着篮子排队。\n\n开船\n\n"
    "示例段落：对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第\n\n一批，明天还会有更多。\n\n"
    "新船靠岸。 孙小海 摄\n\n靠岸\n\n示例段落：船工数着人头，说今天的风不大，下一班照常开。\n\n（本版图片由示例摄影协会提供）\n"
)
STYLES = {"灯亮江心": "Title", "开船": "Heading 1", "靠岸": "Heading 1", "新船靠岸。 孙小海 摄": "Caption"}


def result(data, name):
    """Fields, names and blocks of a manuscript, without the blocks' ids."""
    draft = rehearse(data, name).draft
    return draft.fields, draft.bylines, [_bare(block) for block in draft.body]


def rejoined(data):
    """The same of a Word file whose lines an editor has rejoined."""
    source = read(data, "a.docx")
    draft = importing.rehearse_pieces(source, parse(source, is_rejoined=True)).draft
    return draft.fields, draft.bylines, [_bare(block) for block in draft.body]


def _bare(block):
    value = block["value"]
    if isinstance(value, dict) and isinstance(value.get("body"), list):
        value = value | {"body": [_bare(child) for child in value["body"]]}
    return block["type"], value


def blocks(data):
    return [_bare(block) for block in rehearse(data, "a.docx").draft.body]


def uncut(text):
    return text.replace("第\n\n一", "第一")


@pytest.mark.parametrize("text", [STORY, TEXT], ids=["story", "text"])
def test_the_same_text_makes_the_same_page(text):
    text = uncut(text)
    wanted = result(text.encode(), "a.txt")
    assert result(plain(text), "a.docx") == wanted
    assert result(plain(text.replace("\n\n", "\n")), "a.docx") == result(text.replace("\n\n", "\n").encode(), "a.txt")


def test_styles_make_the_same_page():
    assert result(styled(uncut(STORY), STYLES), "a.docx") == result(uncut(STORY).encode(), "a.txt")


@pytest.mark.parametrize("text", [STORY, TEXT], ids=["story", "text"])
def test_a_paragraph_ends_where_word_says_until_an_editor_has_it_rejoined(text):
    data = plain(text)
    values = [value for kind, value in result(data, "a.docx")[2] if kind == "paragraph"]
    assert [value[-9:] for value in values[:1]] == ["这是今年的第</p>"[-9:]] and values[1].startswith("<p>一批")
    assert rejoined(data) == result(text.encode(), "a.txt")


def real_styles(text):
    lines = [line for line in text.split("\n") if line.strip()]
    pieces = [piece for piece in importing.parse(importing.read(text.encode())) if piece.spans]
    styles = {Kind.TITLE: "Title", Kind.HEADING: "Heading 1", Kind.CAPTION: "Caption", Kind.SIDEBAR: "Heading 1", Kind.SIDEBAR_TITLE: "Heading 2"}  # fmt: skip
    by_line = {piece.spans[0].line: styles[piece.kind] for piece in pieces if piece.kind in styles}
    numbered_lines = text.split("\n")
    return {
        numbered_lines[number - 1]: style for number, style in by_line.items() if numbered_lines[number - 1] in lines
    }


@needs_real
def test_the_newspapers_feature_in_three_files():
    text = REAL.read_text(encoding="utf-8")
    wanted = result(text.encode(), "a.txt")
    assert rejoined(plain(text)) == wanted
    assert rejoined(styled(text, real_styles(text))) == wanted


def opening(*more):
    return (
        p("灯亮江心", '<w:pStyle w:val="Title"/>')
        + p("示例段落：渡口的船一早就开了，岸上的人提着篮子排队。")
        + "".join(more)
    )


def test_lists_of_the_file_are_lists_of_the_page():
    levels = [("bullet", "\uf0b7"), ("decimal", "%2."), ("chineseCounting", "（%3）")]
    data = body(
        opening(*[numbered(text) for text in ("先下", "后上")], p("第二段话到这里结束。"),
                *[numbered(text, 1) for text in ("买票", "排队")], p("第三段话到这里结束。"), numbered("总体要求要写清楚。", 2)),
        numbering=numbering(levels),
    )  # fmt: skip
    values = [value for kind, value in blocks(data) if kind == "paragraph"]
    assert values[1] == "<ul><li>先下</li><li>后上</li></ul>"
    assert values[3] == "<ol><li>买票</li><li>排队</li></ol>"
    assert values[5] == "<p>（一）总体要求要写清楚。</p>"


def test_numbers_then_bullets_then_numbers_are_three_lists():
    levels = [("bullet", "\uf0b7"), ("decimal", "%2."), ("decimal", "%3.")]
    three = [numbered(text, at) for at, text in ((1, "买票"), (1, "排队"), (0, "先下"), (2, "修船"), (2, "点灯"))]
    values = [value for kind, value in blocks(body(opening(*three), numbering=numbering(levels)))]
    assert values[1:] == [
        "<ol><li>买票</li><li>排队</li></ol>", "<ul><li>先下</li></ul>", "<ol><li>修船</li><li>点灯</li></ol>",
    ]  # fmt: skip


def test_a_list_that_goes_on_behind_bullets_keeps_its_printed_numbers():
    levels = [("decimal", "%1."), ("bullet", "\uf0b7")]
    one = [numbered(text, at) for text, at in (("买票", 0), ("带零钱", 1), ("排队", 0))]
    values = [value for kind, value in blocks(body(opening(*one), numbering=numbering(levels)))]
    assert values[1:] == ["<p>1. 买票</p>", "<ul><li>带零钱</li></ul>", "<p>2. 排队</p>"]


def test_lists_that_follow_each_other_each_begin_at_one():
    levels = [("decimal", "%1."), ("decimal", "%2.")]
    two = [numbered(text, at) for text, at in (("买票", 0), ("排队", 0), ("先下", 1), ("后上", 1))]
    values = [value for kind, value in blocks(body(opening(*two), numbering=numbering(levels)))]
    assert values[1:] == ["<ol><li>买票</li><li>排队</li></ol>", "<ol><li>先下</li><li>后上</li></ol>"]


def test_what_stands_behind_a_table_is_no_caption_because_of_the_rows():
    document = Document()
    for text in ("灯亮江心", "示例段落：渡口的船一早就开了，岸上的人提着篮子排队。"):
        document.add_paragraph(text)
    table = document.add_table(3, 2)
    for at, text in enumerate("船名 座位 甲号 12 乙号 24".split()):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("船多了两条。")
    document.add_paragraph("示例段落：对岸的菜市场里人声鼎沸，秤杆抬得高高的。")
    assert [kind for kind, _ in blocks(saved(document))] == ["paragraph", "table", "paragraph", "paragraph"]


def test_names_in_the_style_of_a_subtitle_are_names():
    text = "灯亮江心\n赵一明 钱小江\n示例段落：渡口的船一早就开了，岸上的人提着篮子排队。"
    source = read(styled(text, {"灯亮江心": "Title", "赵一明 钱小江": "Subtitle"}), "a.docx")
    assert [piece.text for piece in parse(source) if piece.kind == Kind.BYLINE] == ["赵一明", "钱小江"]
    source = read(styled(text, {"灯亮江心": "Title", text.split("\n")[2]: "Subtitle"}), "a.docx")
    assert any(piece.kind == Kind.SUBTITLE for piece in parse(source))


def test_formatting_links_and_footnotes():
    notes = f'<w:footnotes {W}><w:footnote w:id="7">{p("见示例年鉴 <b>。".replace("<b>", "&lt;b&gt;"))}</w:footnote></w:footnotes>'
    run_of = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    data = body(
        opening("<w:p>" + run_of.format("", "江边的") + run_of.format("<w:b/><w:i/>", "灯") + run_of.format("", "亮了，示例段落写得很长很长很长")
                + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run_of.format("", "。") + "</w:p>"),
        footnotes=notes,
    )  # fmt: skip
    values = [value for _, value in blocks(data)]
    assert "江边的<b><i>灯</i></b>亮了，示例段落写得很长很长很长<sup>1</sup>。" in "".join(values)
    assert values[-1] == "<ol><li>见示例年鉴 &lt;b&gt;。</li></ol>"


def word_with_everything():
    document = Document()
    document.add_paragraph("灯亮江心", style="Title")
    document.add_paragraph("示例段落：渡口的船一早就开了，岸上的人提着篮子排队。")
    shape = document.add_picture(io.BytesIO(image_file().read()), width=Cm(4))
    shape._inline.docPr.set("descr", "江面上的船")
    document.add_paragraph("新船靠岸。 孙小海 摄", style="Caption")
    document.add_paragraph("示例段落：对岸的菜市场里人声鼎沸，秤杆抬得高高的。")
    document.add_paragraph("表1 渡口的船", style="Caption")
    table = document.add_table(3, 2)
    for at, text in enumerate("船名 座位 甲号 12 乙号 24".split()):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("“灯亮了，心里就踏实了。”", style="Quote")
    document.add_picture(io.BytesIO(image_file().read()), width=Cm(4))
    return saved(document)


def test_tables_quotations_and_pictures_stand_in_their_places(section):
    data = word_with_everything()
    record = import_manuscript(data, "渡口.docx", section, publish=True)
    page = ArticlePage.objects.public_now().get()
    kinds = [block.block_type for block in page.body if block.block_type != "paragraph"]
    assert kinds == ["picture", "table", "quotation", "picture"]
    table = next(block.value["table"] for block in page.body if block.block_type == "table")
    assert table.caption == "表1 渡口的船"
    assert [column["heading"] for column in table.columns] == ["船名", "座位"]
    assert [row["values"] for row in table.row_data] == [["甲号", "12"], ["乙号", "24"]]
    quotation = next(block.value for block in page.body if block.block_type == "quotation")
    assert quotation["text"] == "灯亮了，心里就踏实了。"
    first, second = [block.value for block in page.body if block.block_type == "picture"]
    picture = Picture.objects.get()
    assert first["picture"] == second["picture"] == picture
    assert (first["caption"], first["photographer"], second["caption"]) == ("新船靠岸。", "孙小海", "")
    assert (picture.description, picture.caption) == ("江面上的船", "")
    assert record.made["pictures"] == [picture.pk]
    assert record.original.name.endswith(".docx") and record.encoding == "Word（.docx）"


def test_a_picture_that_the_library_has_is_used_again(section):
    import_manuscript(word_with_everything(), "a.docx", section)
    record = import_manuscript(word_with_everything() + b"", "b.docx", section, again=True)
    assert Picture.objects.count() == 1 and record.made["pictures"] == []


def test_a_fault_leaves_no_picture_behind(section, originals, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"

    def fail(*args, **kwargs):
        raise RuntimeError("示例故障")

    monkeypatch.setattr(ManuscriptImport, "save", fail)
    with pytest.raises(RuntimeError, match="示例故障"):
        import_manuscript(word_with_everything(), "a.docx", section)
    monkeypatch.undo()
    assert nothing_left(originals) and not Picture.objects.exists()
    assert not [path for path in (tmp_path / "uploads").rglob("*") if path.is_file()]


def test_the_command_takes_word_files(section, tmp_path, capsys):
    path = tmp_path / "渡口.docx"
    path.write_bytes(word_with_everything())
    run(path, section)
    assert "零丢失核对通过" in capsys.readouterr().out
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(CommandError, match="已损坏"):
        run(path, section)


def test_mammoth_reads_the_same_words():
    """Another reader, by other hands: what both read in a file that both understand must be the same."""
    data = word_with_everything()
    html = mammoth.convert_to_html(
        io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
    )
    plain_text = importing.page_texts.__globals__["strip_tags"](html.value)
    assert squeeze(plain_text) == squeeze("".join(line.text for line in rehearse(data, "a.docx").source.lines))


RUNS = st.lists(
    st.tuples(
        st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFD, exclude_categories=["Cs", "Cc"]), max_size=12),
        st.booleans(),
    ),
    max_size=4,
)
PARAGRAPHS = st.lists(
    st.tuples(RUNS, st.sampled_from([None, "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Quote", "Caption", "TABLE"])),
    max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PARAGRAPHS)
def test_any_paragraphs_in_word_lose_nothing(paragraphs):
    document = Document()
    document.add_paragraph("灯亮江心", style="Title")
    for runs, style in paragraphs:
        if style == "TABLE":
            table = document.add_table(2, 2)
            for at, (text, _) in enumerate(runs):
                table.cell(at // 2, at % 2).text = text
            continue
        paragraph = document.add_paragraph(style=style)
        for text, is_bold in runs:
            paragraph.add_run(text).bold = is_bold
    try:
        rehearsal = rehearse(saved(document), "a.docx")
    except NotConserved:
        raise
    except ManuscriptError as error:
        assert "没有读全" not in str(error)
        return
    assert rehearsal.ledger.summary()["source"] == sum(len(squeeze(line.text)) for line in rehearsal.source.lines)
