"""A policy's page: what must be known before reading on, and what its source leaves open."""

import datetime
import re

import pytest

from programs.companies.tests.factories import CompanyFactory
from programs.policies.models import Policy, PolicyItem
from programs.policies.related import items_that_fit
from programs.taxonomy.tests.factories import DepartmentFactory, SectorFactory, TownFactory

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
    assert header_of(page_of(client, policy)) == {
        "索引号": "未载",
        "主题分类": "未载",
        "发文机关": "示例甲局、示例乙局",
        "成文日期": "未载",
        "标题": policy.title,
        "发文字号": "示政发〔2026〕1号",
        "统一编号": "未载",
        "发布日期": "2026年5月1日",
        "有效性": "有效",
        "施行日期": "未载",
        "有效期至": "未载",
        "主题词": "未载",
    }
    undated = PolicyFactory(published_on=None, issuer_text="示例联席会议")
    header = header_of(page_of(client, undated))
    assert header["有效性"] == "未载" and header["发文机关"] == "示例联席会议"


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


def titles(company):
    return [entry.title for group in items_that_fit(company) for entry in group.entries]


@pytest.fixture
def shoemaker():
    shoes = SectorFactory(name="示例鞋", parent=SectorFactory(name="示例制造业"))
    return CompanyFactory(sector=shoes, town=TownFactory(), size_band="small")


def item_for(title, sectors=(), towns=(), **kwargs):
    day = BEFORE - datetime.timedelta(days=20 - PolicyItem.objects.count())
    item = PolicyItemFactory(title=title, **{"policy__published_on": day} | kwargs)
    item.sectors.set(sectors)
    item.towns.set(towns)
    item.save()
    return item


def test_items_fit_by_sector_town_and_size_those_made_for_it_first(shoemaker):
    item_for("不限")
    item_for("上级行业", [shoemaker.sector.parent, SectorFactory()])
    item_for("本街镇小型", towns=[shoemaker.town], size_bands=["small", "micro"])
    item_for("本行业大型", [shoemaker.sector], size_bands=["large"])
    item_for("别的行业", [SectorFactory()])
    item_for("下级行业", [SectorFactory(parent=shoemaker.sector)])
    item_for("别的街镇", towns=[TownFactory()])
    assert titles(shoemaker) == ["本街镇小型", "上级行业", "不限"]
    assert titles(CompanyFactory()) == ["不限"]
    for kind in ("foreign", "association", "institution"):
        assert titles(CompanyFactory(kind=kind)) == []


def test_what_an_item_does_not_state_is_not_called_open_to_all(shoemaker):
    item_for("只写对象", who_text="鹿城区工业企业")
    item_for("什么都没写")
    item_for("本行业", [shoemaker.sector], who_text="出口企业")
    notes = {entry.title: entry.note.split("｜")[0] for group in items_that_fit(shoemaker) for entry in group.entries}
    assert notes == {
        "只写对象": "惠及对象：鹿城区工业企业",
        "什么都没写": "惠及对象未载",
        "本行业": "示例鞋、惠及对象：出口企业",
    }


def test_only_items_of_public_policies_in_force_that_can_still_be_claimed_fit(shoemaker):
    item_for("已截止", closes_on=BEFORE)
    item_for("末日", closes_on=TODAY)
    for title, change in {
        "失效": {"effective_to": BEFORE},
        "废止": {"repealed_on": TODAY},
        "未施行": {"effective_from": AFTER},
        "草稿": {"live": False},
        "内部": {"visibility": "internal"},
        "无日期": {"published_on": None},
    }.items():
        item_for(title, policy=PolicyFactory(**change))
    superseded = item_for("被取代").policy
    successor_of(superseded)
    followed = item_for("将被取代", policy=PolicyFactory(published_on=BEFORE)).policy
    successor_of(followed, effective_from=AFTER)
    assert set(titles(shoemaker)) == {"末日", "无日期", "将被取代"}


def test_in_force_agrees_with_each_policys_validity(shoemaker):
    days = [None, BEFORE, TODAY, AFTER]
    for start in days:
        for end in days:
            for repealed in days:
                policy = PolicyFactory(published_on=start, effective_to=end, repealed_on=repealed)
                if start == TODAY:
                    successor_of(policy, published_on=end, effective_from=repealed)
    counted = {policy.pk for policy in Policy.objects.all() if policy.validity_on() in ("valid", "unstated")}
    assert set(Policy.objects.in_force().values_list("pk", flat=True)) == counted
    assert 0 < len(counted) < Policy.objects.count()


def test_what_closes_or_begins_by_itself_is_noticed(shoemaker, time_machine):
    item_for("到今天为止", closes_on=TODAY)
    item_for("明天起", policy=PolicyFactory(published_on=BEFORE, effective_from=TODAY + datetime.timedelta(days=1)))
    assert titles(shoemaker) == ["到今天为止"]
    time_machine.move_to(datetime.datetime(2026, 6, 2, 12, tzinfo=datetime.UTC))
    assert titles(shoemaker) == ["明天起"]


def test_a_list_of_fitting_items_is_capped(shoemaker):
    for number in range(12):
        item_for(f"示例{number}", [shoemaker.sector] if number % 2 else [])
    assert len(titles(shoemaker)) == 10
    assert PolicyItem.objects.count() == 12
