"""Chinese by its sound: what characters sound like, and what Latin letters may stand for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from portal.search.query.pinyin import readings
from portal.search.query.sounds import FIRST_SIGN, sounds


def spelt(signs):
    return [sounds().syllables[ord(sign) - FIRST_SIGN] for sign in signs]


@pytest.mark.parametrize(
    "words",
    ["鹿城区外贸企业", "浙江笑果鞋业有限公司", "银行和行业", "重庆长城", "音乐会计", "增长百分之七", "厦门同行"],
)
def test_characters_sound_as_the_dictionary_says(words):
    assert spelt(sounds().heard(words)) == lazy_pinyin(words, style=Style.NORMAL)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_sounds_stand_where_their_characters_stood(text):
    heard = sounds().heard(text)
    assert len(heard) == len(text)
    assert [a for a, b in zip(text, heard, strict=True) if a.isascii()] == [b for b in heard if b.isascii()]


def means(letters, words, **how):
    """May these letters stand for these words?"""
    heard = sounds().heard(words)
    return any(re.fullmatch(reading.pattern, heard) for reading in readings(letters, **how))


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("lucheng", "鹿城"), ("lc", "鹿城"), ("lu cheng", "鹿城"), ("lu'cheng", "鹿城"), ("xiaoguo", "笑果"), ("xgxy", "笑果鞋业"),
        ("xian", "先"), ("xian", "西安"), ("yinhang", "银行"), ("zhsh", "智慧升华"[:1] + "慧" + "生活"), ("zs", "智慧"[:1] + "生"),
        ("xiaogxy", "笑果鞋业"), ("nvxie", "女鞋"), ("lvse", "绿色"),
    ],
)  # fmt: skip
def test_letters_mean(letters, words):
    assert means(letters, words)


@pytest.mark.parametrize(
    ("letters", "words"), [("lucheng", "鹿角"), ("lc", "鹿"), ("xian", "心安"), ("luchen", "鹿城")]
)
def test_letters_do_not_mean(letters, words):
    assert not means(letters, words)


def test_the_last_syllable_may_still_be_typed():
    assert means("luch", "鹿城", is_finished=False)
    assert not means("luch", "鹿城")


@pytest.mark.parametrize("letters", ["", "a", "b2b", "2022", "鹿城", "iii", "x" * 41, "é"])
def test_what_is_no_pinyin(letters):
    assert readings(letters) == []
