"""The modal that finds the record which words mean."""

import json
import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from news.mentions.choosing import find
from news.mentions.nouns import BY_NAME, NOUNS
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

OPEN, RESULTS, FACTS = (reverse(f"mention_chooser:{view}") for view in ("choose", "results", "facts"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(staff):
    return staff("editor")


def modal(who, **query):
    response = who.client.get(OPEN, query)
    assert response.status_code == 200
    return json.loads(response.content)["html"]


def results(who, **query):
    response = who.client.get(RESULTS, query)
    assert response.status_code == 200
    return response.content.decode()


def titles(query, *names):
    found, _ = find(query, [BY_NAME[name] for name in names] or NOUNS, 8)
    return [one.title for one in found]


def test_all_registers_are_searched_at_once_and_one_alone(editor):
    CompanyFactory(title="温州示例鞋业有限公司")
    policy = PolicyFactory(title="示例鞋业纾困办法")
    PolicyItemFactory(policy=policy, title="示例鞋业补贴")
    EventFactory(title="示例鞋业订货会")
    everywhere = results(editor, q="示例鞋业")
    for title in ("温州示例鞋业有限公司", "示例鞋业纾困办法", "示例鞋业补贴", "示例鞋业订货会"):
        assert title in everywhere
    only = results(editor, q="示例鞋业", noun="event")
    assert "示例鞋业订货会" in only and "温州示例鞋业有限公司" not in only


def test_a_company_is_found_by_each_of_its_names():
    company = CompanyFactory(title="浙江示例集团股份有限公司", short_name="示例康", english_name="Example Kang")
    CompanyAliasFactory(company=company, name="老示例鞋厂")
    for name in ("示例集团", "示例康", "example kang", "老示例", "浙江示例集团有限公司"):
        assert titles(name) == [company.title], name


def test_the_very_name_comes_first():
    CompanyFactory(title="示例鞋业研究院附属示例鞋业学校")
    CompanyFactory(title="示例鞋业学校")
    PolicyFactory(title="支持示例鞋业学校的若干意见")
    CompanyAliasFactory(company=CompanyFactory(title="温州市职业学校"), name="示例鞋业学校")
    found = titles("示例鞋业学校")
    assert set(found[:2]) == {"示例鞋业学校", "温州市职业学校"} and len(found) == 4


def test_the_very_title_comes_first_with_and_without_its_marks():
    PolicyFactory(title="关于《示例十条》的解读办法")
    PolicyFactory(title="《示例十条》")
    assert titles("示例十条")[0] == titles("《示例十条》")[0] == "《示例十条》"


def test_an_exact_name_is_not_lost_among_many():
    for number in range(12):
        CompanyFactory(title=f"温州第{number}示例公司")
    CompanyFactory(title="温州")
    assert titles("温州", "company")[0] == "温州"


def test_the_list_is_bounded_and_says_that_there_is_more(editor):
    for _ in range(12):
        CompanyFactory()
    page = results(editor, q="示例")
    assert page.count("data-mention-choice") == 8 and "还有更多" in page


def test_queries_do_not_grow_with_rows(editor):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            results(editor, q="示例")
        return len(queries)

    def grow(count):
        for _ in range(count):
            CompanyFactory()
            EventFactory()
            PolicyItemFactory(policy=PolicyFactory(title=f"示例政策{Company.objects.count()}"))

    grow(2)
    few = asked()
    grow(10)
    assert asked() == few


def test_what_readers_cannot_see_is_marked_and_can_be_chosen(editor):
    draft = CompanyFactory(title="示例草稿企业", live=False)
    CompanyFactory(title="示例内部企业", visibility="internal")
    page = results(editor, q="示例")
    assert "草稿" in page and "内部" in page and page.count("读者只看到文字") == 2
    chosen = editor.client.get(reverse("mention_chooser:chosen", args=[f"company-{draft.pk}"]), {"role": "subject"})
    result = chosen.json()["result"]
    assert (result["noun"], result["id"], result["role"]) == ("company", str(draft.pk), "subject")
    assert result["facts"]["isPublic"] is False and result["facts"]["marks"] == ["草稿"]


def test_an_expired_policy_is_marked_and_its_link_is_seen(editor):
    PolicyFactory(title="示例过期政策", effective_to="2020-01-01")
    page = results(editor, q="示例过期")
    assert "失效" in page and "读者只看到文字" not in page


def test_the_modal_begins_with_the_link_that_stands(editor):
    company = CompanyFactory(title="示例现有企业")
    page = modal(editor, q="示例", record=f"company-{company.pk}", role="beneficiary")
    assert "现在关联" in page and "移除关联" in page
    assert '<option value="beneficiary" selected>受益</option>' in page
    assert "已从台账删除" in modal(editor, record="company-999999")


def test_who_may_add_records_is_led_there(editor, staff):
    assert "在台账中新建" not in modal(editor) and "请台账管理员登记" in modal(editor)
    page = modal(staff("keeper"))
    assert page.count("在台账中新建") == 1 and reverse(Company.snippet_viewset.get_url_name("add")) in page
    assert "?title=" not in page and "名称已填好" not in page


@pytest.mark.parametrize("ask", [modal, results])
def test_the_words_are_carried_over_into_the_new_records_form(staff, ask):
    keeper, words = staff("keeper"), "《示例<新>办法》&补"
    page = unescape(ask(keeper, q=words))
    addresses = re.findall(r'href="([^"]+/add/[^"]*)"', page)
    assert len(addresses) == 3 and "名称已填好" in page
    for address in addresses:
        form = keeper.client.get(address)
        assert form.context["form"].instance.title == words
        assert f">\n{escape(words)}</textarea>" in form.content.decode()
    assert not Policy.objects.exists()


def test_the_editor_reads_and_the_keeper_edits(editor, staff):
    company = CompanyFactory()
    key = f"company-{company.pk}"
    view = {"editor": "inspect", "keeper": "edit"}
    for who in (editor, staff("keeper")):
        facts = who.client.get(FACTS, {"record": key}).json()["records"][key]
        role = "keeper" if who is not editor else "editor"
        assert facts["deskUrl"] == reverse(Company.snippet_viewset.get_url_name(view[role]), args=[company.pk])


def test_all_links_of_a_page_are_asked_for_at_once(editor):
    def asked(companies):
        keys = [f"company-{company.pk}" for company in companies]
        with CaptureQueriesContext(connection) as queries:
            records = editor.client.get(FACTS, {"record": keys}).json()["records"]
        assert [records[key]["title"] for key in keys] == [company.title for company in companies]
        return len(queries)

    assert asked([CompanyFactory() for _ in range(2)]) == asked([CompanyFactory() for _ in range(12)])


def test_what_is_gone_is_told(editor):
    assert editor.client.get(FACTS, {"record": "policy-999"}).json() == {"records": {"policy-999": None}}


def test_a_member_of_staff_who_writes_nothing_finds_nothing(staff):
    group = Group.objects.create(name="只看工作台")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    reader = staff("editor")
    reader.groups.set([group])
    for address in (OPEN, RESULTS, FACTS, reverse("mention_chooser:chosen", args=["company-1"])):
        assert reader.client.get(address).status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "\\",
        "'; DROP TABLE companies_company; --",
        "<script>alert(1)</script>",
        "鞋" * 99,
        "《》",
        " " * 9,
    ],
    ids=lambda query: query[:9],
)
def test_hostile_words_find_nothing_and_break_nothing(editor, query):
    CompanyFactory(title="示例鞋业")
    assert "<script>" not in results(editor, q=query)
    assert "<script>" not in modal(editor, q=query, noun="<script>", role="<script>", record="<script>")


@pytest.mark.parametrize(
    "key", ["company-", "company-0", "company-x", "user-1", "company-" + "9" * 40, "company-１", "-1"]
)
def test_what_is_no_record_cannot_be_chosen(editor, key):
    assert editor.client.get(reverse("mention_chooser:chosen", args=[key])).status_code == 404
    assert editor.client.get(FACTS, {"record": key}).json() == {"records": {key: None}}


def test_a_role_that_is_none_is_left_out(editor):
    company = CompanyFactory()
    address = reverse("mention_chooser:chosen", args=[f"company-{company.pk}"])
    assert editor.client.get(address, {"role": "<b>"}).json()["result"]["role"] == ""
