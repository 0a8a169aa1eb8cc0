"""A policy's page: what must be known before reading on, and what its source leaves open."""

import datetime
import re

import pytest

from programs.taxonomy.tests.factories import AudienceFactory, DepartmentFactory, SectorFactory

from .factories import PolicyFactory, PolicyItemFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
BEFORE, AFTER = datetime.date(2026, 5, 1), datetime.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_that_day(home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC))


def page_of(client, policy):
    return client.get(policy.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (
            {"repealed_on": BEFORE, "repeal_basis": "示例决定"},
            "本文件已于2026年5月1日废止（依据：示例决定），仅供查阅。",
        ),
        ({"repealed_on": AFTER, "published_on": BEFORE}, "本文件将于2026年7月1日废止。"),
        ({"published_on": BEFORE, "effective_to": BEFORE}, "本文件有效期至2026年5月1日，已经失效"),
        ({"effective_from": AFTER}, "本文件尚未施行，自2026年7月1日起施行。"),
    ],
)
def test_old_and_future_texts_say_so_first(client, dates, words):
    page = page_of(client, PolicyFactory(**{"published_on": None} | dates))
    assert words in page
    assert page.index('class="validity') < page.index('id="document"')


@pytest.mark.parametrize("dates", [{"published_on": BEFORE}, {"published_on": None}, {"effective_to": TODAY}])
def test_a_text_in_force_has_no_banner(client, dates):
    assert 'class="validity' not in page_of(client, PolicyFactory(**dates))


def successor_of(policy, **kwargs):
    successor = PolicyFactory(**{"published_on": BEFORE} | kwargs)
    successor.supersedes.set([policy])
    successor.save()
    return successor


def test_a_superseded_text_leads_to_its_successor_and_back(client):
    old = PolicyFactory(published_on=BEFORE)
    new = successor_of(old)
    page = page_of(client, old)
    assert "本文件已被新文件取代" in page and f'现行文件：<a href="{new.get_absolute_url()}">' in page
    assert old.get_absolute_url() in page_of(client, new)


def test_a_successor_that_is_to_come_is_announced(client):
    old = PolicyFactory(published_on=BEFORE)
    new = successor_of(old, effective_from=AFTER)
    page = page_of(client, old)
    assert "在此之前本文件继续有效" in page and new.get_absolute_url() in page


@pytest.mark.parametrize("hidden", [{"live": False}, {"visibility": "internal"}])
def test_a_successor_that_is_not_public_neither_repeals_nor_shows(client, hidden):
    old = PolicyFactory(published_on=BEFORE)
    successor_of(old, title="示例未公开文件", **hidden)
    page = page_of(client, old)
    assert 'class="validity' not in page and "示例未公开文件" not in page


def header_of(page):
    document = re.search(r'id="document".*?</section>', page, re.DOTALL)[0]
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", document, re.DOTALL)
    return {label: re.sub(r"<[^>]+>", "", value).strip() for label, value in pairs}


def test_the_head_is_the_governments_and_what_is_not_stated_says_so(client):
    policy = PolicyFactory(published_on=BEFORE, document_number="示政发〔2026〕1号")
    policy.issuers.set([DepartmentFactory(name="示例甲局", order=1), DepartmentFactory(name="示例乙局", order=2)])
    policy.save()
    page = page_of(client, policy)
    assert list(header_of(page).items()) == [
        ("发文机关", "示例甲局、示例乙局"),
        ("标题", policy.title),
        ("发文字号", "示政发〔2026〕1号"),
        ("发布日期", "2026年5月1日"),
        ("有效性", "有效"),
    ]
    assert "来源未载：索引号、主题分类、成文日期、统一编号、施行日期、有效期至、主题词、咨询方式。" in page
    undated = page_of(client, PolicyFactory(published_on=None, issuer_text="示例联席会议"))
    assert "有效性" not in header_of(undated) and header_of(undated)["发文机关"] == "示例联席会议"
    assert re.search(r"来源未载：[^。]*有效性", undated)


def test_items_say_what_is_stated_and_name_what_is_not(client):
    item = PolicyItemFactory(
        title="示例补贴",
        amount_ceiling=500_000,
        claim_mode="quick",
        phone="0577-12345678",
        closes_on=AFTER,
        conditions="甲条件\n\n乙条件",
        size_bands=["small"],
    )
    item.sectors.set([SectorFactory(name="示例制鞋业")])
    item.save()
    page = page_of(client, item.policy)
    row = re.search(rf'id="item-{item.pk}".*?</tr>', page, re.DOTALL)[0]
    for words in ("50万元", "快申快享", "2026年7月1日截止", "<li>甲条件</li><li>乙条件</li>", "示例制鞋业", "小型"):
        assert words in row, words
    assert 'href="tel:0577-12345678"' in row
    assert "未载：惠及对象、街镇、解决的需求" in row
    assert "未载：额度、优惠类别" in row
    assert "未载：办理材料" in row
    assert "未载：受理地址、办理网址" in row
    glance = re.search(r'<section class="glance".*?</section>', page, re.DOTALL)[0]
    for words in (
        "示例制鞋业",
        "小型企业",
        f'href="#item-{item.pk}"',
        "快申快享（1项）",
        "最近的截止日期：2026年7月1日",
    ):
        assert words in glance, words


def test_an_item_without_anything_shows_unstated_in_every_cell(client):
    item = PolicyItemFactory(gives="")
    page = page_of(client, item.policy)
    row = re.search(rf'id="item-{item.pk}".*?</tr>', page, re.DOTALL)[0]
    assert row.count('<p class="unstated">未载</p>') == 4


def test_an_item_whose_time_is_over_says_so(client):
    item = PolicyItemFactory(closes_on=BEFORE)
    page = page_of(client, item.policy)
    assert page.count("已截止") == 4  # at a glance (it, and all of them), over its row, behind its dates
    assert "受理都已截止" in page


def for_whom(page):
    part = re.search(r'<section class="glance".*?</section>', page, re.DOTALL)[0].split("给什么</h2>")[0]
    return re.findall(r"<li>([^<]+)</li>", part)


def test_for_whom_is_told_once_in_the_sources_words_and_else_by_its_terms(client):
    policy = PolicyFactory()
    shoes, trade = SectorFactory(name="示例鞋业"), SectorFactory(name="示例批发业")
    old = AudienceFactory(name="老年人")
    for who, sectors, sizes, audiences in (
        ("示例鞋业小型、微型企业", [shoes], ["small", "micro"], []),
        ("外贸企业", [trade], ["medium"], []),
        ("独居老人", [], [], [old]),
        ("", [], [], [AudienceFactory(name="求职者")]),
    ):
        item = PolicyItemFactory(policy=policy, who_text=who, size_bands=sizes)
        item.sectors.set(sectors)
        item.audiences.set(audiences)
        item.save()
    assert for_whom(page_of(client, policy)) == [
        "示例鞋业小型、微型企业", "外贸企业", "独居老人", "示例批发业、求职者", "中型企业",
    ]  # fmt: skip
