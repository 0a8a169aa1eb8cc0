"""The newspaper's manuscript, where it is at hand: what facts.md says of it must come true."""

import pytest
from django.core.management import call_command

from news.manuscripts.pieces import Kind
from news.manuscripts.source.reading import read, squeeze
from news.models import ArticlePage, ManuscriptImport

from .manuscripts import REAL, needs_real

pytestmark = [needs_real, pytest.mark.django_db]


@pytest.fixture
def feature(section, originals):
    call_command("import_manuscript", str(REAL), "--section", section.slug, "--publish", verbosity=0)
    return ArticlePage.objects.public_now().get()


def texts(feature, kind):
    return [str(block.value) for block in feature.body if block.block_type == kind]


def test_head(feature):
    assert len(feature.title) == 14
    assert [(line.contributor.name, line.role) for line in feature.bylines.all()] == [
        ("戚祥浩", ""),
        ("朱丽华", ""),
        ("林婷玮", ""),
    ]
    assert feature.lead.count("<p>") == 2
    assert (feature.kicker, feature.subtitle, feature.source) == ("", "", "")
    assert feature.pictures_provider == "鹿城区委宣传部"


def test_body_in_order(feature):
    runs = []
    for block in feature.body:
        if not runs or runs[-1][0] != block.block_type:
            runs.append([block.block_type, 0])
        runs[-1][1] += 1
    assert runs == [
        ["picture", 1],
        ["heading", 1],
        ["paragraph", 5],
        ["picture", 2],
        ["heading", 1],
        ["paragraph", 8],
        ["picture", 2],
        ["sidebar", 1],
        ["heading", 1],
        ["paragraph", 8],
        ["picture", 1],
    ]
    assert [block.value["text"][-2:] for block in feature.body if block.block_type == "heading"] == [
        "之火",
        "刺”",
        "之力",
    ]


@pytest.mark.parametrize("word", ["企业信心", "不时之需", "商务之窗", "鹿城区职业介绍中心"])
def test_words_cut_by_columns_are_whole(feature, word):
    assert any(word in text for text in texts(feature, "paragraph"))


def test_pictures(feature):
    pictures = [block.value for block in feature.body if block.block_type == "picture"]
    assert [picture["photographer"] for picture in pictures] == ["", "", "朱松生", "", "", ""]
    assert all(picture["caption"] and not picture["picture"] and not picture["provider"] for picture in pictures)
    assert pictures[4]["caption"] == "春节前夕,鹿城鞋企在赶制订单。"
    assert pictures[5]["caption"] == "鹿城印象南塘华灯绽放"


def test_sidebar(feature):
    sidebar = next(block.value for block in feature.body if block.block_type == "sidebar")
    assert (sidebar["kind"], sidebar["title"]) == ("采写手记", "奋斗成就更好鹿城")
    assert [block.block_type for block in sidebar["body"]] == ["paragraph"] * 5


def test_every_line_is_in_the_ledger_and_nothing_moved(feature):
    record = ManuscriptImport.objects.get()
    source = read(REAL.read_bytes())
    assert [number for number, _ in record.lines()] == [line.number for line in source.lines if squeeze(line.text)]
    marks = [entry["text"] for entry in record.ledger["entries"] if entry["kind"] == Kind.MARK]
    assert marks == ["摄", "(本版图片由", "提供)"]
    counts = record.ledger["characters"]
    assert counts["moved"] == 0 and counts["kept"] + 10 == counts["source"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (20, "“鞋类”连续出现两次"),
        (56, "“12月15日”没有写年份"),
        (96, "“1月10日”没有写年份"),
        (66, "半角标点"),
        (70, "半角标点"),
        (66, "49.1%"),
        (72, "侧栏到第 86 行的小标题为止"),
        (102, "也可能属于侧栏"),
    ],
)
def test_anomalies_are_flagged(feature, line, words):
    remarks = ManuscriptImport.objects.get().ledger["remarks"]
    assert any(remark["line"] == line and words in remark["message"] for remark in remarks)
