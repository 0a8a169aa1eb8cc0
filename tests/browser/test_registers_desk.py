"""A keeper's work in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from portal.accounts.tests.factories import UserFactory
from programs.companies.models import Company
from programs.companies.tests.sheets import row, xlsx
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.records.batches import BATCH
from programs.sheets.importing import AT_ONCE
from programs.taxonomy.tests.factories import SectorFactory


@pytest.fixture
def at_the_desk(watched, live_server, client):
    client.force_login(UserFactory(role="keeper"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    watched.context.add_cookies([cookie])
    yield watched
    watched.goto("about:blank")  # an open form goes on asking the server while the database is cleared


def test_a_large_sheet_is_checked_confirmed_and_imported_while_one_watches(at_the_desk, live_server, tmp_path):
    """More rows than a request imports itself: the page tells how far it is by itself, then what came of it."""
    count = AT_ONCE + BATCH + 1
    file = tmp_path / "企业.xlsx"
    file.write_bytes(xlsx(*(row(f"温州示例{number}鞋业有限公司") for number in range(count))))
    page = at_the_desk
    page.goto(f"{live_server.url}{reverse('admin:companies_company_import')}")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_text("核对通过，还没有写入")).to_be_visible(timeout=120_000)
    assert not Company.objects.exists()
    page.get_by_role("button", name="确认导入").click()
    running, done = (
        page.get_by_text(re.compile(rf"正在导入：\d+ / {count} 条")),
        page.get_by_text(f"已导入：新增{count}条"),
    )
    expect(running.or_(done)).to_be_visible()
    expect(done).to_be_visible(timeout=120_000)
    assert Company.objects.filter(live=True).count() == count
    page.get_by_role("link", name="回到列表").click()
    expect(page.get_by_text(f"{count} 企业")).to_be_visible()
    assert page.problems == []


def test_a_keeper_makes_a_policy_with_an_item_and_publishes_it(at_the_desk, live_server):
    SectorFactory(name="制鞋业")
    PolicyFactory(title="旧的示例意见")
    page = at_the_desk
    page.goto(f"{live_server.url}/cms/")
    page.get_by_role("link", name="新建政策").click()
    page.locator("#id_title").fill("关于支持工业企业的示例意见")
    page.get_by_role("button", name="选择政策").click()
    page.get_by_role("row", name="旧的示例意见").get_by_role("checkbox").check()
    page.get_by_role("button", name="确认选择").or_(page.locator(".modal button[type=submit]").last).first.click()
    expect(page.locator("[data-choose-many] li span")).to_have_text("旧的示例意见")
    page.get_by_role("tab", name="惠企事项").click()
    page.get_by_role("button", name="新增事项").or_(page.locator("#id_items-ADD")).first.click()
    page.locator("#id_items-0-title").fill("企业招工补贴")
    page.get_by_label("制鞋业").check()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url("**/cms/snippets/policies/policy/")
    policy = Policy.objects.get(title="关于支持工业企业的示例意见")
    assert policy.is_public and policy.items.get().sectors.get().name == "制鞋业"
    assert policy.supersedes.get().title == "旧的示例意见"
    assert page.problems == []
