"""What a line keeps, and when two writings are one."""

import json
import time

import pytest

from programs.policies.models import Policy
from programs.texts.cleaning import clean_data, clean_row
from programs.texts.folding import folded, folded_number
from programs.texts.signs import BREAKS, FORBIDDEN, INVISIBLE, has_forbidden, is_blank, one_line, without_forbidden

ONE = "鹿城区示例办法（试行）"


@pytest.mark.parametrize(
    "typed, line",
    [
        ("农村人居环境\n整治家庭比拼赛", "农村人居环境整治家庭比拼赛"),
        ("三江鞋业\u200b订货会", "三江鞋业订货会"),
        ("江滨　徒步会", "江滨　徒步会"),
        ("\ufeff示例\u00ad公司\r\n（筹）\t", "示例公司（筹）"),
        ("Example Shoes\r\nCo., Ltd.", "Example Shoes Co., Ltd."),
        ("第12届\n订货会", "第12届订货会"),
        ("\u202e示例\u202c\u2066公司\u2069", "示例公司"),
        ("甲\x0b乙\x85丙\u2028丁\x08", "甲乙丙丁"),
        ("\u200b\n\u3164", ""),
        ("葛\U000e0100", "葛\U000e0100"),
        (" 前后 空格 ", " 前后 空格 "),
    ],
)
def test_a_line_keeps_what_is_seen(typed, line):
    assert one_line(typed) == line and one_line(line) == line


@pytest.mark.parametrize(
    "other",
    [
        "鹿城区示例办法(试行)", "《鹿城区示例办法（试行）》", "鹿城区示例办法〔试行〕", "鹿城区示例办法[试行]", "鹿城区示例办法【试行】",
        "鹿城区 示例办法（ 试行 ）", "鹿城区\n示例办法\u200b（试行）", "鹿城区示例办法——试行", "鹿城区·示例办法•试行", "〈鹿城区示例办法〉（试行）",
        "“鹿城区示例办法”（试行）", "「鹿城区示例办法」（试行）", "鹿城区示例办法（试\u00ad行）\ufeff", "鹿城区示例办法﹝试行﹞", "鹿城区示例办法 <试行>",
    ],
)  # fmt: skip
def test_writings_of_one_title(other):
    assert folded(other) == folded(ONE) != ""


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("互联网+", "互联网", False),
        ("第１２届 ABC 展", "第12届abc展", True),
        ("第12届", "第1·2届", False),
        ("3·15消费节", "3.15 消费节", True),
        ("2023—2024年度", "2023-2024 年度", True),
        ("示例办法", "示例办法二", False),
        ("㎡", "m2", True),
        ("⿅城⾸发", "鹿城首发", True),
        ("——", "★", True),
    ],
)
def test_what_is_one_and_what_is_two(one, other, same):
    assert (folded(one) == folded(other)) is same


def test_without_letters_and_digits_nothing_is_left():
    assert folded("《——》") == "" and len(folded("㍿" * 255)) == 255


@pytest.mark.parametrize(
    "written",
    [
        "鹿示发[2023]15号", "鹿示发(2023)15号", "鹿示发（2023） 15 号", "鹿示发【2023】第15号", "鹿示发〔２０２３〕１５号", "鹿示发〔2023〕015号",
        "鹿示发﹝2023﹞15\u200b号", "鹿示发 〔2023〕\n第 15 号", "鹿示发〈2023〉15号",
    ],
)  # fmt: skip
def test_one_number_of_a_document(written):
    assert folded_number(written) == folded_number("鹿示发〔2023〕15号")


@pytest.mark.parametrize(
    "written",
    ["鹿示发〔2023〕1号", "鹿示发〔2023〕115号", "鹿示发〔2023〕150号", "鹿示办发〔2023〕15号", "鹿示发〔2022〕15号"],
)
def test_other_numbers(written):
    assert folded_number(written) != folded_number("鹿示发〔2023〕15号")


def test_forbidden_signs_are_all_of_them():
    signs = [
        *range(0x9),
        0xB,
        0xC,
        *range(0xE, 0x20),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
    ]
    signs += [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
    assert all(has_forbidden(chr(sign)) for sign in signs)
    assert without_forbidden("".join(map(chr, signs))) == ""
    assert sum(has_forbidden(chr(sign)) for sign in range(0x110000)) == len(signs)
    assert without_forbidden("一\t二\r\n三") == "一\t二\r\n三"


def test_what_nobody_sees_is_blank():
    assert is_blank("\u200b\ufeff\u00ad \u3000\n\x08") and not is_blank("一")


def test_data_is_cleaned_to_its_depth():
    data = {"a\x08": ["b\ufffe", {"c": "d\ud800"}, 1, None]}
    assert clean_data(data) == {"a": ["b", {"c": "d"}, 1, None]}
    sound = {"a": ["b", {"c": 1}]}
    assert clean_data(sound) is sound


@pytest.mark.parametrize(
    "food", ["\n", " ", "\u200b", "\x08", "甲 ", "1-", "-", "1第0", "0", "甲\n", "_", "（", "\u0301", "\ufdfa"]
)
def test_a_long_text_takes_no_longer_than_its_length(food):
    started = time.perf_counter()
    text = food * (1_000_000 // len(food))
    one_line(text), folded_number(text), without_forbidden(text), is_blank(text)
    assert time.perf_counter() - started < 10
    assert FORBIDDEN and INVISIBLE and BREAKS


def block_children():
    """(block, raw value with a dirty line, the same cleaned) for every place in which a body keeps a line."""
    dirty, clean = "供图\u200b单位\u00ad", "供图单位"
    return {
        "heading": ({"text": dirty, "level": "2"}, {"text": clean, "level": "2"}),
        "quotation": ({"text": f"一\n{dirty}", "speaker": dirty, "role": dirty, "organisation": dirty},
                      {"text": f"一\n{dirty}", "speaker": clean, "role": clean, "organisation": clean}),
        "picture": ({"caption": dirty, "photographer": dirty, "provider": "甲\n乙"},
                    {"caption": clean, "photographer": clean, "provider": "甲乙"}),
        "gallery": ({"title": dirty, "pictures": [{"type": "item", "value": {"provider": dirty}}]},
                    {"title": clean, "pictures": [{"type": "item", "value": {"provider": clean}}]}),
        "figures": ({"title": "", "figures": [{"type": "item", "value": {"value": "27\u200b16", "unit": "亿\ufeff元", "label": dirty}}]},
                    {"title": "", "figures": [{"type": "item", "value": {"value": "2716", "unit": "亿元", "label": clean}}]}),
        "sidebar": ({"kind": "链接", "title": dirty, "body": [{"type": "picture", "value": {"provider": dirty}}]},
                    {"kind": "链接", "title": clean, "body": [{"type": "picture", "value": {"provider": clean}}]}),
        "table": ({"table": {"columns": [{"type": "text", "heading": dirty}, {"type": "rich_text", "heading": ""}],
                             "rows": [{"values": [dirty, f"<p>{dirty}</p>"]}], "caption": dirty}, "note": dirty},
                  {"table": {"columns": [{"type": "text", "heading": clean}, {"type": "rich_text", "heading": ""}],
                             "rows": [{"values": [clean, f"<p>{dirty}</p>"]}], "caption": clean}, "note": clean}),
        "paragraph": (f"<p>{dirty}</p>", f"<p>{dirty}</p>"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", block_children())
def test_every_line_of_a_body_is_cleaned_when_its_row_is_saved(kind):
    raw, cleaned = block_children()[kind]
    row = Policy(body=json.dumps([{"type": kind, "value": raw, "id": "a"}]))
    clean_row(row)
    kept = row.body.get_prep_value()[0]["value"]
    if isinstance(cleaned, dict):
        kept = {name: _as_given(value, cleaned[name]) for name, value in kept.items() if name in cleaned}
    assert kept == cleaned
    before = row.body
    clean_row(row)
    assert row.body is before, "what is clean is not made anew"


def _as_given(kept, wanted):
    """`kept` without the numbers and empty fields that Wagtail adds."""
    if isinstance(wanted, dict):
        return {name: _as_given(kept[name], one) for name, one in wanted.items()}
    if isinstance(wanted, list):
        return [_as_given(one, other) for one, other in zip(kept, wanted, strict=True)]
    return kept
