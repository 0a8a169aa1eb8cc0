"""受理中 and what goes with it: only what a source states makes a claim of its own."""

import datetime

import pytest

from programs.policies.claims import days_left, open_items
from programs.policies.models import Policy

from .factories import PolicyFactory, PolicyItemFactory
from .test_page import successor_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_that_day(home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 30, 4, tzinfo=datetime.UTC))


@pytest.fixture
def policy():
    return PolicyFactory(title="示例企业留工补贴实施办法", published_on=datetime.date(2026, 11, 1))


def both(policy):
    """What its page and what a list says, which must be the same."""
    own = Policy.objects.get(pk=policy.pk).claims
    listed = Policy.objects.for_listing().get(pk=policy.pk).claims
    if own is None or listed is None:
        assert own is listed
        return None
    said = [(one.state, one.label, one.left, one.amount, one.closes_on) for one in (own, listed)]
    assert said[0] == said[1]
    assert own.state == "coming" or own.number == listed.number
    return own


def test_what_closes_first_stands_for_all(policy):
    PolicyItemFactory(policy=policy, closes_on=TODAY + 20 * DAY, amount_text="每人1000元")
    PolicyItemFactory(policy=policy, opens_on=TODAY, closes_on=TODAY + 6 * DAY, amount_ceiling=500_000)
    PolicyItemFactory(policy=policy, opens_on=TODAY - DAY)
    PolicyItemFactory(policy=policy, opens_on=TODAY + DAY, closes_on=TODAY + 2 * DAY)
    PolicyItemFactory(policy=policy, closes_on=TODAY - DAY)
    found = both(policy)
    assert (found.label, found.left, found.amount, found.number) == ("受理中", "还剩6天", "最高50万元", 3)


@pytest.mark.parametrize(
    ("dates", "label", "left"),
    [
        ({"opens_on": TODAY}, "受理中", ""),
        ({"closes_on": TODAY}, "受理中", "今天截止"),
        ({"closes_on": TODAY + DAY}, "受理中", "明天截止"),
        ({"opens_on": TODAY + 15 * DAY, "closes_on": TODAY + 60 * DAY}, "12月15日起受理", ""),
        ({"opens_on": datetime.date(2027, 3, 1)}, "2027年3月1日起受理", ""),
    ],
)
def test_badges_say_what_is_stated(policy, dates, label, left):
    PolicyItemFactory(policy=policy, **dates)
    found = both(policy)
    assert (found.label, found.left) == (label, left)


def test_what_states_no_time_is_neither_open_nor_closed(policy):
    PolicyItemFactory(policy=policy)
    PolicyItemFactory(policy=policy, closes_on=TODAY - DAY)
    assert both(policy) is None
    assert days_left(None) == ""


def test_nothing_of_what_is_not_in_force_is_open(policy):
    PolicyItemFactory(policy=policy, closes_on=TODAY + DAY)
    assert both(policy)
    successor_of(policy, published_on=TODAY)
    assert both(policy) is None
    assert open_items(5) == []


def test_the_page_leads_to_where_it_is_done_and_the_list_says_how_much_and_until_when(client, policy, settings):
    PolicyItemFactory(
        policy=policy, closes_on=TODAY + 20 * DAY, amount_text="每人1000元", link="https://example.org/apply",
        where="示例区政务服务中心2号窗口",
    )  # fmt: skip
    page = client.get(policy.get_absolute_url()).content.decode()
    head = page[page.index('class="record__head"') : page.index("</header>", page.index('class="record__head"'))]
    assert "受理中" in head and "12月20日截止，还剩20天" in head
    assert '<a class="button" href="https://example.org/apply" rel="noopener external">在线办理</a>' in head
    assert "示例区政务服务中心2号窗口" in page and "查看地图" not in page  # no map is chosen for a site
    settings.MAP_URL = "https://map.example.gov.cn/search?q={address}&from=portal"
    page = client.get(policy.get_absolute_url()).content.decode()
    place = (
        "%E7%A4%BA%E4%BE%8B%E5%8C%BA%E6%94%BF%E5%8A%A1%E6%9C%8D%E5%8A%A1%E4%B8%AD%E5%BF%832%E5%8F%B7%E7%AA%97%E5%8F%A3"
    )
    assert f'href="https://map.example.gov.cn/search?q={place}&amp;from=portal"' in page and "查看地图" in page
    row = client.get("/policies/").content.decode()
    row = row[row.index('class="record-row"') :]
    for words in ("受理中", "每人1000元", "12月20日", "还剩20天"):
        assert words in row, words


def test_the_list_is_narrowed_to_what_can_be_claimed_now_and_notices_when_that_ends(client, policy, time_machine):
    PolicyItemFactory(policy=policy, opens_on=TODAY + DAY, closes_on=TODAY + DAY)

    def titles(claims):
        return [row.title for row in client.get(f"/policies/?claims={claims}").context["selection"].rows]

    assert (titles("open"), titles("coming")) == ([], [policy.title])
    time_machine.move_to(datetime.datetime(2026, 12, 1, 4, tzinfo=datetime.UTC))
    assert (titles("open"), titles("coming")) == ([policy.title], [])
    time_machine.move_to(datetime.datetime(2026, 12, 2, 4, tzinfo=datetime.UTC))
    assert titles("open") == titles("coming") == []


def test_rows_show_no_badge_of_what_is_not_known(client):
    PolicyFactory(published_on=None, issuer_text="")
    page = client.get("/policies/").content.decode()
    rows = page[page.index('class="records__list"') : page.index("</ol>", page.index('class="records__list"'))]
    assert "未载" not in rows and "mark--" not in rows


def test_a_deadline_of_another_year_names_its_year_in_lists(client, policy):
    PolicyItemFactory(policy=policy, closes_on=datetime.date(2027, 1, 14))
    assert both(policy).closing == "2027年1月14日截止"
    assert "2027年1月14日截止" in client.get("/policies/").content.decode()
    assert [one.offer for one in open_items(5)] == ["2027年1月14日截止"]
