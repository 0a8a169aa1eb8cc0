"""Rows that give a company on record other names: they are told of whom else those names may mean."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.companies.models import Company, CompanyAlias
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.companies.tests.sheets import code, xlsx
from programs.companies.tests.test_import import check, said

pytestmark = pytest.mark.django_db
HEADERS = ["编号", "法定名称", "简称", "别名：曾用名", "统一社会信用代码", "地址", "确认不是重复"]


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def pair():
    return CompanyFactory(title="甲鞋业有限公司"), CompanyFactory(title="乙鞋业有限公司", credit_code=code(7))


def line(company, title="", short="", former="", credit_code="", address="", distinct=""):
    return [company and company.pk, title or company.title, short, former, credit_code, address, distinct]


def told(keeper, *lines, headers=HEADERS):
    sheet = check(keeper, xlsx(*lines, headers=headers))
    return [(row, message) for row, _, _, message in said(sheet)]


@pytest.mark.parametrize(
    "names, reason",
    [
        ({"title": "乙鞋业有限公司"}, "名称相同"),
        ({"title": "乙鞋业有限责任公司"}, "名称相同"),
        ({"short": "乙鞋业"}, "简称或别名“乙鞋业”就是它的名称"),
        ({"former": "乙（鞋业）公司"}, "简称或别名“乙（鞋业）公司”就是它的名称"),
    ],
)
def test_a_row_that_takes_the_name_of_another_company_is_told(keeper, pair, names, reason):
    own, other = pair
    [(row, message)] = told(keeper, line(own, **names))
    assert row == 2 and f"与台账里的“{other.title}”（编号{other.pk}）可能是同一家：{reason}" in message
    assert "合并" in message and "确认不是重复" in message
    assert not told(keeper, line(own, **names, distinct="是"))


def test_the_credit_code_of_another_company_is_told(keeper, pair):
    [(row, message)] = told(keeper, line(pair[0], credit_code=code(7)))
    assert row == 2 and f"已属于“{pair[1].title}”" in message


def test_the_alias_of_another_company_is_told(keeper, pair):
    CompanyAliasFactory(company=pair[1], name="老牌鞋厂")
    [(_, message)] = told(keeper, line(pair[0], title="老牌鞋厂有限公司"))
    assert "名称就是它的简称或别名“老牌鞋厂”" in message


def test_two_rows_that_end_up_with_one_name_are_told_once(keeper, pair):
    own, other = pair
    [(row, message)] = told(keeper, line(own, "丙鞋业公司"), line(other, "丙鞋业", credit_code=code(7)))
    assert row == 3 and message.startswith("与第2行可能是同一家：名称相同")


def test_of_two_rows_the_one_that_takes_the_name_is_told(keeper, pair):
    own, other = pair
    [(row, message)] = told(keeper, line(own, "乙鞋业"), line(other, credit_code=code(7)))
    assert row == 2 and message.startswith("与第3行可能是同一家：名称相同")
    [(row, message)] = told(keeper, line(None, "甲鞋业集团"), line(other, "甲鞋业集团公司", credit_code=code(7)))
    assert row == 3 and message.startswith("与第2行可能是同一家：名称相同")


def test_names_that_are_given_up_in_the_same_sheet_are_free(keeper, pair):
    own, other = pair
    assert told(keeper, line(own, other.title), line(other, own.title, credit_code=code(7))) == []
    assert told(keeper, line(own, "丙鞋业"), line(other, own.title, credit_code=code(7))) == []


def test_a_company_is_no_duplicate_of_itself(keeper, pair):
    own, other = pair
    assert told(keeper, line(own, "甲鞋业有限责任公司", "甲鞋业", "甲鞋业公司", code(8)), line(other)) == []


def test_two_that_looked_alike_before_do_not_hold_up_what_changes_something_else(keeper):
    one, other = CompanyFactory(title="甲鞋业有限公司"), CompanyFactory(title="甲鞋业公司", short_name="甲鞋")
    assert told(keeper, line(one, address="示例路1号"), line(other, short="甲鞋", address="示例路2号")) == []
    assert told(keeper, line(one, title="甲鞋业", address="示例路1号")) == []
    [(row, message)] = told(keeper, line(one, short="甲鞋"))
    assert row == 2 and "简称或别名“甲鞋”相同" in message


def test_columns_that_the_sheet_lacks_leave_the_names_as_they_were(keeper, pair):
    CompanyAliasFactory(company=pair[0], name="老牌鞋厂")
    lines = [[pair[0].pk, "甲鞋业有限公司", "示例路1号"], ["", "老牌鞋厂", ""]]
    [(row, message)] = told(keeper, *lines, headers=["编号", "法定名称", "地址"])
    assert row == 3 and "老牌鞋厂" in message and Company.objects.count() == 2


def test_more_rows_ask_no_more(keeper):
    def queries(count):
        lines = []
        for company in CompanyFactory.create_batch(count):
            CompanyAliasFactory(company=company, kind=CompanyAlias.Kind.FORMER, name=f"{company.title}老厂")
            lines.append([company.pk, company.title, f"{company.title}老厂"])
        with CaptureQueriesContext(connection) as captured:
            assert told(keeper, *lines, headers=["编号", "法定名称", "别名：曾用名"]) == []
        return len(captured)

    queries(2)
    assert queries(2) == queries(12)
