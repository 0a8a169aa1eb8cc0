"""One thing in two spellings: numerals and digits, dates, hyphens, measures. All meet, and nothing else does."""

import time

import pytest
from wagtail.search.backends import get_search_backend

from news.tests.factories import ArticlePageFactory
from portal.search.finding.finder import asked, find
from portal.search.finding.suggestions import suggest
from portal.search.showing import rows
from portal.search.text import places_of, respelt, with_spellings
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.texts.numerals import number_of

from .index import index_all


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("二十五", 25), ("一百零三", 103), ("一百一十", 110),
        ("三千五百", 3500), ("两千零二十六", 2026), ("两", 2), ("一百二", None), ("三五", None), ("二三十", None), ("零", None),
    ],
)  # fmt: skip
def test_numerals(numeral, number):
    assert number_of(numeral) == number


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("依照第九条、第二十五条办理，出台十二条措施", ["第 9 条", "第 25 条", "12 条"]),
        ("二〇二三年十二月举行；二○二四年一月五日上午九时", ["2023 年 12 月", "2024 年 1 月 5 日", "9 时"]),
        ("2023-03-05、2023.3.5、2023/3/5、2023年03月05日", ["2023 年 3 月 5 日"] * 4),
        ("2023-05，六月六日，7月", ["2023 年 5 月", "6 月 6 日"]),
        ("第十二届，第一书记，第三方", ["第 12 届"]),
        ("一百二十万元，十五亿元，两个，三季度", ["120 万元", "15 亿元", "2 个", "3 季度"]),
        ("百分之九十六，百分之十五点五", ["96 ％", "15.5 ％"]),
        ("30,000元、100000元、1250000人", ["3 万元", "10 万元", "125 万人"]),
        ("100㎡和5℃、20km", ["100 平方米", "5 摄氏度", "20 公里"]),
        ("Wi-Fi、Wi‑Fi、ＣＯＶＩＤ－１９", ["wifi", "wifi", "covid19"]),
        ("COVID19，PM2.5", ["covid 19", "pm 2.5", "pm25"]),
        ("一带一路，五马街，百日招聘，一个人，二三十人，十几个，三十五六个，一亿二千万元，一百二", []),
        ("0577-88880001，2023-2025，GB/T-19001，CS7-2022-000003，AI-2.0，2716.1亿元，第12届，2023年", []),
    ],
)
def test_places_have_other_spellings(text, others):
    assert [other for place in places_of(text) for other in place.others] == others


def test_what_an_index_keeps_begins_with_the_text_itself():
    assert with_spellings("依照第九条办理") == "依照第九条办理 第 9 条"
    assert with_spellings("一带一路") == "一带一路"
    assert respelt("第十二届时尚节") == "第 12 届时尚节"


@pytest.mark.parametrize(
    "food",
    ["一", "第", "9", "a-", "2023-", "2023年", "百分之", "零", " ", "a", "一二月", "1,234,", "○", "一○", "一 ", "第一", "1/", "9元", "十五", "Ab1.", "\u2011a"],
)  # fmt: skip
def test_no_text_takes_long(food):
    text = (food * 1_000_000)[:1_000_000]
    started = time.process_time()
    places_of(text)
    assert time.process_time() - started < 15


# --- Found --------------------

SAID = {
    "机构⻓、⻛貌、⻝品、⻢站": ["风貌", "食品", "马站", "机构长"],
    "依照条例第九条、第二十五条办理，出台十二条措施": ["第9条", "第25条", "12条措施", "条例第九条", "第 9 条"],
    "二〇二三年十二月举行；二〇二四年一月五日上午九时": [
        "2023年12月",
        "2024年1月5日",
        "2024-01-05",
        "2024.1.5",
        "二零二四年一月五日",
        "1月5日",
    ],
    "施行日期：2023-03-05": ["2023年3月5日", "二〇二三年三月五日", "2023年3月", "3月5日", "2023/3/5"],
    "提供WiFi，防控COVID19，监测PM25": ["Wi-Fi", "COVID-19", "wifi", "COVID 19", "PM2.5", "ＷＩ－ＦＩ"],
    "防控COVID-19，覆盖Wi-Fi，监测PM2.5": ["COVID19", "WiFi", "covid 19", "Wi‑Fi", "PM25"],
    "主持人王　晶（一个全角空格，紧跟职务）出席": ["王晶", "“主持人王晶”"],
    "地点在鹿 城 区，联系人张 三": ["鹿城区", "张三", "“鹿城区”"],
    "鹿城区 招聘会": ["“鹿城区招聘会”", "“鹿城区 招聘会”", "鹿城区招聘会"],
    "第12届时尚周": ["第十二届时尚周", "第十二届"],
    "补贴三万元，占百分之六": ["3万元", "30000元", "30,000元", "6%"],
    "面积100㎡": ["100平方米", "100 m²"],
    "作者阿卜杜拉·买买提": ["阿卜杜拉买买提", "阿卜杜拉•买买提", "“阿卜杜拉买买提”"],
    "第①条和第⑫款，占½": ["第1条", "第一条", "第十二款", "1/2"],
    "二○二二年的Ｂ２Ｂ展会": ["二零二二年", "2022年", "b2b"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("said", SAID, ids=lambda said: said[:8])
def test_a_question_in_another_spelling_finds_the_text_and_marks_it(said):
    EventFactory(title="示例活动甲", summary=f"开头说几句别的。{said}。")
    EventFactory(
        title="示例活动乙", summary="第十九条、第二条、二十二条意见、二〇一三年十一月、王晓晶，13万元，16%，200㎡。"
    )
    index_all()
    for question in SAID[said]:
        findings = find(asked(question))
        assert [found.document.title for found in findings.results] == ["示例活动甲"], question
        assert not any("大部分" in step for step in findings.steps), question
        (row,) = rows(findings.results, findings, 1)
        assert any(piece.is_marked for piece in row.snippet), question


@pytest.mark.django_db
def test_other_numbers_are_not_met():
    EventFactory(title="示例活动", summary="依照第十二条办理，出台二十二条措施，二〇二三年十二月十五日，补贴13万元。")
    index_all()
    for question in ["第2条", "“2条”", "2023年12月5日", "二〇二三年二月", "3万元", "2023-12-01"]:
        assert not find(asked(question)).results or find(asked(question)).steps, question


@pytest.mark.django_db
def test_a_title_is_proposed_and_named_in_either_spelling(section):
    EventFactory(title="第十二届示例时尚节")
    ArticlePageFactory(
        parent=section, title="示例时尚节怎么看", lead="", body=[("paragraph", "<p>第12届示例时尚节。</p>")]
    )
    index_all()
    assert find(asked("第12届示例时尚节")).results[0].document.title == "第十二届示例时尚节"
    assert "第十二届示例时尚节" in [one.text for one in suggest("第12届")]


@pytest.mark.django_db
def test_radicals_sound_as_what_they_look_like(section):
    EventFactory(title="⿅城⻛貌展")
    index_all()
    assert [found.document.title for found in find(asked("luchengfengmao")).results] == ["⿅城⻛貌展"]
    assert [one.text for one in suggest("lcfm")] == ["⿅城⻛貌展"]
    assert [one.title for one in get_search_backend().autocomplete("luchengfeng", Event)] == ["⿅城⻛貌展"]
