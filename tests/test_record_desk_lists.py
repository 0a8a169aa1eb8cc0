"""The lists of the registers, what is exported from them, the choosers, and what readers of the desk see of them."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.utils import timezone

from programs.companies.models import Company, CompanyList
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import Event
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import CompanyTagFactory, DepartmentFactory, SectorFactory, TownFactory

from .record_forms import add, edit, url

MODELS = [Policy, Company, Event]
MARKER = "绝不外传的内部备注"


def chooser(model, view, *args):
    from django.urls import reverse

    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(view), args=args)


def many(model, count, user):
    """`count` records with all that a list may show of them: drafts, drafts over published ones, departments, rows."""
    made = []
    for number in range(count):
        record = {Policy: PolicyFactory, Company: CompanyFactory, Event: EventFactory}[model](live=bool(number % 3))
        record.responsible_department = DepartmentFactory()
        if model is Policy:
            PolicyItemFactory(policy=record)
            PolicyFactory(live=False).supersedes.set([record])
        else:
            record.town = TownFactory()
        record.save_revision(user=user)
        record.save()
        made.append(record)
    return made


@pytest.mark.parametrize("view", ["list", "choose", "export"])
@pytest.mark.parametrize("model", MODELS)
def test_a_longer_list_asks_no_more(keeper, model, view):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = {
        "list": url(model, "list"),
        "choose": chooser(model, "choose"),
        "export": url(model, "list") + "?export=csv",
    }
    counts = []
    for count in (2, 10):
        many(model, count, keeper)
        keeper.client.get(address[view]).getvalue() if view == "export" else keeper.client.get(address[view])
        with CaptureQueriesContext(connection) as queries:
            response = keeper.client.get(address[view])
            assert response.status_code == 200
            if view == "export":
                assert response.getvalue()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def titles(response):
    return {str(record) for record in response.context["object_list"]}


def test_search_finds_internal_words_for_keepers_only(keeper, staff):
    company = CompanyFactory(internal_contact="示例热线12345", internal_note=MARKER, short_name="示例简称")
    CompanyAliasFactory(company=company, name="老字号")
    company.save()
    CompanyFactory()
    for words in ("示例简称", "老字号", "老字号 示例简称", MARKER, "示例热线"):
        assert titles(keeper.client.get(url(Company, "list"), {"q": words})) == {company.title}, words
    editor = staff("editor")
    assert titles(editor.client.get(url(Company, "list"), {"q": "老字号"})) == {company.title}
    assert titles(editor.client.get(url(Company, "list"), {"q": MARKER})) == set()


def test_filters_of_companies(keeper):
    sector, town, tag, company_list = SectorFactory(), TownFactory(), CompanyTagFactory(), CompanyListFactory()
    company = CompanyFactory(sector=sector, town=town, kind="market", size_band="small")
    company.tags.set([tag])
    company.memberships.create(list=company_list)
    company.save()
    for title, days in [("已移出", {"left_on": "2026-01-01"}), ("未列入", {"entered_on": "2999-01-01"})]:
        other = CompanyFactory(title=title)
        other.memberships.create(list=company_list, **days)
        other.save()
    company.memberships.create(list=CompanyListFactory(), left_on="2999-01-01")
    company.save()
    filters = [("sector", sector.pk), ("town", town.pk), ("kind", "market"), ("size_band", "small"), ("tags", tag.pk),
               ("memberships__list", company_list.pk), ("memberships__list", company.memberships.last().list_id)]  # fmt: skip
    for name, value in filters:
        assert titles(keeper.client.get(url(Company, "list"), {name: value})) == {company.title}, name
    assert keeper.client.get(url(Company, "list"), {"sector": "abc", "kind": "x", "p": "9" * 30}).status_code == 200


def test_who_reads_only_does_not_sift_by_internal_lists(keeper, staff):
    company, company_list = CompanyFactory(), CompanyListFactory(name="内部关注名单", is_public=False)
    company.memberships.create(list=company_list)
    company.save()
    question = {"memberships__list": company_list.pk}
    assert titles(keeper.client.get(url(Company, "list"), question)) == {company.title}
    CompanyFactory(title="另一家")
    editor = staff("editor").client
    answer = editor.get(url(Company, "list"), question)
    assert "内部关注名单" not in answer.content.decode()
    assert titles(answer) == titles(editor.get(url(Company, "list"), {"memberships__list": 10**6}))
    assert editor.get(url(CompanyList, "usage", company_list.pk)).status_code == 302


def test_events_are_found_by_the_companies_that_take_part(keeper):
    event = EventFactory(title="示例采购节")
    EventPartyFactory(event=event, company=CompanyFactory(title="瓯江示例鞋业有限公司"), name="")
    EventFactory(title="另一场")
    assert titles(keeper.client.get(url(Event, "list"), {"q": "瓯江 采购节"})) == {"示例采购节"}


def test_filters_of_status_and_review(keeper):
    today = timezone.localdate()
    due = PolicyFactory(review_by_on=today, title="到期的示例")
    soon = PolicyFactory(review_by_on=today + datetime.timedelta(days=20), title="快到期的示例")
    draft = add(keeper, Policy, title="草稿示例")
    changed = add(keeper, Policy, "publish", title="有修改的示例")
    edit(keeper, changed, summary="新的。")
    handed_in = add(keeper, Policy, "submit", title="送审示例")
    expected = [
        ({"review": "due"}, {due.title}), ({"review": "soon"}, {due.title, soon.title}),
        ({"status": "live"}, {due.title, soon.title, changed.title}), ({"status": "changed"}, {changed.title}),
        ({"status": "draft"}, {draft.title, handed_in.title}), ({"status": "review"}, {handed_in.title}),
        ({"status": "scheduled"}, set()), ({"visibility": "internal"}, set()),
    ]  # fmt: skip
    for filters, found in expected:
        assert titles(keeper.client.get(url(Policy, "list"), filters)) == found, filters


def test_filters_of_policies_and_events(keeper):
    policy = PolicyFactory(kind="pilot", published_on="2025-06-01")
    item = PolicyItemFactory(policy=policy, closes_on=timezone.localdate())
    item.sectors.set([sector := SectorFactory()])
    item.save()
    PolicyFactory(published_on="2026-01-01")
    for filters in (
        {"kind": "pilot"},
        {"items__sectors": sector.pk},
        {"claims": "open"},
        {"published_on_to": "2025-12-31"},
    ):
        assert titles(keeper.client.get(url(Policy, "list"), filters)) == {policy.title}, filters
    past = EventFactory(state="ended", starts_at=timezone.now() - datetime.timedelta(days=9))
    coming = EventFactory()
    assert titles(keeper.client.get(url(Event, "list"), {"state": "ended"})) == {past.title}
    assert titles(keeper.client.get(url(Event, "list"), {"upcoming": "upcoming"})) == {coming.title}


def exported(user, model, kind="csv", **filters):
    response = user.client.get(url(model, "list"), {"export": kind} | filters)
    content = response.getvalue()
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def test_an_export_says_everything_in_chinese_and_runs_nothing(keeper):
    company = CompanyFactory(title="=HYPERLINK(1)", address="@示例", main_products="+1", public_contact="-2",
                             website="https://example.cn", internal_note="\t提示\x07", kind="market")  # fmt: skip
    CompanyPersonFactory(company=company, name="示例甲")
    heads, row = exported(keeper, Company)
    said = dict(zip(heads, row, strict=True))
    assert said["法定名称"] == "'=HYPERLINK(1)" and said["地址"] == "'@示例" and said["类别"] == "市场"
    assert said["主要产品"] == "'+1" and said["公开联系方式"] == "'-2" and said["内部备注"] == "'\t提示"
    assert said["人员"] == "示例甲（董事长）" and said["发布状态"] == "已发布"
    assert all(any("一" <= letter <= "鿿" for letter in head) for head in heads)
    (heads, row), sheet = exported(keeper, Company, "xlsx")
    assert dict(zip(heads, row, strict=True))["法定名称"] == "'=HYPERLINK(1)"
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_an_export_keeps_to_the_filters_and_to_what_one_may_read(keeper, staff):
    company = CompanyFactory(kind="market", internal_note=MARKER, internal_contact=MARKER)
    CompanyPersonFactory(company=company, name="不公开的人", is_public=False)
    company.memberships.create(list=CompanyListFactory(name="内部名单", is_public=False))
    company.save()
    CompanyFactory()
    assert len(exported(keeper, Company)) == 3
    rows = keeper.client.get(url(Company, "list"), {"export": "csv", "kind": "market"}).getvalue().decode()
    assert (
        len(list(csv.reader(io.StringIO(rows)))) == 2 and MARKER in rows and "不公开的人" in rows and "内部名单" in rows
    )
    for role in ("editor", "reviewer"):
        text = staff(role).client.get(url(Company, "list"), {"export": "csv"}).getvalue().decode()
        assert company.title in text
        assert not any(word in text for word in (MARKER, "不公开的人", "内部名单", "责任部门"))


def test_exports_of_policies_and_events(keeper):
    policy = PolicyFactory(published_on="2026-01-02")
    PolicyItemFactory(policy=policy, number="三", title="招工补贴", amount_text="500元")
    heads, row = exported(keeper, Policy)
    said = dict(zip(heads, row, strict=True))
    assert said["发布日期"] == "2026-01-02" and said["惠企事项"] == "三 招工补贴（500元）" and said["效力"] == "有效"
    event = EventFactory(starts_at=timezone.make_aware(datetime.datetime(2026, 3, 1, 9, 30)))
    EventPartyFactory(event=event, role="host")
    EventFigureFactory(event=event)
    heads, row = exported(keeper, Event)
    said = dict(zip(heads, row, strict=True))
    assert said["开始"] == "2026-03-01 09:30" and said["参与方"] == "主办：示例参与方"
    assert said["目标与成果"] == "线下招聘会（计划）：7场"


def test_a_chooser_finds_by_any_name_and_tells_two_apart(staff):
    company = CompanyFactory(title="示例集团有限公司", address="示例路1号", live=False)
    CompanyAliasFactory(company=company, name="老字号")
    company.save()
    CompanyFactory(title="示例集团有限公司", address="示例路2号", visibility="internal")
    CompanyFactory()
    editor = staff("editor")
    found = editor.client.get(chooser(Company, "choose_results"), {"q": "老字号"}).content.decode()
    assert "示例路1号" in found and "示例路2号" not in found and "草稿" in found
    both = editor.client.get(chooser(Company, "choose_results"), {"q": "示例集团"}).content.decode()
    assert "示例路1号" in both and "示例路2号" in both and "内部" in both
    chosen = editor.client.get(chooser(Company, "chosen", company.pk)).json()
    assert chosen["result"]["string"] == "示例集团有限公司（未发布）" and chosen["result"]["edit_url"] is None
    several = editor.client.get(chooser(Company, "chosen_multiple"), {"id": [company.pk, "x"], "multiple": 1}).json()
    assert len(several["result"]) == 1
    assert editor.client.get(chooser(Company, "choose_results"), {"q": "无"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_readers_of_the_desk_read_and_nothing_more(keeper, staff, model, role):
    record = add(keeper, model, "publish", internal_note=MARKER)
    user = staff(role)
    page = user.client.get(url(model, "list"))
    assert page.status_code == 200 and record.title in page.content.decode()
    assert url(model, "edit", record.pk) not in page.content.decode() and url(model, "add") not in page.content.decode()
    detail = user.client.get(url(model, "inspect", record.pk))
    assert detail.status_code == 200 and record.title in detail.content.decode()
    assert MARKER not in detail.content.decode() and MARKER not in page.content.decode()
    assert MARKER in keeper.client.get(url(model, "inspect", record.pk)).content.decode()
    for view in ("edit", "delete", "history", "usage", "unpublish", "workflow_history", "lock"):
        response = user.client.get(url(model, view, record.pk))
        assert response.status_code in (302, 403, 405) and MARKER not in response.content.decode(), view
    for address in (url(model, "add"), url(model, "revisions_compare", record.pk, "earliest", "latest")):
        assert user.client.get(address).status_code in (302, 403)
    user.client.post(url(model, "delete", record.pk))
    user.client.post(url(model, "unpublish", record.pk))
    edit(user, record, "publish", summary="改")
    record.refresh_from_db()
    assert record.live and record.summary == ""


@pytest.mark.parametrize("model", MODELS)
def test_only_who_may_act_upon_records_ticks_them(staff, model):
    {Policy: PolicyFactory, Company: CompanyFactory, Event: EventFactory}[model]()
    boxes = "data-bulk-action-checkbox"
    assert boxes in staff("keeper").client.get(url(model, "list")).content.decode()
    assert boxes not in staff("editor").client.get(url(model, "list")).content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_a_long_register_is_counted_no_farther_than_anybody_turns_pages(keeper, model, monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    many(model, 4, keeper)
    monkeypatch.setattr("programs.desk.paginators.MOST", 3)
    with CaptureQueriesContext(connection) as queries:
        page = keeper.client.get(url(model, "list"))
    assert "超过 3 条" in page.content.decode() and page.context["paginator"].count == 3
    counted = [query["sql"] for query in queries if "COUNT(" in query["sql"] and model._meta.db_table in query["sql"]]
    assert len(counted) == 1 and "LIMIT 4" in counted[0] and "EXISTS" not in counted[0]


@pytest.mark.parametrize("model", MODELS)
def test_the_last_changed_first_comes_from_an_index(keeper, model):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    many(model, 2, keeper)
    with CaptureQueriesContext(connection) as queries:
        keeper.client.get(url(model, "list"))
    sql = next(query["sql"] for query in queries if "COALESCE" in query["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert f"{model._meta.model_name}_by_last_change" in plan and "TEMP B-TREE FOR ORDER" not in plan
