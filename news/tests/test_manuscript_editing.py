"""Changes to a reading: each keeps every character, and can be taken back."""

import random

import pytest

from news.manuscripts.desk import editing
from news.manuscripts.errors import ManuscriptError
from news.manuscripts.filing.draft import draft_of
from news.manuscripts.ledger import ledger_of
from news.manuscripts.pieces import Kind, Piece
from news.manuscripts.source.reading import read, squeeze
from news.manuscripts.understanding.sidebars import EditingError
from news.manuscripts.understanding.structure import parse

from .manuscripts import TEXT

SIDEBAR = TEXT + "\n\n采写手记\n\n岸上的人\n\n示例手记：那天风大，船仍旧准点。卖菱角的阿姨说，她不急。\n"


@pytest.fixture
def source():
    return read(SIDEBAR.encode())


@pytest.fixture
def pieces(source):
    return parse(source)


def at(pieces, kind):
    return next(number for number, piece in enumerate(pieces) if piece.kind == kind)


def ink(pieces):
    """Every stretch of the source, in order: what no change may touch."""
    spans = sorted((span for piece in pieces for span in piece.spans), key=lambda span: span.position)
    return squeeze("".join(span.text for span in spans))


def test_a_heading_becomes_a_paragraph_and_back(pieces):
    number = at(pieces, Kind.HEADING)
    changed = editing.change_kind(pieces, number, "PARAGRAPH")
    assert changed[number].kind == Kind.PARAGRAPH and "编辑由小标题改为正文" in changed[number].reason
    assert pieces[number].kind == Kind.HEADING
    again = editing.change_kind(changed, number, "HEADING:3")
    assert (again[number].kind, again[number].detail) == (Kind.HEADING, "3")


def test_split_at_any_character_and_join_again(pieces, source):
    number = at(pieces, Kind.PARAGRAPH)
    span = pieces[number].spans[0]
    changed = editing.split(pieces, number, span.line, span.start + 7)
    assert changed[number].text == pieces[number].text[:7]
    assert changed[number + 1].text == pieces[number].text[7:]
    joined = editing.join(changed, number, source)
    assert joined[number].spans == pieces[number].spans


TABLE = "示例渡口换新颜\n\n示例段落：渡口的船一早就开了，岸上的人提着篮子排队。\n\n班次\t时间\n头班\t六点半\n"


def test_a_table_can_be_taken_apart_row_by_row():
    pieces = parse(read(TABLE.encode()))
    number = at(pieces, Kind.TABLE)
    assert [choice for choice, _ in editing.choices_for(pieces[number])] == ["TABLE", "PARAGRAPH", "ITEM"]
    changed = editing.change_kind(pieces, number, "PARAGRAPH")
    assert [piece.text for piece in changed if piece.kind == Kind.PARAGRAPH][1:] == ["班次时间", "头班六点半"]
    assert ink(changed) == ink(pieces)
    with pytest.raises(EditingError, match="一行一段"):
        editing.change_kind(pieces, number, "TITLE")


def test_a_line_above_a_table_becomes_its_caption():
    pieces = parse(read(TABLE.replace("班次\t", "开船的钟点。\n班次\t", 1).encode()))
    number = at(pieces, Kind.TABLE) - 1
    block = draft_of(editing.change_kind(pieces, number, "TABLE_CAPTION")).body[-1]
    assert block["value"]["table"]["caption"] == "开船的钟点。"


def test_split_between_lines(pieces):
    number = at(pieces, Kind.PARAGRAPH)
    first, second = pieces[number].spans
    changed = editing.split(pieces, number, second.line, second.start)
    assert [piece.spans for piece in changed[number : number + 2]] == [[first], [second]]


def test_split_points_stand_inside_the_piece(pieces):
    number = at(pieces, Kind.PARAGRAPH)
    points = editing.split_points(pieces[number])
    assert points
    for (line, column), before, after in points:
        halves = editing.split(pieces, number, line, column)
        assert (halves[number].text, halves[number + 1].text) == (before.strip(), after.strip())


@pytest.mark.parametrize(("line", "column"), [(1, 0), (999, 3), (0, 0), (13, 9999)])
def test_a_split_outside_the_piece_is_refused(pieces, line, column):
    with pytest.raises(EditingError, match="中间"):
        editing.split(pieces, at(pieces, Kind.PARAGRAPH), line, column)


def test_drop_wants_a_reason_and_can_be_restored(pieces):
    number = at(pieces, Kind.CAPTION)
    with pytest.raises(EditingError, match="原因"):
        editing.drop(pieces, number, " 　 ")
    dropped = editing.drop(pieces, number, "版面重复")
    assert dropped[number].kind == Kind.DROPPED and "版面重复" in dropped[number].reason
    with pytest.raises(EditingError, match="先恢复"):
        editing.change_kind(dropped, number, "PARAGRAPH")
    restored = editing.restore(dropped, number)
    assert (restored[number].kind, restored[number].spans) == (Kind.CAPTION, pieces[number].spans)


def test_a_dropped_piece_is_in_the_ledger_with_its_reason(pieces, source):
    number = at(pieces, Kind.CAPTION)
    draft = draft_of(editing.drop(pieces, number, "版面重复"), source)
    ledger = ledger_of(draft.placements, [one.place for one in draft.placements if one.place])
    entry = next(entry for entry in ledger.entries if entry.fate == "略去")
    assert (entry.text, entry.place) == (pieces[number].text, "") and "版面重复" in entry.reason
    assert ledger.summary()["dropped"] == len(squeeze(pieces[number].text))


def test_a_sidebar_comes_and_goes_with_its_end(pieces):
    number = at(pieces, Kind.SIDEBAR)
    gone = editing.change_kind(pieces, number, "PARAGRAPH")
    assert not {Kind.SIDEBAR, Kind.SIDEBAR_TITLE, Kind.SIDEBAR_END} & {piece.kind for piece in gone}
    heading = at(gone, Kind.HEADING)
    back = editing.change_kind(gone, heading, "SIDEBAR")
    assert back[heading].kind == Kind.SIDEBAR and Kind.SIDEBAR_END in {piece.kind for piece in back[heading:]}
    assert ink(back) == ink(pieces)


def test_a_sidebar_ends_where_the_editor_says(pieces):
    title = at(pieces, Kind.SIDEBAR_TITLE)
    shorter = editing.end_sidebar(pieces, title)
    assert shorter[title + 1].kind == Kind.SIDEBAR_END
    assert shorter[title + 2].kind == Kind.PARAGRAPH


def test_a_sidebar_holds_only_what_it_can(pieces):
    number = at(pieces, Kind.SIDEBAR_TITLE) + 1
    before = [*pieces[: at(pieces, Kind.SIDEBAR_END) + 1], Piece(Kind.TABLE, pieces[number].spans, "示例表格")]
    with pytest.raises(EditingError, match="侧栏里只能有"):
        editing.end_sidebar(before, len(before) - 1)
    with pytest.raises(EditingError, match="侧栏标题只能有一个"):
        editing.change_kind(pieces, number, "SIDEBAR_TITLE")


@pytest.mark.parametrize("number", [-1, 99])
def test_pieces_that_are_not_there(pieces, source, number):
    for act in (
        lambda: editing.change_kind(pieces, number, "LEAD"),
        lambda: editing.join(pieces, number, source),
        lambda: editing.drop(pieces, number, "示例"),
        lambda: editing.restore(pieces, number),
        lambda: editing.end_sidebar(pieces, number),
    ):
        with pytest.raises(EditingError):
            act()


def _random_change(pieces, source, dice):
    number = dice.randrange(len(pieces) + 1)
    spans = pieces[number % len(pieces)].spans
    line, column = (spans[0].line, dice.randrange(spans[0].start, spans[0].end + 1)) if spans else (1, 1)
    return dice.choice(
        [
            lambda: editing.change_kind(pieces, number, dice.choice(list(dict(editing.choices())))),
            lambda: editing.split(pieces, number, line, column),
            lambda: editing.join(pieces, number, source),
            lambda: editing.drop(pieces, number, "示例原因"),
            lambda: editing.restore(pieces, number),
            lambda: editing.end_sidebar(pieces, number),
        ]
    )()


@pytest.mark.parametrize("seed", range(60))
def test_no_row_of_changes_loses_a_character_and_each_can_be_taken_back(pieces, source, seed):
    dice, history = random.Random(seed), []  # noqa: S311 - chance for a test
    original, now = [piece.as_json() for piece in pieces], pieces
    for _ in range(40):
        try:
            changed = _random_change(now, source, dice)
        except EditingError:
            continue
        history.append(editing.change_between([p.as_json() for p in now], [p.as_json() for p in changed]))
        now = changed
        assert ink(now) == ink(pieces)
    assert history
    as_json = [piece.as_json() for piece in now]
    for change in reversed(history):
        as_json = editing.taken_back(as_json, change)
    assert as_json == original


@pytest.mark.parametrize("choice", dict(editing.choices()))
def test_every_kind_that_is_offered_makes_a_draft_or_says_why_not(pieces, source, choice):
    try:
        draft_of(editing.change_kind(pieces, at(pieces, Kind.PARAGRAPH), choice), source)
    except ManuscriptError as error:
        assert any(word in str(error) for word in ("上限", "本来就是", "侧栏标题只能", "年、月、日", "没有正文"))
