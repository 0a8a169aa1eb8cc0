"""Companies that are in the register already are found, in few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.companies.duplicates import COMPANIES, SAME_CODE, SAME_NAME
from programs.companies.models import Company, CompanyAlias

from .factories import CompanyAliasFactory, CompanyFactory

pytestmark = pytest.mark.django_db
CODE = "91330302MA2ABCDE8"  # completed below with its check digit


@pytest.fixture
def code():
    from stdnum.cn import uscc

    return CODE[:17] + uscc.calc_check_digit(CODE[:17])


def reasons(company, **kwargs):
    return [(duplicate.record.title, duplicate.reason) for duplicate in COMPANIES.find(company, **kwargs)]


def test_by_credit_code_in_any_writing(code):
    CompanyFactory(title="甲示例有限公司", credit_code=code)
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code.lower())
    assert reasons(Company(title="乙示例有限公司", credit_code=full_width)) == [("甲示例有限公司", SAME_CODE)]
    assert reasons(Company(title="乙示例有限公司", credit_code="不是代码")) == []


def test_by_name_short_name_and_alias():
    kept = CompanyFactory(title="温州示例鞋业有限公司", short_name="示例鞋业")
    CompanyAliasFactory(company=kept, name="温州示例皮鞋厂")
    assert reasons(Company(title="温州 示例鞋业（有限责任公司）")) == [(kept.title, SAME_NAME)]
    assert reasons(Company(title="示例鞋业")) == [(kept.title, "名称就是它的简称或别名“示例鞋业”")]
    assert reasons(Company(title="温州示例皮鞋厂")) == [(kept.title, "名称就是它的简称或别名“温州示例皮鞋厂”")]
    assert reasons(Company(title="乙", short_name="温州示例鞋业")) == [
        (kept.title, "简称或别名“温州示例鞋业”就是它的名称")
    ]
    assert reasons(Company(title="乙"), alias_names=["示例鞋业"]) == [(kept.title, "简称或别名“示例鞋业”相同")]
    unsaved = Company(title="乙")
    unsaved.aliases.add(CompanyAlias(name="温州示例皮鞋厂"))
    assert reasons(unsaved) == [(kept.title, "简称或别名“温州示例皮鞋厂”相同")]


def test_a_company_is_not_its_own_duplicate():
    company = CompanyFactory(title="温州示例鞋业有限公司", short_name="温州示例鞋业")
    CompanyAliasFactory(company=company, name="温州示例鞋业")
    CompanyFactory(title="另一家示例有限公司", short_name="")
    assert reasons(company) == []
    assert reasons(Company(title="（）")) == []


def test_the_cost_does_not_grow_with_the_register():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            COMPANIES.find(Company(title="温州示例鞋业有限公司"), alias_names=["示例"])
        return len(captured)

    CompanyFactory.create_batch(2, title="温州示例鞋业有限公司")
    before = queries()
    CompanyFactory.create_batch(10, title="温州示例鞋业有限公司")
    assert queries() == before <= 3


def test_many_rows_at_once_know_each_other(code):
    kept = CompanyFactory(title="温州示例鞋业有限公司")
    rows = [
        COMPANIES.said("甲示例有限公司", "", [], code),
        COMPANIES.said("温州示例鞋业", "", [], None),
        COMPANIES.said("甲示例", "", [], None),
        COMPANIES.said("丙示例", "", [], code.lower()),
        COMPANIES.said("丁示例", "", [], None),
    ]
    rows += [COMPANIES.said(f"第{number}家示例公司", "", [], None) for number in range(5000)]
    with CaptureQueriesContext(connection) as captured:
        found = COMPANIES.find_among(rows)
    assert len(captured) <= 12
    assert [(one.record, one.row, one.reason) for one in found[1]] == [(kept, None, SAME_NAME)]
    assert [(one.row, one.reason) for one in found[2]] == [(0, SAME_NAME)]
    assert [(one.row, one.reason) for one in found[3]] == [(0, SAME_CODE)]
    assert found[0] == found[4] == []
    assert not any(found[5:])


def test_the_report_shows_groups_and_leads_to_the_merge(staff):
    keeper = staff("keeper")
    one, other = CompanyFactory.create_batch(2, title="温州示例鞋业有限公司")
    third = CompanyFactory(title="丙示例有限公司")
    CompanyAliasFactory(company=third, name="温州（示例）鞋业")
    fourth = CompanyFactory(title="丁示例有限公司", short_name="戊示例")
    CompanyAliasFactory(company=CompanyFactory(title="己示例"), name="戊示例")
    CompanyFactory(title="无人相同有限公司", short_name="无人相同")
    assert COMPANIES.suspicious() == sorted(["温州示例鞋业", "戊示例"])
    page = keeper.client.get(reverse("duplicate_companies")).content.decode()
    assert f"/cms/companies/{one.pk}/merge/?kept={other.pk}" in page
    assert f"/cms/companies/{other.pk}/merge/?kept={third.pk}" in page
    assert "丁示例有限公司" in page and "无人相同" not in page
    assert fourth.normalised_short_name == "戊示例"
    assert reverse("duplicate_companies") in keeper.client.get("/cms/").content.decode()
    assert staff("editor").client.get(reverse("duplicate_companies")).status_code == 302


def test_the_report_costs_the_same_with_more_groups(staff):
    client = staff("keeper").client

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("duplicate_companies")).status_code == 200
        return len(captured)

    def groups(numbers):
        for number in numbers:
            CompanyFactory.create_batch(2, title=f"第{number}组示例有限公司")

    groups(range(2))
    queries()
    before = queries()
    groups(range(2, 12))
    assert queries() == before
