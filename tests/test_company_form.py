"""What the company form asks before it lets a company in."""

import datetime

import pytest
from django.urls import reverse

from programs.companies.models import Company, CompanyAlias
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory
from programs.sheets.tests.desk import form_data

from .record_forms import company_form, rows, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(staff):
    return staff("keeper")


def test_a_company_that_is_known_already_is_asked_about(keeper):
    known = CompanyFactory(title="温州示例鞋业有限责任公司")
    page = keeper.client.post(url(Company, "add"), company_form()).content.decode()
    link = f'<a href="{url(Company, "edit", known.pk)}" target="_blank" rel="noopener">“{known}”</a>'
    assert f"台账里可能已经有这家：{link}（名称相同（不计括号、空格和公司形式））" in page
    assert Company.objects.count() == 1
    keeper.client.post(url(Company, "add"), company_form(is_another="on"))
    assert Company.objects.count() == 2


def test_the_bulk_desk_asks_as_well(keeper):
    known = CompanyFactory(title="温州<b>示例</b>鞋业有限责任公司", live=False)
    add, change = reverse("admin:companies_company_add"), reverse("admin:companies_company_change", args=[known.pk])
    prefixes = ("aliases", "people", "memberships")
    data = {f"{prefix}-{part}": 0 for prefix in prefixes for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data |= {"title": "温州<b>示例</b>鞋业有限公司", "kind": "company", "visibility": "public"}
    page = keeper.client.post(add, data).content.decode()
    assert f'<a href="{change}" target="_blank" rel="noopener">“温州&lt;b&gt;示例' in page and "未发布" in page
    assert "温州<b>" not in page and Company.objects.count() == 1
    response = keeper.client.post(add, data | {"is_another": "on"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert Company.objects.count() == 2 and Company.objects.latest("pk").live


def test_overlapping_list_entries_are_refused(keeper):
    company_list = CompanyListFactory()
    entry = {"id": "", "list": company_list.pk, "entered_on": datetime.date(2026, 1, 1), "left_on": "", "basis": ""}
    page = keeper.client.post(url(Company, "add"), company_form(memberships=rows([entry, entry]))).content.decode()
    assert "日期重叠" in page
    assert not Company.objects.exists()
    keeper.client.post(url(Company, "add"), company_form(memberships=rows([entry])))
    assert Company.objects.get().memberships.count() == 1


@pytest.mark.parametrize("names", [{"title": "全新名称"}, {"title": "全新名称", "short_name": "另一简称"}])
def test_the_bulk_desk_asks_about_typed_aliases(keeper, names):
    known = CompanyFactory(title="浙江笑果鞋业有限公司")
    add, change = reverse("admin:companies_company_add"), reverse("admin:companies_company_change", args=[known.pk])
    page = keeper.client.post(add, bulk_form("浙江笑果鞋业", **names)).content.decode()
    assert f'<a href="{change}" target="_blank" rel="noopener">“浙江笑果鞋业有限公司”</a>' in page
    assert Company.objects.count() == 1
    assert keeper.client.post(add, bulk_form("浙江笑果鞋业", is_another="on", **names)).status_code == 302
    assert Company.objects.count() == 2


def test_the_bulk_desk_asks_about_an_alias_that_changes(keeper):
    CompanyFactory(title="浙江笑果鞋业有限公司")
    company = CompanyFactory.build(title="全新名称")
    company.aliases.set([CompanyAlias(name="旧别名", sort_order=0)])
    company.put_on_record(keeper)
    address = reverse("admin:companies_company_change", args=[company.pk])
    data = form_data(keeper.client.get(address))
    page = keeper.client.post(address, data | {"aliases-0-name": "笑果鞋业（浙江）"}).content.decode()
    assert "台账里可能已经有这家" not in page
    data = form_data(keeper.client.get(address))
    page = keeper.client.post(address, data | {"aliases-0-name": "浙江笑果鞋业"}).content.decode()
    assert "台账里可能已经有这家" in page
    taken_off = data | {"aliases-0-name": "浙江笑果鞋业", "aliases-0-DELETE": "on"}
    assert keeper.client.post(address, taken_off).status_code == 302


def bulk_form(alias, **fields):
    prefixes = ("aliases", "people", "memberships")
    data = {f"{prefix}-{part}": 0 for prefix in prefixes for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data |= {"kind": "company", "visibility": "public", "aliases-TOTAL_FORMS": 1, "aliases-0-name": alias}
    return data | {"aliases-0-kind": "other"} | fields
