"""Short manuscripts of many shapes, and what each must become."""

import pytest

from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import read
from news.manuscripts.understanding.names import read_byline
from news.manuscripts.understanding.structure import parse

from .manuscripts import bylines, outline

LONG = "示例段落：渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头，说今天的风不大，过江只要一刻钟。"
MORE = "示例段落：对岸的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第一批，明天还会有更多。"
K = Kind

SHAPES = {
    "title, names, lead, heading, caption": (
        f"灯亮江心\n\n赵一明 钱小江\n\n\n{LONG}\n\n\n\n渡口的早晨。\n\n开船\n\n{MORE}",
        [(K.TITLE, "灯亮江心"), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"), (K.LEAD, LONG), (K.CAPTION, "渡口的早晨。"),
         (K.HEADING, "开船"), (K.PARAGRAPH, MORE)],
    ),
    "plain news without any headings": (
        f"渡口新船开航\n{LONG}\n{MORE}",
        [(K.TITLE, "渡口新船开航"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, MORE)],
    ),
    "kicker, title and subtitle above the names": (
        f"老城更新进行时\n渡口换了新颜\n——江心屿两岸见闻\n记者 赵一明\n{LONG}",
        [(K.KICKER, "老城更新进行时"), (K.TITLE, "渡口换了新颜"), (K.SUBTITLE, "——江心屿两岸见闻"), (K.BYLINE, "赵一明"),
         (K.PARAGRAPH, LONG)],
    ),
    "subtitle with a dash and no names": (
        f"渡口换了新颜\n——江心屿两岸见闻\n\n{LONG}",
        [(K.TITLE, "渡口换了新颜"), (K.SUBTITLE, "——江心屿两岸见闻"), (K.PARAGRAPH, LONG)],
    ),
    "labelled parts in any order": (
        f"引题：老城更新进行时\n标题：渡口换了新颜\n副题：两岸见闻\n导语：{LONG}\n{MORE}",
        [(K.KICKER, "老城更新进行时"), (K.TITLE, "渡口换了新颜"), (K.SUBTITLE, "两岸见闻"), (K.LEAD, LONG), (K.PARAGRAPH, MORE)],
    ),
    "a web page's line of date, source and author": (
        f"渡口换了新颜\n2023年1月13日 08:30　来源：示例晚报　作者：赵一明\n\n{LONG}",
        [(K.TITLE, "渡口换了新颜"), (K.DATE, "2023年1月13日 08:30"), (K.SOURCE, "示例晚报"), (K.BYLINE, "赵一明"),
         (K.PARAGRAPH, LONG)],
    ),
    "paragraph cut by a column in the middle of a word": (
        f"渡口换了新颜\n\n{LONG[:25]}\n\n{LONG[25:]}\n\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, MORE)],
    ),
    "paragraph cut after a semicolon": (
        f"渡口换了新颜\n\n{LONG[:-1]}；\n\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, f"{LONG[:-1]}；{MORE}")],
    ),
    "paragraph interrupted by a caption": (
        f"渡口换了新颜\n\n{LONG[:25]}\n\n\n\n新船靠岸。 孙小海 摄\n\n\n\n{LONG[25:]}\n\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.CAPTION, "新船靠岸。"), (K.PHOTOGRAPHER, "孙小海"), (K.PARAGRAPH, MORE)],
    ),
    "hard returns at one width, paragraphs by indent": (
        "渡口换了新颜\n　　" + LONG[:18] + "\n" + LONG[18:38] + "\n" + LONG[38:] + "\n　　" + MORE[:18] + "\n" + MORE[18:38]
        + "\n" + MORE[38:],
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, MORE)],
    ),
    "a narrow column broken every eight characters": (
        "渡口换了新颜\n\n" + "\n".join(LONG[i : i + 8] for i in range(0, len(LONG), 8)),
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG)],
    ),
    "dense text with headings and no blank lines": (
        f"渡口换了新颜\n{LONG}\n开船\n{MORE}\n靠岸\n{LONG}",
        [(K.TITLE, "渡口换了新颜"), (K.LEAD, LONG), (K.HEADING, "开船"), (K.PARAGRAPH, MORE), (K.HEADING, "靠岸"),
         (K.PARAGRAPH, LONG)],
    ),
    "numbered headings of two levels": (
        f"渡口建设方案\n\n一、总体要求\n\n{LONG}\n\n（一）船只\n\n{MORE}",
        [(K.TITLE, "渡口建设方案"), (K.HEADING, "一、总体要求"), (K.PARAGRAPH, LONG), (K.HEADING, "（一）船只"),
         (K.PARAGRAPH, MORE)],
    ),
    "numbered clauses are items of their own": (
        f"渡口乘船须知\n{LONG}\n1.先下后上，依次排队；\n2.老人优先，照看孩子；\n3.风大停航，听从安排。",
        [(K.TITLE, "渡口乘船须知"), (K.PARAGRAPH, LONG), (K.ITEM, "1.先下后上，依次排队；"),
         (K.ITEM, "2.老人优先，照看孩子；"), (K.ITEM, "3.风大停航，听从安排。")],
    ),
    "a decimal cut in two is not a numbered clause": (
        f"渡口换了新颜\n\n{LONG[:-1]}，客流增长2\n\n5.7%，为历年最多。",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, f"{LONG[:-1]}，客流增长25.7%，为历年最多。")],
    ),
    "a sidebar with its title inside the main text": (
        f"渡口换了新颜\n\n{LONG}\n\n记者手记\n\n船上的一小时\n\n{MORE}\n\n靠岸之后\n\n{LONG}",
        [(K.TITLE, "渡口换了新颜"), (K.LEAD, LONG), (K.SIDEBAR, "记者手记"), (K.SIDEBAR_TITLE, "船上的一小时"),
         (K.PARAGRAPH, MORE), (K.SIDEBAR_END, ""), (K.HEADING, "靠岸之后"), (K.PARAGRAPH, LONG)],
    ),
    "a link box in brackets at the end": (
        f"渡口换了新颜\n{LONG}\n【链接】\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.SIDEBAR, "链接"), (K.PARAGRAPH, MORE), (K.SIDEBAR_END, "")],
    ),
    "a blanket credit of its own, and a file picture": (
        f"渡口换了新颜\n{LONG}\n旧渡口的模样（资料图）\n{MORE}\n（本版图片均由示例摄影协会提供）",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.CAPTION, "旧渡口的模样（资料图）"), (K.PARAGRAPH, MORE),
         (K.BLANKET, "示例摄影协会")],
    ),
    "a provider in brackets behind a caption": (
        f"渡口换了新颜\n{LONG}\n图为新船靠岸。（示例航运公司供图）\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.CAPTION, "图为新船靠岸。"), (K.PROVIDER, "示例航运公司"),
         (K.PARAGRAPH, MORE)],
    ),
    "a photographer on a line of his own": (
        f"渡口换了新颜\n{LONG}\n▲新船靠岸\n孙小海 摄\n{MORE}",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.CAPTION, "▲新船靠岸"), (K.PHOTOGRAPHER, "孙小海"), (K.PARAGRAPH, MORE)],
    ),
    "names and editor at the foot": (
        f"渡口换了新颜\n{LONG}\n{MORE}\n（记者 赵一明 通讯员 钱小江）\n责任编辑：孙小海",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, MORE), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"),
         (K.BYLINE, "孙小海")],
    ),
    "lines of verse stay lines": (
        f"渡口的歌\n{LONG}\n江水长长\n渡船摇摇\n月亮上来\n{MORE}",
        [(K.TITLE, "渡口的歌"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, "江水长长"), (K.PARAGRAPH, "渡船摇摇"),
         (K.PARAGRAPH, "月亮上来"), (K.PARAGRAPH, MORE)],
    ),
    "a signature is no heading": (
        f"停航通告\n{LONG}\n\n示例渡口管理所",
        [(K.TITLE, "停航通告"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, "示例渡口管理所")],
    ),
    "a sidebar word without a text is a paragraph": (
        f"渡口换了新颜\n{LONG}\n链接",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG), (K.PARAGRAPH, "链接")],
    ),
    "Latin words keep a blank between them": (
        "渡口换了新颜\n\n" + LONG[:-1] + "，船上的广播说 Welcome\n\naboard，请坐好。",
        [(K.TITLE, "渡口换了新颜"), (K.PARAGRAPH, LONG[:-1] + "，船上的广播说 Welcome aboard，请坐好。")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name):
    text, expected = SHAPES[name]
    assert outline(text) == expected


@pytest.mark.parametrize("wide", ["\n", "\r\n"])
def test_line_ends_do_not_matter(wide):
    text, expected = SHAPES["paragraph interrupted by a caption"]
    assert outline(text.replace("\n", wide)) == expected


def test_long_opening_is_no_lead():
    text = f"渡口换了新颜\n{LONG * 8}\n开船\n{MORE}"
    assert K.LEAD not in [kind for kind, _ in outline(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("赵一明 钱小江 孙海", [("赵一明", ""), ("钱小江", ""), ("孙海", "")]),
        ("赵一明、钱小江", [("赵一明", ""), ("钱小江", "")]),
        ("王　晶 赵一明", [("王晶", ""), ("赵一明", "")]),
        ("欧阳小江 赵明", [("欧阳小江", ""), ("赵明", "")]),
        ("记者 赵一明 钱小江 通讯员 孙海", [("赵一明", "记者"), ("钱小江", "记者"), ("孙海", "通讯员")]),
        ("本报记者赵一明 见习记者钱小江", [("赵一明", "记者"), ("钱小江", "见习记者")]),
        ("□记者 赵一明", [("赵一明", "记者")]),
        ("文/赵一明 图/钱小江", [("赵一明", "作者"), ("钱小江", "摄影")]),
        ("赵一明/文 钱小江/摄", [("赵一明", "作者"), ("钱小江", "摄影")]),
        ("赵一明文 钱小江摄", [("赵一明", "作者"), ("钱小江", "摄影")]),
        ("记者 赵一明 摄影 钱小江", [("赵一明", "记者"), ("钱小江", "摄影")]),
        ("赵一明 文/图", [("赵一明", "作者")]),
        ("通讯员 阿依古丽·买买提", [("阿依古丽·买买提", "通讯员")]),
    ],
)
def test_names_and_roles(line, expected):
    assert bylines(f"示例标题\n{line}\n{LONG}") == expected


@pytest.mark.parametrize(
    "line",
    [
        "强信心 鼓干劲 赢未来",
        "奋力前行",
        "渡口的船一早就开了",
        "记者 到渡口走了一趟看见了新船",
        "记者",
        "一 二 三",
        "文",
    ],
)
def test_short_words_are_not_names(line):
    assert read_byline(line) is None


def test_two_roles_of_one_person_are_remarked():
    pieces = parse(read(f"示例标题\n赵一明 文/图\n{LONG}".encode()))
    assert any("两种身份" in remark for piece in pieces for remark in piece.remarks)


@pytest.mark.parametrize("line", ["游客们都在江边拍摄", "他们在渡口航摄", "这张图由他画成，一直挂在墙上"])
def test_not_every_line_that_ends_in_the_word_is_a_credit(line):
    assert K.PHOTOGRAPHER not in [kind for kind, _ in outline(f"示例标题\n{LONG}\n{line}\n{MORE}")]
