"""What is marked and where texts are cut: every character stays whole, and so does every marked word."""

import re
import time
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.documents.wording import lines_of_body
from portal.search.marks import is_whole, marked, respelt_places, spans
from portal.search.snippets import LENGTH, Folds, beginning, is_printed, snippet, snippet_of
from portal.search.text.folding import fold

LAMPS = "窗口的灯从早亮到晚，办事的人把材料放下，说一声谢谢，转身又去忙了。"
STORY = (
    "鹿城区《关于促进外贸》稳定增长的若干意见印发。" + LAMPS * 30 + "\n全区进出口额达２７１６．１亿元，其中ＲＣＥＰ成员国占三成！"
    "笑果鞋业的订单排到了明年三月，海外仓也开了两个。" + LAMPS * 40
)  # fmt: skip


def said(pieces):
    """The text with its marks in brackets."""
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in pieces)


def plain(pieces):
    return "".join(one.text for one in pieces)


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("外贸企业的外贸", ["外贸"], "[外贸]企业的[外贸]"),
        ("鹿城区《关于促进外贸》的意见", ["促进外贸的意见"], "鹿城区《关于[促进外贸》的意见]"),
        ("促进外贸，的意见", ["外贸的意见"], "促进外贸，的意见"),
        ("《ＲＣＥＰ》规则", ["rcep"], "《[ＲＣＥＰ]》规则"),
        ("product and pro", ["pro"], "product and [pro]"),
        ("达2716.1亿元", ["716.1"], "达2716.1亿元"),
        ("达２７１６．１亿元", ["2716.1 亿元"], "达[２７１６．１亿元]"),
        ("鹿城區鞋業", ["鹿城区", "鞋业"], "[鹿城區鞋業]"),
        ("Cafe\u0301 du port", ["cafe"], "[Cafe\u0301] du port"),
        ("１，０００家", ["1000"], "１，０００家"),
        ("1,000家", ["1000"], "[1,000]家"),
        ("<b>外贸</b>&amp;", ["外贸"], "<b>[外贸]</b>&amp;"),
        ("外贸企业", ["外贸企业", "企业"], "[外贸企业]"),
        ("没有", ["外贸"], "没有"),
        ("没有", [], "没有"),
        ("", ["外贸"], ""),
        ("外\n贸  企业", ["外贸"], "[外 贸] 企业"),
    ],
)
def test_marks_respect_characters(text, terms, expected):
    assert said(marked(text, terms)) == expected


@pytest.mark.parametrize(
    ("terms", "begins", "holds"),
    [
        (["促进外贸稳定"], "鹿城区《关于", ["[促进外贸》稳定]"]),
        (["rcep", "2716.1 亿元"], "全区进出口额达", ["[ＲＣＥＰ]", "[２７１６．１亿元]"]),
        (["海外仓"], "笑果鞋业的订单", ["[海外仓]"]),
        (["笑果", "成员国"], "全区进出口额达", ["[笑果]", "[成员国]"]),
    ],
)
def test_the_sentence_that_says_most_is_shown(terms, begins, holds):
    shown = said(snippet(STORY, terms, fold(STORY)))
    assert shown.startswith(begins)
    assert all(one in shown for one in holds)
    assert len(plain(snippet(STORY, terms, fold(STORY)))) <= LENGTH + 12


def test_two_terms_far_apart_show_the_place_where_both_stand():
    text = "外贸。" + LAMPS * 20 + "补贴。" + LAMPS * 20 + "外贸企业可以领取补贴。" + LAMPS * 20
    assert said(snippet(text, ["外贸", "补贴"], fold(text))).startswith("[外贸]企业可以领取[补贴]。")


def test_a_sentence_without_end_is_cut_before_the_word():
    text = "没有停顿的文字" * 60 + "外贸" + "没有停顿的文字" * 60
    shown = said(snippet(text, ["外贸"], fold(text)))
    assert shown.startswith("…") and shown.endswith("…") and "[外贸]" in shown
    assert len(shown) <= LENGTH + 4


def test_a_comma_is_a_better_place_to_begin():
    text = "开头" + "文字" * 90 + "，订单里的外贸" + "文字" * 90
    assert said(snippet(text, ["外贸"], fold(text))).startswith("…订单里的[外贸]")


def test_words_of_other_scripts_are_not_parted():
    text = "internationalisation" * 3 + " " + "compatibility " * 40
    shown = plain(snippet(text, ["compatibility"], fold(text)))
    assert set(shown.strip("…").split()) <= {"internationalisation" * 3, "compatibility"}


def test_what_was_not_found_shows_the_beginning():
    assert plain(snippet(STORY, ["没有这个词"], fold(STORY))).startswith("鹿城区《关于促进外贸》")
    assert plain(beginning("短。")) == "短。"
    assert plain(beginning("")) == ""


def test_a_marked_word_as_long_as_the_snippet_stays_whole():
    long = "鹿城区促进" * 30
    text = LAMPS * 20 + long + LAMPS * 20
    assert f"[{long}]" in said(snippet(text, [long], fold(text)))


class Document:
    def __init__(self, summary, body):
        self.names, self.summary, self.body = "名称", summary, body


def test_summary_or_body_whichever_says_more():
    document = Document("外贸企业的一天。", "外贸企业可以领取补贴。" + LAMPS)
    assert said(snippet_of(document, ["外贸"])).startswith("[外贸]企业的一天。")
    assert said(snippet_of(document, ["外贸", "补贴"])).startswith("[外贸]企业可以领取[补贴]。")
    assert said(snippet_of(document, ["笑果"])) == "外贸企业的一天。"
    assert said(snippet_of(Document("", "正文。"), ["笑果"])) == "正文。"


LETTERS = st.sampled_from(
    list("外贸企业的，。；！？《》“”、 \n\u3000aZ9.,１Ａ鹿區e\u0301👩\u200d👧👍🏽\ufe0f\ud83d\ude00\u202e<&>")
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LETTERS, max_size=400).map("".join),
    st.lists(
        st.sampled_from(["外贸", "企业", "的", "az9", "9", "1", "鹿区", "e", "外贸企业"]), max_size=4, unique=True
    ),
    st.integers(8, 60),
)
def test_nothing_is_parted_added_or_lost(text, terms, length):
    shown = snippet(text, sorted(terms, key=len, reverse=True), fold(text), length)
    joined = plain(shown)
    within = joined.removeprefix("…").removesuffix("…")
    squeezed = re.sub(r"\s+", " ", text)
    words = re.sub(r"[\s｜]+", " ", within)  # the sign at the end of a line
    assert words.strip() in squeezed or words in squeezed
    longest_first = sorted(terms, key=len, reverse=True)
    respelt = {(start, end) for start, end, _ in respelt_places(text, longest_first)}
    for start, end, _ in spans(text, longest_first):
        folded = fold(text[start:end]).replace(" ", "")
        assert (start, end) in respelt or folded in {term.replace(" ", "") for term in terms}
    at = 0
    for one in [one for one in shown if one.text != "…"][:-1]:
        at += len(one.text)
        assert is_whole(within, at)
    assert not within or not unicodedata.combining(within[0]) or squeezed.lstrip().startswith(words)


def test_a_heading_and_cells_of_a_table_do_not_run_into_what_follows():
    table = {
        "columns": [{"type": "text", "heading": "事项"}, {"type": "text", "heading": "标准"}],
        "rows": [{"values": ["示例留工补贴", "每人1000元"]}, {"values": ["示例扩岗补贴", "每人500元"]}],
    }
    stored = [
        {"type": "heading", "value": {"text": "补多少"}},
        {"type": "table", "value": {"table": table}},
        {"type": "paragraph", "value": "<p>各有期限。</p><p>过期不办。</p>"},
    ]
    lines = lines_of_body(SimpleNamespace(raw_data=stored))
    assert plain(snippet("\n".join(lines), ["留工补贴"])) == (
        "示例留工补贴｜每人1000元｜示例扩岗补贴｜每人500元｜各有期限。 过期不办。"
    )


def test_a_long_file_costs_little():
    text = LAMPS * 30_000 + "笑果鞋业。"
    folded = fold(text)
    began = time.process_time()
    shown = said(snippet(text, ["笑果", "无此词"], folded))
    assert shown.endswith("[笑果]鞋业。")
    assert time.process_time() - began < 0.5


def test_what_is_printed_otherwise_needs_the_folded_text():
    document = Document("鞋企。", LAMPS * 40 + "鹿城區《鞋業》出口。" + LAMPS * 40)
    assert not is_printed(document, ["鹿城区鞋业"])
    assert is_printed(document, ["鞋企", "鹿城区鞋业"])
    folds = Folds(fold(document.summary), fold(document.body))
    assert said(snippet_of(document, ["鹿城区"], folds)).startswith("[鹿城區]《鞋業》出口。")
    assert said(snippet_of(document, ["鹿城区"])) == "鞋企。"


def test_an_accent_behind_a_full_stop_is_not_parted_from_it():
    text = "开头。\u0301外贸。"
    assert is_whole(text, 0) and not is_whole(text, 3)
    assert said(snippet(text, ["外贸"], fold(text), 8)) == "开头。\u0301[外贸]。"
