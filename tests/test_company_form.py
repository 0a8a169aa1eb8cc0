"""What the company form asks before it lets a company in."""

import datetime

import pytest

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
    assert f"台账里可能已经有这家：“{known}”" in page
    assert Company.objects.count() == 1
    keeper.client.post(url(Company, "add"), company_form(is_another="on"))
    assert Company.objects.count() == 2


def test_overlapping_list_entries_are_refused(keeper):
    company_list = CompanyListFactory()
    entry = {"id": "", "list": company_list.pk, "entered_on": datetime.date(2026, 1, 1), "left_on": "", "basis": ""}
    page = keeper.client.post(url(Company, "add"), company_form(memberships=rows([entry, entry]))).content.decode()
    assert "日期重叠" in page
    assert not Company.objects.exists()
    keeper.client.post(url(Company, "add"), company_form(memberships=rows([entry])))
    assert Company.objects.get().memberships.count() == 1
