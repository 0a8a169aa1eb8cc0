"""The demo's words and figures: every figure is a published or derived one, and no sentence is anybody else's."""

import datetime
import re
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings

from portal.demo import articles, content, pages, pictures, records
from portal.demo.articles.story import FICTION
from portal.demo.parts import Ref

MANUSCRIPT = Path(settings.ROOT).parent / "shared" / "manuscripts" / "lucheng-confidence.txt"
LONGEST_SHARED_RUN = 12  # characters; exact names and quotations are not counted

# Names and quotations that may only be printed as they are.
EXACT = [
    "《关于支持鹿城区工业企业“留员工、稳生产、开门红”的十条意见》",
    "“留员工、稳生产、开门红”",
    "《小康》2022市县高质量发展经典案例",
    "2022年12月26日至2023年1月19日",
    "2022年12月12日至14日",
    "2022年1月至11月",
    "“迎元旦·庆新春”农村人居环境整治攻坚月",
    "农村人居环境整治",
    "七都街道樟里村文化礼堂",
    "全省4A级景区全域旅游示范区",
    "国家生态文明建设示范区",
    "世界青年科学家学术交流中心",
    "大南街道南门社区卫生服务中心",
    "浙江省交通集团高速公路温州管理中心",
    "浙江笑果鞋业有限公司",
    "鹿城装备制造小微园党群服务中心",
    "外贸企业综合服务中心",
    "市场采购贸易政策资金“预拨制”",
    "市场采购贸易方式",
    "跨境电商海关监管平台",
    "“抢订单、拓市场”商务之窗",
    "鹿城区职业介绍中心",
    "温州人才网鹿城分站",
    "“百日招聘促就业”专项行动",
    "大走访大调研大服务大解题",
    "松江、浦东、虹口、静安、闵行",
    "医学健康、投资运营、产业研究",
    "已经好久没看到这样的情景了",
    "我们3年没出过远门了",
    "鹿城区委、区政府主要负责人",
    "鹿城区外贸龙头企业",
    "欧洲鞋类销售龙头",
    "高品质鞋材交易市场之一",
    "2022年12月16日晚",
    "12月15日至17日",
    "藤桥镇经济办科室负责人金慈南",
    "鹿城：强信心、鼓干劲、赢未来",
    "10分钟健身圈和养老圈",
    "温州市进出口总值2716.1亿元",
    "较2021年同期增长25.7%",
    "贡献率达49.1%",
    "鹿城区隔壁邻居志愿者协会",
    "志愿团队、两代表一委员、工青妇",
]
# What the registers keep as it is printed: titles, and the words of figures, beside the values taken from them.
PRINTED = [entry.title for entry in records.RECORDS] + [
    figure["printed"] for entry in records.RECORDS for figure in entry.children.get("figures", [])
]

# (value, unit, qualifier) of every figure that a board may show, with its row of the fact sheet
FIGURES = {
    ("1", "万双", "破"): "F1",
    ("1", "亿美元", "意向"): "F2",
    ("2460", "家", ""): "F5",
    ("76", "家", ""): "F6",
    ("50", "%", "以上"): "F4",
    ("6300", "万元", "累计"): "F7",
    ("55", "家", ""): "F8",
    ("1.76", "亿元", ""): "F9",
    ("200", "家", "超"): "F10",
    ("7", "场", "计划"): "F13",
    ("20", "场", "计划"): "F14",
    ("1", "万余个", "计划"): "F15",
    ("550", "家", "计划"): "F16",
    ("49.1", "%", "达"): "F17",
    ("2716.1", "亿元", ""): "F18",
    ("25.7", "%", "同比增长"): "F19",
    ("2", "位", "全省第"): "F20",
    ("21", "个", ""): "F21",
    ("14", "个", ""): "F22",
    ("1200", "亿元", "突破"): "F23",
    ("13", "位", "第"): "F24",
    ("96", "%", "以上"): "F25",
    ("1", "位", "温州第"): "F27",
    ("15", "分钟", "基本建成"): "F26",
    ("10", "分钟", "基本建成"): "F26",
    ("24", "小时", "全天候"): "F28",
    ("30", "条", ""): "F33",
    ("82.9", "万元", "推算，约"): "derived from F7 / F6",
    ("320", "万元", "推算"): "derived from F9 / F8",
}


def strings(value):
    """Every text in demo content, however deep."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", "\n", value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)
    elif not isinstance(value, (Ref, bool, int, datetime.date, type(None))):
        yield from strings(vars(value))


def boards(value):
    """Every figure of every board."""
    if isinstance(value, dict) and {"value", "unit", "qualifier"} <= set(value):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from boards(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from boards(part)


def plain(text):
    """Without white space, and with one form for full-width and half-width punctuation."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


STORIES = [story for story in [*articles.LIVE, *articles.ON_THE_DESK] if story.source != FICTION]
SITE = [value for name, value in vars(content).items() if name.isupper()]
RECORDS = [records.RECORDS, records.DEPARTMENTS]
EVERYTHING = [STORIES, SITE, pages.PAGES, pictures.PICTURES, RECORDS]


def own_texts():
    for text in strings(EVERYTHING):
        for name in sorted([*PRINTED, *EXACT], key=len, reverse=True):
            text = text.replace(name, "\n")
        yield from (plain(line) for line in text.split("\n"))


def shared_runs(texts, manuscript):
    size = LONGEST_SHARED_RUN + 1
    for text in texts:
        for start in range(len(text) - size + 1):
            if text[start : start + size] in manuscript:
                yield text[start : start + size]


def test_no_sentence_of_the_manuscript():
    if not MANUSCRIPT.exists():
        pytest.skip(f"The manuscript is not beside this repository: {MANUSCRIPT}")
    manuscript = plain(MANUSCRIPT.read_text())
    assert len(manuscript) > 3000
    assert list(shared_runs([manuscript[500:520]], manuscript))  # the check itself finds what is copied
    assert list(shared_runs(own_texts(), manuscript)) == []


def test_every_figure_is_a_known_one():
    bodies = [story.body for story in STORIES] + [entry.fields.get("body", []) for entry in records.RECORDS]
    shown = [*boards(bodies), *boards(content.HOME_PARTS)]
    assert len(shown) >= 35
    for figure in shown:
        assert (figure["value"], figure["unit"], figure["qualifier"]) in FIGURES, figure
        assert figure["source"], figure
        assert ("推算" in figure["qualifier"]) == (figure["source"] == "本站推算"), figure


def test_derived_figures_follow_from_the_published_ones():
    before = 2716.1 / 1.257
    assert round(before, 1) == 2160.8
    assert round(2716.1 - before, 1) == 555.3
    assert round((2716.1 - before) * 0.491, 1) == 272.7
    assert round(6300 / 76, 1) == 82.9
    assert 17600 / 55 == 320


@pytest.mark.parametrize("story", [s for s in articles.LIVE if s.section != "tongzhi"], ids=lambda story: story.slug)
def test_length_of_a_short_article(story):
    shown = [story.title, story.kicker, story.subtitle, story.lead, story.body]
    characters = len(re.findall(r"[\u3400-\u9fff]", "".join(strings(shown))))
    assert 250 <= characters <= 700


def test_pictures_and_topics_of_stories():
    assert {story.cover for story in STORIES} - {""} <= set(pictures.PICTURES)
    assert all(story.cover for story in articles.LIVE if story.section != "tongzhi")
    assert all(story.topics and story.lead for story in STORIES)


def test_kickers_and_subtitles_are_shown():
    assert sum(bool(story.kicker) for story in articles.LIVE) >= 4
    assert sum(bool(story.subtitle) for story in articles.LIVE) >= 4
