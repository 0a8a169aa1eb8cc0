"""Manuscripts as offices write them: what each becomes, that nothing of it is lost, and how long that takes."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.manuscripts.checking import odd_things
from news.manuscripts.checking.registers import Registered
from news.manuscripts.pieces import Kind, Piece
from news.manuscripts.source.reading import read, squeeze
from news.manuscripts.understanding.structure import parse

from .manuscript_shapes import ONE, SHAPES, TWO
from .manuscripts import bylines, outline
from .test_manuscript_growth import steps

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
LINES = [line for text, _ in SHAPES.values() for line in text.split("\n")] + [
    "",
    "",
    "　",
    "\t",
    "|",
    "“",
    "”——王晶",
    "12",
]


def lost(source, pieces):
    """The places of ink that stand in no piece, or in more than one."""
    seen = {}
    for piece in pieces:
        for span in piece.spans:
            text = source.lines[span.line - 1].text
            assert text[span.start : span.end] == span.text
            for at in range(span.start, span.end):
                seen[span.line, at] = seen.get((span.line, at), 0) + 1
    ink = {(line.number, at) for line in source.lines for at, c in enumerate(line.text) if squeeze(c)}
    return [place for place in ink | seen.keys() if seen.get(place, 0) != 1 and place in ink]


def test_there_are_enough_shapes():
    assert len(SHAPES) >= 30


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name):
    text, expected = SHAPES[name]
    assert outline(text) == expected


@pytest.mark.parametrize("name", SHAPES)
def test_every_character_is_in_one_piece(name):
    source = read(SHAPES[name][0].encode())
    assert lost(source, parse(source)) == []


@QUICK
@given(st.lists(st.sampled_from(LINES), max_size=40).map("\n".join))
def test_lines_in_any_order_lose_nothing(text):
    if squeeze(text):
        source = read(text.encode())
        pieces = parse(source)
        assert lost(source, pieces) == []
        assert [Piece.from_json(json.loads(json.dumps(p.as_json())), source) for p in pieces] == pieces
        odd_things(pieces, Registered(["示例航运公司", "示例渡口管理所"]))


@QUICK
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_characters_lose_nothing(text):
    if squeeze(text):
        source = read(text.encode())
        pieces = parse(source)
        assert lost(source, pieces) == []
        odd_things(pieces, Registered())


@pytest.mark.parametrize("unit", [f"{ONE}\n\n{TWO}\n\n", "“" * 50, "，" * 50, "一、", "a|b\tc\n", "——王晶", "（" * 20])
def test_twice_the_characters_take_twice_the_steps(unit):
    few, many = (steps("示例渡口换新颜\n\n" + unit * (size // len(unit))) for size in (4000, 8000))
    assert many < 2.3 * few


def test_a_name_that_is_printed_twice_keeps_what_each_place_says_of_it():
    text = f"示例渡口换新颜\n赵一明 通讯员 钱小江\n\n本报讯（记者 赵一明 钱小江）{ONE}"
    pieces = [piece for piece in parse(read(text.encode())) if piece.kind == Kind.BYLINE]
    assert [(piece.text, piece.detail) for piece in pieces] == [("赵一明", "记者"), ("钱小江", "通讯员")]
    assert pieces[1].remarks == ["钱小江在第 4 行的身份写作“记者”，请核对。"]


def test_cells_of_a_table_know_their_place():
    text = f"示例渡口换新颜\n\n{ONE}\n\n班次\t\t票价\n早班\t6:30\t2元\n\n{TWO}"
    table = next(piece for piece in parse(read(text.encode())) if piece.kind == Kind.TABLE)
    cells = json.loads(table.detail)["cells"]
    assert list(zip([span.text for span in table.spans], cells, strict=True)) == [
        ("班次", [0, 0]), ("票价", [0, 2]), ("早班", [1, 0]), ("6:30", [1, 1]), ("2元", [1, 2]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本报记者 赵一明 钱小江 通讯员 孙海", [("赵一明", "记者"), ("钱小江", "记者"), ("孙海", "通讯员")]),
        ("见习记者 赵一明 实习记者 钱小江", [("赵一明", "见习记者"), ("钱小江", "见习记者")]),
        ("赵一明/文 孙小海/摄", [("赵一明", "作者"), ("孙小海", "摄影")]),
        ("本报全媒体记者 赵一明", [("赵一明", "记者")]),
        ("特约通讯员 赵一明", [("赵一明", "通讯员")]),
        ("图文：赵一明", [("赵一明", "作者")]),
        ("撰文：赵一明 摄影：孙小海", [("赵一明", "作者"), ("孙小海", "摄影")]),
        ("记者 赵一明 文/摄", [("赵一明", "记者")]),
    ],
)
def test_more_roles(line, expected):
    assert bylines(f"示例渡口换新颜\n{line}\n{ONE}") == expected


@pytest.mark.parametrize(
    "opening",
    ["本报通讯员来到示例渡口，", "本报资讯栏目介绍了示例渡口，", "新华社区的居民来到渡口，", "示例网上的帖子说，"],
)
def test_not_every_opening_is_a_dateline(opening):
    assert Kind.DATELINE not in [kind for kind, _ in outline(f"示例渡口换新颜\n{opening}{ONE}")]
