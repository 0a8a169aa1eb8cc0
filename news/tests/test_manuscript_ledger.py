"""Whatever comes in, either it is refused in words or not a character is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.manuscripts.checking import odd_things
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.filing import importing
from news.manuscripts.filing.draft import draft_of
from news.manuscripts.filing.importing import rehearse
from news.manuscripts.ledger import Fate, NotConserved, check, ledger_of
from news.manuscripts.pieces import Kind, Piece, Span
from news.manuscripts.source.reading import read, squeeze
from news.manuscripts.understanding.structure import parse

PIECES = st.sampled_from(
    "灯亮江心|记者 赵一明|赵一明 钱小江|王　晶|——两岸见闻|副题：两岸见闻|来源：示例晚报|2023年1月13日 08:30 来源：示例晚报|"
    "示例段落：渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头。|示例段落：对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第|"
    "新船靠岸。 孙小海 摄|孙小海 摄|图为新船靠岸。（示例公司供图）|旧渡口（资料图）|(本版图片由示例协会提供)|新船 (本版图片由示例协会提供)|"
    "记者手记|【链接】|开船|一、总体要求|（一）船只|1.先下后上；|　　缩进的一行没有写完|，接着写|渡口的早晨。|”|<b>&amp;|Welcome|aboard，"
    "|（记者 赵一明）|责任编辑：孙小海|||||| |　|\t".split("|")
)
MANUSCRIPTS = st.lists(PIECES, max_size=30).map("\n".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def conserved(data):
    """Import `data` in rehearsal: True when it was understood and nothing was lost, False when it was refused."""
    try:
        result = rehearse(data, "manuscript.txt")
    except NotConserved:
        raise
    except ManuscriptError as error:
        assert any("\u4e00" <= character <= "\u9fff" for character in str(error))
        return False
    counts = result.ledger.summary()
    assert counts["source"] == sum(len(squeeze(line.text)) for line in result.source.lines)
    return True


@pytest.mark.django_db
@QUICK
@given(MANUSCRIPTS)
def test_manuscripts_of_any_shape_lose_nothing(text):
    conserved(text.encode())


@pytest.mark.django_db
@QUICK
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"]))
def test_any_text_in_any_encoding_is_refused_or_whole(text, encoding):
    conserved(text.encode(encoding, "replace"))


@pytest.mark.django_db
@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_whole(data):
    conserved(data)


@pytest.mark.django_db
def test_markup_in_a_manuscript_is_text():
    text = "标题 <script>\n第一段写着 <b>粗</b> &amp; &#20013; 和 1 < 2，写得很长很长很长很长。"
    assert conserved(text.encode())
    assert "&lt;b&gt;" in draft_of(parse(read(text.encode()))).body[0]["value"]


def test_interrupted_paragraph_moves_the_caption_and_says_so():
    text = (
        "渡口换了新颜\n\n示例段落：渡口的船一早就开了，岸上的人提着篮子排队，船工数着\n\n\n\n"
        "新船靠岸。 孙小海 摄\n\n\n\n人头，说今天的风不大。"
    )
    source = read(text.encode())
    draft = draft_of(parse(source))
    ledger = ledger_of(draft.placements, [p.place for p in draft.placements if p.place])
    moved = {entry.text for entry in ledger.entries if entry.fate == Fate.MOVED}
    assert moved == {"新船靠岸。", "孙小海"}
    assert [e.fate for e in ledger.entries if e.kind == Kind.PARAGRAPH] == [Fate.KEPT, Fate.KEPT]


TWO = "灯亮江心\n\n示例段落：渡口的船一早就开了，岸上的人提着篮子排队。\n\n示例段落：对岸的菜市场里人声鼎沸，秤杆抬得高高的。"


def accounted():
    source = read(TWO.encode())
    draft = draft_of(parse(source))
    places = [placement.place for placement in draft.placements]
    texts = [(placement.place, placement.piece.text) for placement in draft.placements]
    return source, ledger_of(draft.placements, places), texts


def test_check_passes_on_the_whole_page():
    check(*accounted())


@pytest.mark.parametrize(
    "harm",
    [
        lambda texts: [*texts[:-1], (texts[-1][0], texts[-1][1][:-1])],
        lambda texts: [*texts[:-1], (texts[-1][0], texts[-1][1] + "。")],
        lambda texts: [*texts[:-1], (texts[-1][0], texts[-1][1].replace("，", ","))],
        lambda texts: texts[:-1],
        lambda texts: [*texts, ("search_description", "多出来的话")],
        lambda texts: [texts[0], texts[2], texts[1]],
    ],
    ids=["dropped", "added", "changed", "block gone", "text from nowhere", "order changed"],
)
def test_check_finds_every_harm(harm):
    source, ledger, texts = accounted()
    with pytest.raises(NotConserved, match="零丢失核对不通过"):
        check(source, ledger, harm(texts))


def test_check_finds_a_line_that_the_ledger_forgot():
    source, ledger, texts = accounted()
    ledger.entries.pop()
    with pytest.raises(NotConserved, match="第 5 行"):
        check(source, ledger, texts)


@pytest.mark.django_db
def test_a_parser_that_drops_a_line_is_caught(monkeypatch):
    monkeypatch.setattr(importing, "parse", lambda source: parse(source)[:-1])
    with pytest.raises(NotConserved, match=r"原文 .* 字，页面 0 字"):
        rehearse(TWO.encode(), "a.txt")


def test_a_very_long_manuscript_is_accounted_for_quickly():
    lines = ["灯亮江心"] + ["示例段落：渡口的船一早就开了，岸上的人提着篮子排队。"] * 20_000
    source = read("\n".join(lines).encode())
    draft = draft_of(parse(source))
    assert len(draft.body) == 20_000
    assert ledger_of(draft.placements, [p.place for p in draft.placements]).summary()["moved"] == 0


def remarked(text):
    piece = Piece(Kind.PARAGRAPH, [Span(7, 0, len(text), text)], "")
    return [remark.message for remark in odd_things([piece])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第九届示例鞋类鞋类展销会开幕。", "“鞋类”连续出现两次"),
        ("春节前夕,工人在赶制订单。", "半角标点 ,"),
        ("温州(鹿城)试点。", "半角标点 ( )"),
        ("招聘会于3月5日举行。", "“3月5日”没有写年份"),
        ("发布《示例意见。", "“《”没有配对"),
        ("他说：走吧。”", "“””没有配对"),
        ("名单（见附件。", "“（”没有配对"),
    ],
)
def test_odd_things_are_remarked(text, words):
    messages = remarked(text)
    assert len(messages) == 1
    assert words in messages[0]


@pytest.mark.parametrize(
    "text",
    ["2022年12月26日至2023年1月19日，展期二十五天。", "《示例意见》（试行）写着“留员工、‘稳’生产”。", "增长12.5%，共1,200家，10:30开幕。",
     "一个个帐篷支了起来，如火如荼。"],
)  # fmt: skip
def test_ordinary_text_is_not_remarked(text):
    assert remarked(text) == []


def test_a_figure_in_two_places_is_remarked():
    pieces = [
        Piece(Kind.CAPTION, [Span(3, 0, 12, "对进出口的贡献率达12.5%。")], ""),
        Piece(Kind.PARAGRAPH, [Span(9, 0, 12, "对增长的贡献率达12.5%。")], ""),
    ]
    assert [remark.message for remark in odd_things(pieces)] == [
        "数字 12.5% 在第 3、9 行多次出现（“对进出口的贡献率达12.5%”；“对增长的贡献率达12.5%”），请核对几处说法是否一致。"
    ]
