"""What came out of a PDF as radicals is read as the characters that everybody sees."""

import unicodedata

from programs.records.slugs import pinyin_slug, sort_key
from programs.texts.radicals import IDEOGRAPHS, radicals_in, with_ideographs

KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = [number for number in range(0x2E80, 0x2EF4) if number != 0x2E9A]


def test_radicals_become_the_characters_that_they_look_like():
    assert (
        with_ideographs("⿅城区⾸家⼯⼈⽂化宫，机构⻓、⻛貌、⻝品、⻢站")
        == "鹿城区首家工人文化宫，机构长、风貌、食品、马站"
    )
    assert with_ideographs("⽹⻚、⻋⻔、⺠⽣、⻥⻦") == "网页、车门、民生、鱼鸟"


def test_every_radical_of_unicode_that_has_an_ideograph_is_known():
    assert all(chr(number) in IDEOGRAPHS for number in KANGXI)
    assert [hex(number) for number in SUPPLEMENT if chr(number) not in IDEOGRAPHS] == ["0x2e80"]  # ⺀ is no character


def test_the_table_agrees_with_unicode_s_compatible_forms_where_there_are_some():
    """Python knows those of the Kangxi radicals and of the doubles, and hardly any other."""
    for character, ideograph in IDEOGRAPHS.items():
        form = unicodedata.normalize("NFKC", character)
        assert form in (character, ideograph), hex(ord(character))
        assert unicodedata.normalize("NFKC", ideograph) == ideograph
        assert with_ideographs(ideograph) == ideograph
    assert all(unicodedata.normalize("NFKC", chr(number)) == IDEOGRAPHS[chr(number)] for number in KANGXI)


def test_doubles_of_old_encodings_are_known_too():
    assert with_ideographs("\uf9a4\uf914\uf907\U0002f8a6") == "捻樂龜慈"
    assert with_ideographs("一般文字，ABC①㎡") == "一般文字，ABC①㎡"


def test_what_only_looks_like_chinese_is_named_once_each():
    assert radicals_in("⿅城⾸⿅\uf9a4鹿") == ["⿅", "⾸", "\uf9a4"]
    assert radicals_in("鹿城区") == []


def test_addresses_and_orders_are_made_of_what_is_seen():
    assert pinyin_slug("⿅城区⾸家⼯⼈⻛貌馆") == "lu-cheng-qu-shou-jia-gong-ren-feng-mao-guan"
    assert pinyin_slug("⻝品⼚") == pinyin_slug("食品厂") == "shi-pin-chang"
    assert sort_key("⿅城") == "lu-cheng 鹿城"


def test_addresses_keep_wide_letters_and_round_zeros():
    assert pinyin_slug("ＲＣＥＰ与二〇二三年") == "rcep-yu-er-ling-er-san-nian"
    assert pinyin_slug("第１２届㎡") == "di-12-jie-m2"
