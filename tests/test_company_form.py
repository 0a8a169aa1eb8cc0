"""What the company form asks before it lets a company in."""

import datetime

import pytest
from django.urls import reverse

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory

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
