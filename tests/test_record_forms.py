"""A keeper fills in the forms of the registers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import streamfield

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory
from programs.events.models import Event
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import (
    AudienceFactory,
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TownFactory,
)

from .record_forms import FORMS, ITEM, add, edit, opened, rows, told, url

MODELS = [Policy, Company, Event]


@pytest.mark.parametrize("model", MODELS)
def test_every_view_opens(keeper, model):
    record = add(keeper, model, "publish")
    for view in ["edit", "delete", "usage", "history", "inspect", "unpublish", "workflow_history"]:
        assert keeper.client.get(url(model, view, record.pk)).status_code == 200, view
    for view in ["list", "list_results", "add"]:
        assert keeper.client.get(url(model, view)).status_code == 200, view


@pytest.mark.parametrize("model", [Policy, Event])
def test_what_is_wrong_in_a_block_is_said_in_chinese(keeper, model):
    """Beside an error of the form as a whole all errors are listed at the top, those of the blocks as well."""
    record = add(keeper, model)
    loaded = opened(record)
    edit(keeper, record, summary="别人改的")
    body = streamfield([("heading", {"text": "长" * 101, "level": "2"})])
    response = edit(keeper, record, "publish", loaded=loaded, body=body)
    said = told(response)
    assert "它又被保存过" in said and "有内容块没有填对" in said
    assert "Validation error" not in response.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_is_not_public_and_a_published_record_is(keeper, model, client):
    record = add(keeper, model)
    assert not record.live and record.slug and record.slug.isascii()
    assert client.get(record.get_absolute_url()).status_code == 404
    assert edit(keeper, record, "publish").status_code == 200
    assert client.get(record.get_absolute_url()).status_code == 200


def test_an_item_keeps_whom_it_is_for_in_drafts_and_when_published(keeper):
    sector, town, need, audience = SectorFactory(), TownFactory(), NeedFactory(), AudienceFactory()
    item = ITEM | {
        "sectors": (sector.pk,), "towns": (town.pk,), "needs": (need.pk,), "audiences": (audience.pk,),
        "size_bands": ("small", "micro"),
    }  # fmt: skip
    policy = add(keeper, Policy, items=rows([item]), issuers=(DepartmentFactory().pk,))
    draft = policy.get_latest_revision_as_object().items.get()
    assert [term.pk for term in draft.sectors.all()] == [sector.pk]
    edit(keeper, policy, "publish", items=rows([item | {"id": draft.pk}], existing=1))
    item = Policy.objects.get().items.get()
    assert item.sectors.get() == sector and item.towns.get() == town
    assert item.needs.get() == need and item.audiences.get() == audience
    assert item.size_bands == ["small", "micro"]


@pytest.mark.parametrize("model", MODELS)
def test_the_second_of_two_savers_is_told_and_keeps_what_was_typed(keeper, second_keeper, model):
    record = add(keeper, model, "publish")
    loaded = opened(record)
    edit(second_keeper, record, "publish", summary="另一位写的。")
    response = edit(keeper, record, "publish", loaded=loaded, summary="我写的。")
    assert "它又被保存过" in told(response) and "我写的。" in response.content.decode()
    assert model.objects.get(pk=record.pk).summary == "另一位写的。"
    assert "我写的。" == _after(edit(keeper, record, "publish", summary="我写的。"), record).summary


def _after(response, record):
    assert response.status_code == 200
    return type(record).objects.get(pk=record.pk)


@pytest.mark.parametrize("model", MODELS)
def test_a_long_paste_is_refused_at_its_field_and_still_there(keeper, model):
    record, title = add(keeper, model), "长" * 300
    response = edit(keeper, record, title=title)
    assert "255" in str(response.context["form"].errors["title"]) and title in response.content.decode()
    assert "maxlength" not in str(response.context["form"]["title"])


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_without_a_name_is_refused(keeper, model):
    response = keeper.client.post(url(model, "add"), FORMS[model](title=""))
    assert "title" in response.context["form"].errors and not model.objects.exists()


def test_long_pastes_in_rows_are_refused_too(keeper):
    row = {"id": "", "name": "名" * 300, "kind": "other"}
    response = keeper.client.post(url(Company, "add"), FORMS[Company](aliases=rows([row])))
    assert "255" in str(response.context["form"].formsets["aliases"].errors)
    assert "maxlength" not in str(response.context["form"].formsets["aliases"].empty_form["name"])


def test_a_term_out_of_use_is_offered_only_where_it_is_used(keeper):
    old = CompanyTagFactory(name="旧标签", is_active=False)
    assert "旧标签" not in keeper.client.get(url(Company, "add")).content.decode()
    company = add(keeper, Company, "publish")
    company.tags.add(old)
    company.put_on_record(keeper)
    assert "旧标签" in keeper.client.get(url(Company, "edit", company.pk)).content.decode()


def test_a_company_with_all_its_rows(keeper):
    company_list = CompanyListFactory()
    company = add(
        keeper, Company, "publish", credit_code="",
        aliases=rows([{"id": "", "name": "示例鞋业", "kind": "short"}]),
        people=rows([{"id": "", "name": "示例人员", "role": "董事长", "is_public": "on"}]),
        memberships=rows([{"id": "", "list": company_list.pk, "entered_on": "2026-01-01", "left_on": "", "basis": ""}]),
    )  # fmt: skip
    assert [row.name for row in company.aliases.all()] == ["示例鞋业"] and "示例鞋业" in company.search_text
    assert company.people.get().is_public and company.memberships.get().list == company_list


def test_an_event_with_all_its_rows(keeper):
    company, policy = CompanyFactory(), PolicyFactory()
    party = {"id": "", "role": "host", "company": company.pk, "department": "", "name": "", "note": ""}
    figure = {"id": "", "name": "成交额", "basis": "intent", "qualifier": "超", "figure": "1.2", "unit": "亿元",
              "printed": "", "source": ""}  # fmt: skip
    event = add(
        keeper, Event, "publish", policies=(policy.pk,), parties=rows([party]), figures=rows([figure]),
        stops=rows([{"id": "", "place": "示例展馆", "time_text": "上午", "description": ""}]),
    )  # fmt: skip
    assert event.parties.get().company == company and event.stops.get().place == "示例展馆"
    assert event.figures.get().basis == "intent" and event.policies.get() == policy


def test_a_party_of_nobody_is_refused(keeper):
    party = {"id": "", "role": "host", "company": "", "department": "", "name": "", "note": ""}
    response = keeper.client.post(url(Event, "add"), FORMS[Event](parties=rows([party])))
    assert "请选择企业或机构" in response.content.decode() and not Event.objects.exists()


def test_a_wrong_credit_code_is_said_at_its_field(keeper):
    response = keeper.client.post(url(Company, "add"), FORMS[Company](credit_code="91330302145039345L"))
    assert response.context["form"].errors["credit_code"] and not Company.objects.exists()


def test_a_company_that_may_be_on_record_is_asked_about_once_and_the_keeper_decides(keeper):
    first = add(keeper, Company, "publish", title="温州示例（鞋业）有限公司")
    form = FORMS[Company](title="温州示例(鞋业)有限责任公司", slug="")
    response = keeper.client.post(url(Company, "add"), form)
    assert first.title in str(response.context["form"].errors["is_another"]) and Company.objects.count() == 1
    alias = rows([{"id": "", "name": first.title, "kind": "former"}])
    response = keeper.client.post(url(Company, "add"), FORMS[Company](title="另一家", aliases=alias))
    assert "is_another" in response.context["form"].errors and Company.objects.count() == 1
    second = add(keeper, Company, title="温州示例(鞋业)有限责任公司", is_another="on")
    assert edit(keeper, second, summary="补一句。").redirect_chain  # the names are as they were: nobody is asked again


def test_a_policys_form_asks_each_vocabulary_once_however_many_items(keeper):
    needs, sectors = NeedFactory.create_batch(2), [SectorFactory(name="示例上级")]
    sectors.append(SectorFactory(name="示例下级", parent=sectors[0]))
    asked = []
    for count in (2, 12):
        policy = PolicyFactory()
        for item in PolicyItemFactory.create_batch(count, policy=policy):
            item.needs.set(needs)
            item.sectors.set(sectors[1:])
            item.save()
        Policy.objects.get(pk=policy.pk).put_on_record(keeper)
        keeper.client.get(url(Policy, "edit", policy.pk))
        with CaptureQueriesContext(connection) as queries:
            text = keeper.client.get(url(Policy, "edit", policy.pk)).content.decode()
        assert "　　示例下级" in text and text.count("-needs") > count
        vocabularies = [f'FROM "taxonomy_{name}"' for name in ("need", "sector", "town", "audience")]
        whole = [query["sql"] for query in queries if "policies_policyitem" not in query["sql"]]
        asked.append(sum(any(name in sql for name in vocabularies) for sql in whole))
    assert asked[0] == asked[1], asked


@pytest.mark.parametrize("model", MODELS)
def test_an_own_autosave_does_not_stand_in_the_way(keeper, model):
    """A browser saves while a keeper types, and then sends the form that it opened before that."""
    record = add(keeper, model)
    before = opened(record)
    data = FORMS[model](title="边写边存的标题", slug=record.slug) | before
    answer = keeper.client.post(url(model, "edit", record.pk), data, headers={"Accept": "application/json"}).json()
    assert answer["success"]
    updates = {name: value for name, value in answer["field_updates"].items() if name in before}
    edit(keeper, record, "publish", loaded=before, title="发布的标题")
    assert not model.objects.get(pk=record.pk).live, "with what it opened with, it would bury a stranger's save"
    response = edit(keeper, record, "publish", loaded=before | updates, title="发布的标题")
    assert model.objects.get(pk=record.pk).live, told(response)
    assert model.objects.get(pk=record.pk).title == "发布的标题"
