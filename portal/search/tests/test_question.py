"""How a question is understood, before anything is looked for."""

import sys

import pytest
import rjieba

from portal.search.query.cleaning import cleaned, parts_of
from portal.search.query.question import Question, question_of, retyped

PLAIN = rjieba.Jieba()


@pytest.fixture(autouse=True)
def plain_dictionary(monkeypatch):
    """The language's words alone, without the names that other tests brought in."""
    monkeypatch.setitem(sys.modules, "rjieba", PLAIN)


def wanted(typed):
    return [word.text for word in question_of(typed).words]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("企业招工有什么补贴", ["企业", "招工", "补贴"]),
        ("独居老人报警器怎么安装", ["独居", "老人", "报警器", "安装"]),
        ("２０２２年　ＲＣＥＰ", ["2022 年", "rcep"]),
        ("鹿城區 外貿", ["鹿城区", "外贸"]),
        ("2716.1亿元", ["2716.1 亿元"]),
        ("1亿美元订单", ["1 亿美元", "订单"]),
        ("2022年12月16日", ["2022 年 12 月 16 日"]),
        ("人才新政30条有哪些内容", ["人才", "新政", "30 条", "内容"]),
        ("b2b平台", ["b2b", "平台"]),
        ("CS7-2022-000003", ["cs7", "2022", "000003"]),
        ("AND", ["and"]),
        ("鞋", ["鞋"]),
        ("的", ["的"]),
        ("为什么", ["为什么"]),
        ("", []),
        ("！？……", []),
        ("😀🏠", []),
    ],
)
def test_words(typed, words):
    assert wanted(typed) == words


def test_function_words_are_left_out_while_others_stay():
    question = question_of("白名单企业办出入境手续要多久")
    assert "多久" in question.left_out
    assert {"多久", "要"}.isdisjoint(word.text for word in question.words)
    assert question.is_asking


def test_spaces_part_what_has_to_be_there_all():
    question = question_of("鹿城 外贸 订单")
    assert [part.folded for part in question.parts] == ["鹿城", "外贸", "订单"]
    assert not question.is_sentence


@pytest.mark.parametrize(
    "typed", ['"留员工、稳生产"', "“留员工、稳生产”", "「留员工、稳生产」", "『留员工、稳生产』", "＂留员工、稳生产＂"]
)
def test_quotation_marks_keep_a_phrase_together(typed):
    [word] = question_of(typed).words
    assert word.is_quoted
    assert word.phrases == ("留员工 稳生产",)


def test_quotation_marks_beside_words():
    words = question_of("“一键呼叫” 鹿城").words
    assert [(word.text, word.is_quoted) for word in words] == [("一键呼叫", True), ("鹿城", False)]


@pytest.mark.parametrize("typed", ['"巨一集团', "巨一集团”", "「巨一集团", '巨一"集团'])
def test_a_quotation_mark_alone_is_none(typed):
    assert not any(word.is_quoted for word in question_of(typed).words)
    assert "".join(wanted(typed)) == "巨一集团"


def test_a_stray_character_needs_a_neighbour():
    [_, stray] = question_of("采购节").words
    assert stray.text == "节"
    assert stray.phrases == ("购节",)
    [_, loose] = question_of("采购节").loosened().words
    assert loose.phrases == ("购节", "节")


def test_years_are_met_in_numerals_and_in_digits():
    """The index keeps the digits of numerals beside them, so a question in digits needs no other spelling."""
    assert question_of("二〇二二年").words[0].phrases == ("二零二二年", "2022 年")
    assert question_of("2022年").words[0].phrases == ("2022 年",)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("依照第九条办理", [("依照",), ("第九条", "第 9 条"), ("办理",)]),
        ("第9条", [("第 9 条",)]),
        ("12条措施", [("12 条",), ("措施",)]),
        ("2024-01-05", [("2024 01 05", "2024 年 1 月 5 日")]),
        ("Wi-Fi", [("wi fi", "wifi")]),
        ("PM2.5", [("pm2.5", "pm 2.5", "pm25")]),
        ("“第九条的规定”", [("第九条的规定", "第 9 条的规定")]),
    ],
)
def test_numbers_and_dates_are_one_word_in_all_their_spellings(typed, words):
    assert [word.phrases for word in question_of(typed).words] == words


def test_kind_words_tell_what_sort_of_thing_is_looked_for():
    assert question_of("招工政策").kinds == {"policy"}
    assert [word.is_kind for word in question_of("招工政策").words] == [False, True]


def test_long_questions_are_cut_and_say_so():
    question = question_of("鹿城外贸企业" * 2000)
    assert question.is_cut
    assert len(question.text) == 100
    assert len(question.words) <= 16


@pytest.mark.parametrize(
    "typed",
    [
        "\0",
        "\0鹿城\x1b[31m",
        "\ud800",
        "a" * 10_000,
        "“”",
        '""',
        "“" * 500,
        "'; DROP TABLE",
        "<b>",
        "NEAR(",
        "*",
        ":",
        "-",
        "\u202e",
        "e\u0301",
    ],
)
def test_anything_can_be_typed(typed):
    question = question_of(typed)
    assert isinstance(question, Question)
    assert "\0" not in question.text
    question.text.encode()  # what cannot be written to a database is gone


def test_parts_are_typed_again_without_spaces_that_folding_made():
    assert retyped(parts_of(cleaned("B2B平台 “10亿元以上”"))) == "b2b平台 “10亿元以上”"


def test_a_share_is_one_word_with_its_sign():
    assert [word.text for word in question_of("96%的企业").words] == ["96 ％", "企业"]
