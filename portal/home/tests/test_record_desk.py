"""What the desk shows first to keepers of the registers, and to nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.home.desk import SHOWN
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from tests.record_forms import add


def cards(user):
    page = user.client.get("/cms/").content.decode()
    return page


def test_a_keeper_sees_what_is_due_what_is_drafted_and_what_waits(staff):
    keeper, other = staff("keeper"), staff("keeper")
    PolicyFactory(title="到期的示例意见", review_by_on=timezone.localdate(), responsible_person=keeper)
    PolicyFactory(title="不到期的示例意见", review_by_on=timezone.localdate() + timedelta(days=1))
    add(other, Company, title="示例草稿企业")
    add(other, Event, "submit", title="送来的示例活动")
    add(keeper, Policy, "submit", title="自己送审的示例")
    page = cards(keeper)
    assert "政策：到期的示例意见" in page and "不到期的示例意见" not in page
    assert "企业：示例草稿企业" in page and "活动：送来的示例活动" in page
    waiting = page.split("等我复核")[1].split("该复核的台账")[0]
    assert "送来的示例活动" in waiting and "自己送审的示例" not in waiting
    assert all(f"新建{noun}" in page for noun in ("政策", "企业", "活动"))
    assert '"/admin/"' in page.replace("&quot;", '"')
    assert "我的草稿" not in page and "定时发布" not in page  # lists of pages, of which a keeper has none


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_others_see_nothing_of_it(staff, role):
    PolicyFactory(title="到期的示例意见", review_by_on=timezone.localdate())
    page = cards(staff(role))
    assert "我的草稿" in page and '"/admin/"' not in page.replace("&quot;", '"')
    assert "该复核的台账" not in page and "新建政策" not in page and "到期的示例意见" not in page


def test_more_records_ask_no_more(staff):
    keeper, other = staff("keeper"), staff("keeper")

    def grow(count):
        for number in range(count):
            PolicyFactory(review_by_on=timezone.localdate(), responsible_person=staff("keeper"))
            CompanyFactory(review_by_on=timezone.localdate())
            add(other, Policy, "submit", title=f"示例意见{number}{count}")
            add(other, Company, title=f"示例企业{number}{count}")

    counts = []
    for count in (2, 4):
        grow(count)
        cards(keeper)
        with CaptureQueriesContext(connection) as queries:
            cards(keeper)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_lists_are_cut(staff):
    for _ in range(SHOWN + 3):
        PolicyFactory(review_by_on=timezone.localdate())
    assert cards(staff("keeper")).count("起该复核</small>") == SHOWN


def test_pages_are_searched_from_the_dashboard_by_those_who_have_any(staff):
    shown = {role: 'role="search"' in staff(role).client.get("/cms/").content.decode() for role in ("editor", "keeper")}
    assert shown == {"editor": True, "keeper": False}
