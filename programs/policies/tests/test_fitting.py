"""Which claimable items a company is offered, and of which it is only told that nothing tells."""

import datetime
import re

import pytest

from programs.companies.tests.factories import CompanyFactory
from programs.policies.models import Policy, PolicyItem
from programs.policies.receivers import is_for_persons
from programs.policies.related import items_that_fit
from programs.taxonomy.models import Audience
from programs.taxonomy.tests.factories import SectorFactory, TownFactory

from .factories import PolicyFactory, PolicyItemFactory
from .test_page import successor_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
BEFORE, AFTER = datetime.date(2026, 5, 1), datetime.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_that_day(home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC))


def entries(company):
    return {group.name: group.entries for group in items_that_fit(company)}


def titles(company):
    return [entry.title for entry in entries(company).get("fitting", [])]


def unclear(company):
    return [entry.title for entry in entries(company).get("open-items", [])]


def notes(company):
    return {entry.title: entry.note for group in entries(company).values() for entry in group}


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


def test_items_fit_by_every_condition_that_they_state(shoemaker):
    item_for("不限")
    item_for("上级行业", [shoemaker.sector.parent, SectorFactory()])
    item_for("本街镇小型", towns=[shoemaker.town], size_bands=["small", "micro"])
    item_for("本行业大型", [shoemaker.sector], size_bands=["large"])
    item_for("别的行业", [SectorFactory()])
    item_for("下级行业", [SectorFactory(parent=shoemaker.sector)])
    item_for("别的街镇", towns=[TownFactory()])
    assert titles(shoemaker) == ["本街镇小型", "上级行业"]
    assert unclear(shoemaker) == ["不限"]
    assert titles(CompanyFactory()) == []
    for kind in ("foreign", "association", "institution"):
        assert items_that_fit(CompanyFactory(kind=kind)) == []


def test_what_an_item_does_not_state_is_not_called_open_to_all(shoemaker):
    item_for("只写对象", who_text="鹿城区工业企业")
    item_for("什么都没写")
    item_for("本行业", [shoemaker.sector], who_text="出口企业")
    assert {title: note.split("｜")[0] for title, note in notes(shoemaker).items()} == {
        "只写对象": "行业、街镇、规模条件未载、惠及对象：鹿城区工业企业",
        "什么都没写": "行业、街镇、规模条件未载",
        "本行业": "示例鞋、惠及对象：出口企业",
    }
    assert titles(shoemaker) == ["本行业"]


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
    assert set(unclear(shoemaker)) == {"末日", "无日期", "将被取代"}


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
    assert unclear(shoemaker) == ["到今天为止"]
    time_machine.move_to(datetime.datetime(2026, 6, 2, 12, tzinfo=datetime.UTC))
    assert unclear(shoemaker) == ["明天起"]


def test_a_list_of_fitting_items_is_capped(shoemaker):
    for number in range(24):
        item_for(f"示例{number}", [shoemaker.sector] if number % 2 else [])
    assert (len(titles(shoemaker)), len(unclear(shoemaker))) == (10, 5)


def named(*names):
    return [Audience.objects.get_or_create(name=name)[0] for name in names]


@pytest.mark.parametrize(
    ("who_text", "audiences"),
    [
        ("独居老人", []),
        ("本区户籍60周岁以上老年人", []),
        ("", ["老年人"]),
        ("", ["高校毕业生", "求职者"]),
        ("来鹿就业的高校毕业生、青年人才", []),
        ("规上工业企业的外地员工（含劳务派遣）", []),
        ("困难家庭（由社区和用人单位核实）", []),
    ],
)
def test_what_persons_get_is_offered_to_no_company(shoemaker, who_text, audiences):
    """Not even where sector and size fit, and not among those of which nothing tells."""
    item = item_for("示例补助", [shoemaker.sector], size_bands=["small"], who_text=who_text)
    item.audiences.set(named(*audiences))
    item.save()
    assert titles(shoemaker) == unclear(shoemaker) == []


@pytest.mark.parametrize(
    ("title", "who_text", "audiences", "is_so"),
    [
        ("示例补贴", "招用高校毕业生的企业", [], False),
        ("示例补贴", "企业及其职工", [], False),
        ("示例补贴", "外贸出口主体", [], False),
        ("示例补贴", "务工人员", ["小微企业"], False),
        ("示例补贴", "符合条件的对象", [], False),
        ("给独居老人安装报警器", "", [], True),
        ("企业招用高校毕业生补贴", "", [], False),
        ("稳岗留工补贴（按新招员工人数）", "", [], False),
        ("青年人才租房补贴", "", [], True),
        ("生育津贴申领", "", [], True),
        ("退休人员养老金资格认证", "", [], True),
        ("灵活就业人员社会保险补贴", "", [], True),
        ("失业保险稳岗返还", "", [], False),
        ("残疾人就业保障金减免", "", [], False),
        ("企业为员工租房补贴", "", [], False),
    ],
)
def test_persons_are_told_from_enterprises_by_the_sources_words(title, who_text, audiences, is_so):
    assert is_for_persons(title, who_text, audiences) is is_so


def test_persons_do_not_push_out_what_is_for_enterprises(shoemaker):
    item_for("本行业", [shoemaker.sector], policy=PolicyFactory(published_on=datetime.date(2026, 1, 1)))
    for number in range(12):
        item_for(f"示例慰问{number}", [shoemaker.sector], who_text="独居老人")
    assert titles(shoemaker) == ["本行业"]


def test_an_audience_is_a_condition_too(shoemaker):
    for name in ("小微企业", "大型企业", "外贸企业", "企业"):
        item = item_for(f"给{name}", [shoemaker.sector])
        item.audiences.set(named(name))
        item.save()
    assert titles(shoemaker) == ["给企业", "给小微企业"]
    assert unclear(shoemaker) == ["给外贸企业"]
    assert "是否属于外贸企业未载" in notes(shoemaker)["给外贸企业"]


def test_what_a_companys_record_does_not_say_is_told_and_nothing_is_promised(shoemaker):
    item_for("小型", size_bands=["small"])
    item_for("本街镇小型", towns=[shoemaker.town], size_bands=["small"])
    item_for("别的行业小型", [SectorFactory()], size_bands=["small"])
    known, unknown = shoemaker, CompanyFactory(sector=shoemaker.sector, town=shoemaker.town)
    assert titles(known) == ["本街镇小型", "小型"]
    assert titles(unknown) == []
    assert unclear(unknown) == ["本街镇小型", "小型"]
    assert notes(unknown)["小型"].startswith("本企业规模未载｜")


def test_the_page_shows_both_apart(client, shoemaker):
    item_for("本行业补贴", [shoemaker.sector])
    item_for("没写条件的服务")
    item_for("给独居老人安装报警器", who_text="独居老人")
    page = client.get(shoemaker.get_absolute_url()).content.decode()
    fitting = page[page.index('<section class="record__section" id="fitting"') : page.index('id="open-items"')]
    folded = re.search(r'<details [^>]*id="open-items">.*?</details>', page, re.DOTALL)[0]
    assert "可能适用的惠企事项" in fitting and "本行业补贴" in fitting and "没写条件的服务" not in fitting
    assert "条件未载的惠企事项" in folded and "没写条件的服务" in folded and "本行业补贴" not in folded
    assert "报警器" not in page


def test_an_item_says_what_it_gives_until_when_and_that_it_is_open(client, shoemaker):
    """What closes first stands first."""
    for title, opens, closes, amount in (
        ("示例下一批", AFTER, None, "每家3万元"),
        ("示例不写时间", None, None, ""),
        ("示例晚截止", BEFORE, datetime.date(2027, 2, 1), "每人1000元"),
        ("示例早截止", BEFORE, TODAY + datetime.timedelta(days=6), "每人500元"),
    ):
        item_for(title, [shoemaker.sector], opens_on=opens, closes_on=closes, amount_text=amount)
    told = [
        (entry.title, entry.badge and entry.badge.label, entry.offer, entry.mark)
        for entry in entries(shoemaker)["fitting"]
    ]
    assert told == [
        ("示例早截止", "受理中", "每人500元 · 6月7日截止", "还剩6天"),
        ("示例晚截止", "受理中", "每人1000元 · 2027年2月1日截止", "还剩245天"),
        ("示例下一批", "尚未开始受理", "每家3万元 · 7月1日起受理", ""),
        ("示例不写时间", None, "", ""),
    ]
    page = client.get(shoemaker.get_absolute_url()).content.decode()
    assert "每人1000元 · 2027年2月1日截止" in page and "mark--open" in page
