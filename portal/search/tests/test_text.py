"""Folding and cutting: what a reader means the same by is the same, and nothing that stands in a text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.text import fold, fold_with_places, index_tokens, occurrences, occurs, query_tokens
from portal.search.text.folding import LONGEST, SIMPLIFIED
from portal.search.text.tokens import MOST_TOKENS, is_wide

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=40)
AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("鹿城区溫州１２．，.,0123456789 　\t\n%％ABcé①⒈㎡№²ﬁ“”〔〕\u0301\u200b\u3099\ufeff\0年"),
        st.sampled_from(["\ud800", "\udfff"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("鹿城區　溫州市", "鹿城区温州市"),
        ("ＲＣＥＰ与Café、STRASSE", "rcep 与 cafe strasse"),
        ("地区生产总值2716.1亿元", "地区生产总值 2716.1 亿元"),
        ("1,234,567.8元，21,34", "1234567.8 元 21 34"),
        ("２，７１６．１亿元", "2 716.1 亿元"),
        ("浙政发〔2023〕5号", "浙政发 2023 5 号"),
        ("2024.5.1起施行", "2024 5 1 起施行"),
        ("1.2024年全区工作", "1 2024 年全区工作"),
        ("提高1.5年", "提高 1.5 年"),
        ("同比增长49.1%，占９６％，%的", "同比增长 49.1 ％ 占 96 ％ 的"),
        ("⒈2024年①鹿城", "1 2024 年 1 鹿城"),
        ("100㎡，m²，5℃", "100 m2 m2 5 c"),
        ("王　伟　和李小明", "王伟和李小明"),
        ("通  知", "通知"),
        ("通 知", "通知"),
        ("主持人王　晶（中）出席，地点在鹿 城 区", "主持人王晶 中 出席 地点在鹿城区"),
        ("第 9 条 RCEP 协定", "第 9 条 rcep 协定"),
        ("阿卜杜拉·买买提与阿卜杜拉•买买提、A·B", "阿卜杜拉买买提与阿卜杜拉买买提 a b"),
        ("⿅城⾸家⼯⼈⻛貌馆，⻝品，⾭年，\uf9a4", "鹿城首家工人风貌馆 食品 青年 捻"),
        ("二〇二三年、二○二三年、二◯○九年", "二零二三年 二零二三年 二零零九年"),
        ("○要点", "要点"),
        ("Ørsted、Łódź、Æble", "orsted lodz aeble"),
        ("鞋、帽", "鞋 帽"),
        ("统一社会信用代码91330302MA2ABC1X3D", "统一社会信用代码 91330302ma2abc1x3d"),
        ("b2b平台4A级 GB/T 19001", "b2b 平台 4a 级 gb t 19001"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("\0\ud800《》……", ""),
        ("...1.", "1"),
        ("版本v1.2", "版本 v1.2"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_traditional_characters_have_one_simplified_form_each():
    assert len(SIMPLIFIED) > 4000
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())
    assert fold("溫州鹿城區對外貿易發展補貼") == "温州鹿城区对外贸易发展补贴"


def test_only_a_space_of_the_text_parts_nothing():
    """A space in folded text stands for what parts: so folded text is not folded again."""
    assert fold("企业 个人") == "企业个人"
    assert fold("企业、个人") == "企业 个人"


@given(AWKWARD)
def test_folded_text_can_be_stored_and_has_single_spaces(text):
    folded = fold(text)
    folded.encode("utf-8")
    assert folded == " ".join(folded.split())
    assert all(character.isalnum() or character in " ." for character in folded)


@given(AWKWARD)
def test_places_are_in_range_and_never_go_back(text):
    folded = fold_with_places(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start <= end <= len(text)
    assert folded.starts == sorted(folded.starts)
    assert folded.ends == sorted(folded.ends)


def test_places_lead_back_to_the_words_as_printed():
    text = "地區生產總值２，７１６，\n完成1,234.5億元！"
    folded = fold_with_places(text)

    def printed(phrase):
        ((start, end),) = occurrences(folded.text, fold(phrase))
        return text[folded.starts[start] : folded.ends[end - 1]]

    assert printed("地区") == "地區"
    assert printed("1234.5亿") == "1,234.5億"
    assert printed("716") == "７１６"


@given(HAN, st.data())
def test_any_part_of_a_han_text_has_its_tokens_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part, folded = fold(text[start:end]), fold(text)
    tokens, is_exact = query_tokens(part)
    assert set(tokens) <= index_tokens(folded)
    assert occurs(folded, part)
    assert is_exact == (len(part) <= 2)


@given(HAN, HAN)
def test_exact_tokens_alone_tell_whether_a_text_holds_them(text, phrase):
    folded, part = fold(text), fold(phrase)[:2]
    tokens, is_exact = query_tokens(part)
    assert is_exact
    assert (set(tokens) <= index_tokens(folded)) == occurs(folded, part)


@given(AWKWARD, AWKWARD)
def test_a_text_that_holds_a_phrase_has_all_its_tokens(text, phrase):
    folded, part = fold(text), fold(phrase)
    tokens, is_exact = query_tokens(part)
    if part and occurs(folded, part):
        assert set(tokens) <= index_tokens(folded)
    if part and is_exact and set(tokens) <= index_tokens(folded):
        assert occurs(folded, part)


@pytest.mark.parametrize(
    ("text", "phrase", "is_held"),
    [
        ("总值2716.1亿元", "2716.1亿", True),
        ("总值2716.1亿元", "2716.1", True),
        ("总值2716.1亿元", "716.1", False),
        ("总值2716.1亿元", "2716", False),
        ("总值2716.1亿元", "1亿元", False),
        ("product目录", "pro", False),
        ("产品product目录", "product 目", True),
        ("企业RCEP协定", "rcep协", True),
        ("企业、个人", "企业个人", False),
        ("企业、个人", "企业,个人", True),
        ("鹿城区 招聘会", "鹿城区招聘会", True),
        ("鹿城区招聘会", "鹿城区　招聘会", True),
        ("A股上市", "a 股", True),
    ],
)
def test_words_and_numbers_are_met_whole(text, phrase, is_held):
    assert occurs(fold(text), fold(phrase)) is is_held


def test_the_last_word_may_go_on_where_asked():
    assert occurs("rcep 协定", "rc", is_prefix=True)
    assert not occurs("rcep 协定", "ep", is_prefix=True)
    assert list(occurrences("pro product 产品 pro", "pro")) == [(0, 3), (15, 18)]
    assert list(occurrences("pro product 产品 pro", "pro", is_prefix=True)) == [(0, 3), (4, 7), (15, 18)]
    assert list(occurrences("哈哈哈哈", "哈哈")) == [(0, 2), (2, 4)]


def test_long_phrases_ask_for_few_tokens():
    tokens, is_exact = query_tokens("鹿城区企业招工补贴办法" * 1000)
    assert len(tokens) <= MOST_TOKENS and not is_exact
    assert is_wide("鹿") and not is_wide("lucheng")


@given(st.text("a1.", min_size=LONGEST, max_size=3 * LONGEST), st.text("鹿a.", max_size=3))
def test_no_word_is_longer_than_an_index_takes(word, around):
    folded = fold(around + word + around)
    assert max(map(len, folded.split()), default=0) <= LONGEST
    assert fold_with_places(around + word + around).text == folded
