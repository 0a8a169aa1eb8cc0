"""What the checker points out, what it lets pass, and that names are compared with very many at once."""

import random
import time

import pytest

from news.manuscripts.checking import near_names as near_module
from news.manuscripts.checking import odd_things
from news.manuscripts.checking.near_names import near_names
from news.manuscripts.checking.organisations import organisations
from news.manuscripts.checking.registered import registered
from news.manuscripts.checking.registers import Registered
from news.manuscripts.pieces import Kind, Piece, Span
from news.manuscripts.source.reading import read
from news.manuscripts.understanding.structure import parse
from news.mentions.folding import folded_name
from programs.companies.models import CompanyAlias
from programs.companies.tests.factories import CompanyFactory
from programs.taxonomy.models import Department

from .manuscripts import REAL, needs_real

NAMES = (
    "示例隔壁邻居志愿者协会",
    "示例航运有限公司",
    "示例外贸综合服务中心",
    "关于支持示例渡口的十条意见",
    "第九届示例鞋类采购节",
)


def remarks(text, names=None):
    piece = Piece(Kind.PARAGRAPH, [Span(1, 0, len(text), text)], "")
    return odd_things([piece], None if names is None else Registered(names))


def codes(text, names=None):
    return [remark.code for remark in remarks(text, names)]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("第九届示例鞋类鞋类展销会开幕。", "doubled-word", "鞋类鞋类"),
        ("这是示例镇的的渡口。", "doubled-word", "的的"),
        ("春节前夕,工人在赶制订单。", "half-width", ","),
        ("招聘会于3月5日举行。", "date-without-year", "3月5日"),
        ("名单（见附件。", "unmatched", "（"),
        ("示例镇加快落实并用，鼓励扶持政策措施。", "broken-clause", "并用"),
        ("示例镇建好甬越示例楼。", "place-short-name", "甬"),
        ("示例航运公司董事长王晶在船上。", "person", "董事长王晶"),
        ("王晶，示例航运公司董事长，今年五十岁。", "person", "王晶，示例航运公司董事长"),
        ("示例航运公司董事长王晶说：“今年的船多了。”", "quotation", "今年的船多了。"),
        ("“今年的船比去年多了。”示例航运公司董事长王晶说。", "quotation", "今年的船比去年多了。"),
        ("“今年的船比去年多了。”他十分激动。", "quotation", "今年的船比去年多了。"),
    ],
)
def test_pointed_out(text, code, words):
    found = [remark for remark in remarks(text) if remark.code == code]
    assert [remark.words for remark in found] == [words]
    assert text[found[0].start :].startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "他们把多措并用，作为示例镇的经验。", "研究研究再说，很多很多的人。", "宁波的甬江边，示例人走过。", "渡口归船员和乘客共同参与，谁也不例外。",
        "1）先下后上。", "目的的确很清楚。", "一家公司、几个集团和市中心的银行。", "土地，森林，总和，参与，合并。",
    ],
)  # fmt: skip
def test_ordinary_words_pass(text):
    assert codes(text, ()) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("示例隔壁邻舍志愿者协会联手社区。", "示例隔壁邻居志愿者协会"),
        ("来到示例外贸综和服务中心。", "示例外贸综合服务中心"),
        ("发布《关于支持示例渡囗的十条意见》。", "关于支持示例渡口的十条意见"),
        ("举行第九届示例鞋类鞋采购节。", "第九届示例鞋类采购节"),
    ],
)
def test_a_slip_in_a_registered_name(text, name):
    found = [remark for remark in remarks(text, NAMES) if remark.code == "name-near"]
    assert len(found) == 1 and name in found[0].message
    assert "organisation-unknown" not in codes(text, NAMES)
    assert "title-unknown" not in codes(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "示例隔壁邻居志愿者协会联手社区。", "发布《关于支持示例渡口的十条意见》。", "举行第十届示例鞋类采购节。", "第九届示例鞋类采购节暨订货会。",
        "示例隔壁邻居的门开着。", "示例航运有限公司、示例外贸综合服务中心都来了。",
    ],
)  # fmt: skip
def test_a_name_in_full_or_in_part_passes(text):
    assert codes(text, NAMES) == []


def test_other_words_that_end_alike_are_no_slip():
    names = [*NAMES, folded_name("示例“一站式”综合帮办")]
    assert codes("提供开票、换证等“一站式”综合帮办，排队短了。", names) == []
    [found] = remarks("大家说，事例“一站试”综合帮办好。", names)
    assert "与库里的“示例“一站式”综合帮办”差 2 个字" in found.message


def test_a_family_of_like_names_is_no_slip():
    names = [f"示例市明{one}鞋业有限公司" for one in "光亮辉达丰泰"]
    assert "name-near" not in codes("示例市明华鞋业有限公司开工了。", names)
    assert "name-near" in codes("示例市明华鞋业有限公司开工了。", names[:2])


def test_a_doubtful_name_is_told_once():
    text = "示例隔壁邻舍志愿者协会联手社区。示例隔壁邻舍志愿者协会又来了，还有示例渡船研究院和示例渡船研究院。"
    found = remarks(text, NAMES)
    assert [(remark.code, remark.start) for remark in found] == [("name-near", 0), ("organisation-unknown", 41)]
    assert "差 1 个字，文中共 2 处，请核对" in found[0].message


@pytest.mark.parametrize("size", range(4, 13))
def test_one_changed_character_is_found_wherever_it_stands(size):
    core = "明光晨华瑞丰泰和顺达鑫盛"[:size]
    for at in range(size):
        text = f"来到温州{core[:at]}误{core[at + 1 :]}有限公司。"
        _, [near] = near_names(text, [f"温州{core}有限公司"])
        assert text[near.start : near.end] == text[2:-1] and near.distance == 1


@pytest.mark.parametrize("size", range(7, 13))
def test_a_character_too_many_or_too_few_is_found_wherever_it_stands(size):
    core = "明光晨华瑞丰泰和顺达鑫盛"[:size]
    for at in range(1, size - 1):
        for words in (core[:at] + core[at + 1 :], f"{core[:at]}误{core[at:]}"):
            _, near = near_names(f"来到温州{words}有限公司。", [f"温州{core}有限公司"])
            assert [one.distance for one in near] == [1]


def test_half_width_marks_beside_the_text_are_pointed_out_once_a_line():
    text = "渡口换新颜\n\n(记者 赵一明)示例段落：船开了。\n\n江边的灯 (本版图片由示例镇提供)"
    found = [remark for remark in odd_things(parse(read(text.encode()))) if remark.code == "half-width"]
    assert [(remark.line, remark.words) for remark in found] == [(3, "("), (5, "(")]
    assert "( )，共 2 处" in found[1].message


def test_what_no_register_holds():
    found = remarks("王师傅来到示例渡口研究院，带着《示例渡口办法》。", NAMES)
    assert [(remark.code, remark.words) for remark in found] == [
        ("organisation-unknown", "示例渡口研究院"),
        ("title-unknown", "《示例渡口办法》"),
    ]


def test_one_subject_with_two_numbers():
    found = remarks("示例镇新增就业人数达320人。年底公布，示例镇新增就业人数为302人。")
    assert [(remark.code, remark.words) for remark in found] == [("figure-conflict", "320人")]
    assert "320人、302人" in found[0].message


def test_places_count_across_cut_lines():
    spans = [Span(3, 2, 7, "示例的船多"), Span(5, 0, 6, "，招聘会3月"), Span(6, 0, 2, "5日")]
    piece = Piece(Kind.PARAGRAPH, spans, "")
    remark = next(remark for remark in odd_things([piece]) if remark.code == "date-without-year")
    assert (remark.line, remark.start, remark.words) == (5, 4, "3月5日")


@pytest.fixture
def compared(monkeypatch):
    """Collects the cores of names that are compared with a stretch of the text, character by character: the costly step."""
    found, closest = [], near_module.closest
    monkeypatch.setattr(near_module, "closest", lambda core, window: found.append(core) or closest(core, window))
    return found


def test_a_text_against_a_hundred_thousand_names(compared):
    firsts = "明光晨华瑞丰泰和顺达鑫盛康隆永兴恒通远大"
    names = [f"示例市{a}{b}{c}{d}贸易有限公司" for a in firsts for b in firsts for c in firsts for d in firsts[:13]]
    text = (
        "示例段落：渡口的船一早就开了，岸上的人提着篮子排队，船工数着人头，说今天的风不大。" * 95
        + names[7777]
        + "开业了。"
    )
    exact, near = near_names(text, names)
    assert compared == []
    assert len(names) > 100_000 and [name for _, _, name in exact] == [names[7777]] and near == []


def test_a_list_of_slips_against_a_hundred_thousand_names(compared):
    """The worst text: names only, each with a slip."""
    draw = random.Random(5)  # noqa: S311
    signs = "华丰盛泰恒达新光明远宏康博瑞鑫源天正龙腾飞跃金银玉美佳嘉和顺利通亿万兴隆昌茂百巨一笑果德宝大东方海联合信诚"
    kinds = ("鞋业", "服饰", "眼镜", "锁具", "电器", "贸易", "进出口", "文化传媒")
    names = [
        f"温州{''.join(draw.choices(signs, k=draw.randint(2, 4)))}{draw.choice(kinds)}有限公司" for _ in range(100_000)
    ]
    slips = names[::300]
    near_names("，".join(f"{name[:3]}误{name[4:]}" for name in slips), names)
    assert 0 < len(compared) < 10 * len(slips)


@pytest.mark.django_db
def test_names_come_from_all_registers():
    note = "只给台账管理员看的话。待核：示例渡口的公司写作另一个名字。\n电话已停机。"
    company = CompanyFactory(title="示例航运有限公司", internal_note=note)
    CompanyAlias.objects.create(company=company, name="示例老船行")
    Department.objects.create(name="示例区交通运输局", short_name="示例交通局")
    found = registered()
    assert {"示例航运有限公司", "示例老船行", "示例区交通运输局", "示例交通局"} <= set(found.names)
    text = "示例航运有限公司今天开船。"
    messages = [r.message for r in odd_things([Piece(Kind.PARAGRAPH, [Span(1, 0, 13, text)], "")], found)]
    assert messages == ["“示例航运有限公司”在库里有备注：待核：示例渡口的公司写作另一个名字。"]


@needs_real
@pytest.mark.parametrize(
    "names", [(), ("鹿城区隔壁邻居志愿者协会", "甬越院士之家")], ids=["empty registers", "registered"]
)
def test_anomalies_of_the_newspapers_page(names):
    doubts = {name: "待核：有别的写法。" for name in names}
    found = odd_things(parse(read(REAL.read_bytes())), Registered(names, doubts))
    at = {(remark.line, remark.code) for remark in found}
    unsure = "name-in-doubt" if names else "organisation-unknown"
    assert at >= {
        (20, "doubled-word"), (46, "broken-clause"), (84, "place-short-name"), (84, unsure), (24, unsure),
        (20, "rejoined"), (24, "rejoined"), (26, "rejoined"), (52, "rejoined"), (56, "rejoined"),
        (66, "half-width"), (70, "half-width"), (106, "half-width"), (66, "figure-repeated"), (72, "sidebar-bounds"), (102, "closing-sentence"),
        (56, "date-without-year"), (96, "date-without-year"),
    }  # fmt: skip
    said = " ".join(remark.message for remark in found if remark.code in ("person", "quotation"))
    assert all(name in said for name in ("王晶", "金慈南", "潘建中", "何美芬"))
    assert len(found) <= 45


def test_a_text_of_thousands_of_organisations_is_read_in_short_time():
    text = "，".join(f"渡口{number}号公司" for number in range(20_000))
    begun = time.process_time()
    assert len(organisations(text)) == 20_000
    assert time.process_time() - begun < 5
